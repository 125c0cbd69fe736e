package org.bequest.client.cmc;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.client.trust.Holders;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Opening;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.RaIdentityWitness;
import org.bequest.formats.cmc.control.ResponseBody;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.ContentCollection;
import org.bequest.formats.cms.ContentWithAttributes;
import org.bequest.formats.cms.DigestedContent;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Takes the layers off what a server sent, and believes what is inside only for a good signature of
 * somebody who may sign, or a MAC under our own secret.
 *
 * @param keys of ours: what is encrypted for them, or authenticated with them
 */
record AnswerOpener(SignerTrust trust, Profile profile, List<RecipientKey> keys, Instant now) {
  private static final int MOST_LAYERS = 4;

  AnswerOpener {
    keys = List.copyOf(keys);
  }

  Answer open(byte[] contentInfo) throws MalformedException {
    return open(Content.decode(contentInfo), MOST_LAYERS);
  }

  private Answer open(Content content, int layers) throws MalformedException {
    if (layers == 0) {
      throw new MalformedException("more than " + MOST_LAYERS + " layers");
    }
    Layer layer =
        Layer.of(content)
            .orElseThrow(() -> new MalformedException("neither signed nor authenticated"));
    return switch (layer) {
      case SignedContent signed -> signed(signed, layers);
      case AuthenticatedContent authenticated ->
          opened(AuthenticatedMessage.open(authenticated, keys), layers);
      case EnvelopedContent enveloped -> encrypted(EnvelopedMessage.open(enveloped, keys), layers);
      case AuthEnvelopedContent enveloped ->
          encrypted(EnvelopedMessage.open(enveloped, keys), layers);
      case EncryptedContent _,
          EncryptedKeyPackage _,
          DigestedContent _,
          CompressedContent _,
          ContentCollection _,
          ContentWithAttributes _ ->
          throw new MalformedException("a layer that has no place in CMC");
    };
  }

  /** Only what is signed inside counts. */
  private Answer encrypted(Opening opening, int layers) throws MalformedException {
    return opening instanceof Opening.Opened(Content content)
        ? open(content, layers - 1)
        : new Answer.Unbelievable("the response is not encrypted for this client");
  }

  private Answer opened(Opening opening, int layers) throws MalformedException {
    return opening instanceof Opening.Opened(Content content)
        ? believed(
            content, new Sealed(List.of(), List.of(), Optional.empty(), Optional.empty()), layers)
        : new Answer.Unbelievable("the response is not authenticated with the shared secret");
  }

  private Answer signed(SignedContent message, int layers) throws MalformedException {
    List<X509Certificate> bag = Holders.certificates(message.certificates());
    List<X509CRL> crls = Holders.crls(message.crls());
    if (message.signers().isEmpty() && isEmpty(message)) {
      return new Answer.Simple(bag, crls);
    }
    return switch (SignatureCheck.of(message, SignerKeys.in(message).and(trust.holders()))) {
      case SignatureCheck.Refused(var _, String detail) -> new Answer.Unbelievable(detail);
      case SignatureCheck.Verified(Content content, List<VerifiedSigner> signers) -> {
        List<String> faults = new ArrayList<>();
        for (VerifiedSigner signer : signers) {
          Optional<X509Certificate> certificate = certificate(signer);
          Optional<String> fault =
              profile.allows(signer)
                  ? trust.fault(
                      signer, message.certificates(), new SignerTrust.Moment(profile, now))
                  : Optional.of("the response is signed with an algorithm outside of the profile");
          if (fault.isEmpty()) {
            Sealed seal = new Sealed(bag, crls, certificate, time(signer));
            yield believed(content, seal, layers);
          }
          faults.add(fault.get());
        }
        yield new Answer.Unbelievable(faults.getFirst());
      }
    };
  }

  /** Some encoders write an empty eContent instead of none. */
  private static boolean isEmpty(SignedContent message) {
    return message.content().map(c -> c.octets().length == 0).orElse(true);
  }

  /** By whom content was protected, and what came beside it. */
  private record Sealed(
      List<X509Certificate> certificates,
      List<X509CRL> crls,
      Optional<X509Certificate> signer,
      Optional<Instant> time) {}

  private Answer believed(Content content, Sealed seal, int layers) throws MalformedException {
    if (!content.is(CmsOids.PKI_RESPONSE)) {
      return open(content, layers - 1);
    }
    PkiResponse response = PkiResponse.decode(content.octets());
    if (!response.controls(RaIdentityWitness.class).isEmpty()) {
      throw new MalformedException("RA Identity Proof Witness in an answer (RFC 6402 2.5)");
    }
    List<FullResponse> embedded = new ArrayList<>();
    for (ResponseBody body : response.controls(ResponseBody.class)) {
      switch (open(Content.decode(item(response, body.path().ids())), layers - 1)) {
        case Answer.Full(FullResponse inner) -> embedded.add(inner);
        case Answer.Unbelievable unbelievable -> {
          return unbelievable;
        }
        case Answer.Simple _ ->
            throw new MalformedException("no PKIResponse where ResponseBody points");
      }
    }
    List<PkiData> authenticated = new ArrayList<>();
    for (AuthData data : response.controls(AuthData.class)) {
      Optional<PkiData> inner = authenticated(item(response, List.of(data.part())));
      if (inner.isEmpty()) {
        return new Answer.Unbelievable("a part is not authenticated with the shared secret");
      }
      authenticated.add(inner.get());
    }
    return new Answer.Full(
        new FullResponse(
            response,
            seal.certificates,
            seal.crls,
            seal.signer,
            seal.time,
            authenticated,
            embedded));
  }

  private Optional<PkiData> authenticated(byte[] contentInfo) throws MalformedException {
    AuthenticatedContent message = AuthenticatedContent.decode(contentInfo);
    return AuthenticatedMessage.open(message, keys) instanceof Opening.Opened(Content content)
            && content.is(CmsOids.PKI_DATA)
        ? Optional.of(PkiData.decode(content.octets()))
        : Optional.empty();
  }

  private static byte[] item(PkiResponse response, List<BodyPartId> path)
      throws MalformedException {
    return response.cmsSequence().stream()
        .filter(c -> path.equals(List.of(c.id())))
        .findFirst()
        .orElseThrow(() -> new MalformedException("a control points at nothing"))
        .contentInfo()
        .octets();
  }

  private static Optional<X509Certificate> certificate(VerifiedSigner signer)
      throws MalformedException {
    Optional<X509CertificateHolder> own = signer.ownCertificate();
    return own.isEmpty() ? Optional.empty() : Optional.of(Holders.certificate(own.get()));
  }

  private static Optional<Instant> time(VerifiedSigner signer) throws MalformedException {
    Optional<ASN1Encodable> value = signer.info().signed(CmsOids.SIGNING_TIME);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Asn1.typed((Object) value.get(), Time::getInstance, "/signingTime")
                .getDate()
                .toInstant());
  }
}
