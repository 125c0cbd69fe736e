package org.bequest.server.endpoint.cmc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Opening;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.PasswordRecipientInfo;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;

/**
 * Steps 1 and 2: takes the layers off, and finds their protection right (RFC 5272 3.2, 5). Plain,
 * encrypted, and signed around the encryption; or authenticated by a shared secret.
 */
final class Unwrapping {
  /** Signed, enveloped, signed, and the message. */
  private static final int MOST_LAYERS = 3;

  private static final PkiData NOTHING = PkiData.of(List.of(), List.of());

  private static final String UNREADABLE =
      "the message cannot be decrypted with the exchange key of this service";

  private final Arrival arrival;
  private final List<SignedContent> outer = new ArrayList<>();
  private boolean changeable;

  Unwrapping(Arrival arrival) {
    this.arrival = arrival;
  }

  Unwrapped open(byte[] contentInfo) {
    try {
      return open(Content.decode(contentInfo));
    } catch (MalformedException e) {
      return broken(String.valueOf(e.getMessage()));
    }
  }

  private Unwrapped open(Content message) throws MalformedException {
    Content at = message;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      if (at.is(CmsOids.SIGNED_DATA)) {
        SignedContent signed = SignedContent.of(at);
        if (signed.content().isEmpty()) {
          return broken("the signed content is missing");
        }
        at = signed.content().get();
        if (at.is(CmsOids.PKI_DATA)) {
          return signed(signed, data(at));
        }
        outer.add(signed);
      } else if (at.is(CmsOids.AUTH_DATA)) {
        return authenticated(AuthenticatedContent.of(at));
      } else {
        switch (decrypted(at)) {
          case Opening.Opened(Content content) -> at = content;
          case Opening.Refused(String detail) -> {
            return broken(detail);
          }
          case Opening.NotForUs _, Opening.Failed _ -> {
            return broken(UNREADABLE);
          }
        }
      }
    }
    return broken("there are more layers than a Full PKI Request has");
  }

  private static PkiData data(Content content) throws MalformedException {
    return PkiData.decode(content.octets());
  }

  private Opening decrypted(Content content) throws MalformedException {
    if (!content.is(CmsOids.ENVELOPED_DATA) && !content.is(CmsOids.AUTH_ENVELOPED_DATA)) {
      return new Opening.Refused("not a Full PKI Request: content of type " + content.type());
    }
    List<RecipientKey> keys =
        arrival.label().fullCmc().services().secrets().messages().get().openers();
    if (content.is(CmsOids.AUTH_ENVELOPED_DATA)) {
      return EnvelopedMessage.open(AuthEnvelopedContent.of(content), keys);
    }
    Opening opening = EnvelopedMessage.open(EnvelopedContent.of(content), keys);
    changeable |= opening instanceof Opening.Opened;
    return opening;
  }

  private Unwrapped signed(SignedContent signed, PkiData data) {
    return switch (new SignerSearch(arrival, data).of(signed, outer)) {
      case SignerSearch.Result.Wrong(String detail) -> wrong(detail, data);
      case SignerSearch.Result.Found(Protection protection) ->
          profiled(new Unwrapped.Opened(data, protection), signed);
    };
  }

  /** Under labels that follow RFC 8756, each layer has its algorithms. */
  private Unwrapped profiled(Unwrapped.Opened opened, SignedContent... signed) {
    List<SignedContent> layers = new ArrayList<>(outer);
    layers.addAll(List.of(signed));
    return CnsaProfile.fault(arrival.label(), layers, opened.protection())
        .<Unwrapped>map(why -> new Unwrapped.Broken(why, opened.data()))
        .orElse(opened);
  }

  /** RFC 5272 3.2: one recipient, by password; its key is made of identity and shared secret. */
  private Unwrapped authenticated(AuthenticatedContent message) throws MalformedException {
    boolean form =
        message.content().is(CmsOids.PKI_DATA)
            && message.recipients().size() == 1
            && message.recipients().getFirst() instanceof PasswordRecipientInfo
            && outer.isEmpty();
    if (!form) {
      return broken("an AuthenticatedData is for one password, around a PKIData");
    }
    PkiData data = data(message.content());
    return switch (new SecretProof(arrival, data)
        .by((octets, name) -> opens(message, octets, name))) {
      case SecretProof.Result.Known(var secret) ->
          profiled(new Unwrapped.Opened(data, new Protection.Authenticated(secret)));
      case SecretProof.Result.Wrong(var why) when why.retryAfter().isPresent() ->
          new Unwrapped.Broken(why, data);
      case SecretProof.Result.Wrong _ -> wrong("the MAC of the message is wrong", data);
    };
  }

  private static boolean opens(AuthenticatedContent message, byte[] secret, String identity) {
    byte[] name = identity.getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[name.length + secret.length];
    System.arraycopy(name, 0, both, 0, name.length);
    System.arraycopy(secret, 0, both, name.length, secret.length);
    try (Secret password = Secret.of(both)) {
      return AuthenticatedMessage.open(message, List.of(new RecipientKey.Password(password)))
          instanceof Opening.Opened;
    } finally {
      Arrays.fill(both, (byte) 0);
    }
  }

  private Unwrapped wrong(String detail, PkiData data) {
    if (changeable && !isStatusOnly(data)) {
      return broken(detail);
    }
    PartOutcome.Failed why =
        PartOutcome.failed(Reason.MALFORMED, CmcFailInfo.BAD_MESSAGE_CHECK, detail);
    return isStatusOnly(data) ? new Unwrapped.Unanswered(why) : new Unwrapped.Broken(why, data);
  }

  private static boolean isStatusOnly(PkiData data) {
    return data.requests().isEmpty()
        && data.cmsSequence().isEmpty()
        && data.otherMsgSequence().isEmpty()
        && !data.controlSequence().isEmpty()
        && data.controlSequence().stream()
            .allMatch(
                t -> t.control() instanceof StatusInfoV1 || t.control() instanceof StatusInfoV2);
  }

  /**
   * What comes out of a ciphertext without a tag is not talked about: whoever changes one could
   * tell from the answers whether its padding is right, and so decrypt it.
   */
  private Unwrapped broken(String detail) {
    String said = changeable ? UNREADABLE : detail;
    return new Unwrapped.Broken(PartOutcome.failed(Reason.MALFORMED, said), NOTHING);
  }
}
