package org.bequest.client.cmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Opening;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
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
import org.bequest.formats.cms.RecipientInfo;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Takes off what a registration authority has to take off a message before it passes it on (RFC
 * 5272 sections 7.1 and 7.2): encryption for which the authority is no recipient, and signatures
 * around such encryption, whose controls move into the message of the registration authority.
 * Nothing else.
 *
 * @param keys that open the encryption
 */
record LayerRemoval(List<RecipientKey> keys, Optional<X509CertificateHolder> authority) {
  private static final int MOST_LAYERS = 4;

  LayerRemoval {
    keys = List.copyOf(keys);
  }

  /** What is left of a message. */
  sealed interface Freed {
    /** A message, with what its sender signed. */
    record Whole(Content content) implements Freed {}

    /**
     * A message out of another one whose signature went away.
     *
     * @param id by which controls know it
     * @param batched whether it is to be answered by itself
     */
    record Part(BodyPartId id, Content content, boolean batched) implements Freed {}

    /** A control of a message whose signature went away. */
    record Statement(Control control) implements Freed {}
  }

  List<Freed> of(byte[] contentInfo) throws MalformedException {
    return freed(opened(Content.decode(contentInfo), MOST_LAYERS));
  }

  /** Without encryption that only hides the message from others, and signatures around it. */
  private Content opened(Content content, int layers) throws MalformedException {
    if (layers == 0) {
      throw new MalformedException("more than " + MOST_LAYERS + " layers");
    }
    Optional<Layer> layer = Layer.of(content);
    return switch (layer.orElse(null)) {
      case EnvelopedContent enveloped when isForOthers(enveloped.recipients()) ->
          opened(inside(EnvelopedMessage.open(enveloped, keys)), layers - 1);
      case AuthEnvelopedContent enveloped when isForOthers(enveloped.recipients()) ->
          opened(inside(EnvelopedMessage.open(enveloped, keys)), layers - 1);
      case SignedContent signed when isAroundEncryptionForOthers(signed) ->
          opened(signed.content().orElseThrow(), layers - 1);
      case EnvelopedContent _, AuthEnvelopedContent _, SignedContent _, AuthenticatedContent _ ->
          content;
      case EncryptedContent _,
          EncryptedKeyPackage _,
          DigestedContent _,
          CompressedContent _,
          ContentCollection _,
          ContentWithAttributes _ ->
          throw new MalformedException("a layer that has no place in CMC");
      case null -> throw new MalformedException("neither signed nor authenticated");
    };
  }

  private static Content inside(Opening opening) throws MalformedException {
    return switch (opening) {
      case Opening.Opened(Content content) -> content;
      case Opening.NotForUs() ->
          throw new MalformedException(
              "encrypted for somebody else than this registration authority and its authority");
      case Opening.Refused(String why) -> throw new MalformedException(why);
      case Opening.Failed() -> throw new MalformedException("encryption that does not open");
    };
  }

  private boolean isForOthers(List<RecipientInfo> recipients) {
    return authority.isEmpty() || recipients.stream().noneMatch(r -> r.mayMean(authority.get()));
  }

  private boolean isAroundEncryptionForOthers(SignedContent signed) throws MalformedException {
    Optional<Content> content = signed.content();
    return content.isPresent() && isEncryptedForOthers(content.get());
  }

  private boolean isEncryptedForOthers(Content content) throws MalformedException {
    return switch (Layer.of(content).orElse(null)) {
      case EnvelopedContent enveloped -> isForOthers(enveloped.recipients());
      case AuthEnvelopedContent enveloped -> isForOthers(enveloped.recipients());
      case null, default -> false;
    };
  }

  /** A signature goes away only where encryption inside of it has to (RFC 5272 section 7.2). */
  private List<Freed> freed(Content content) throws MalformedException {
    if (content.is(CmsOids.SIGNED_DATA)) {
      Optional<Content> signed = SignedContent.of(content).content();
      if (signed.isPresent() && signed.get().is(CmsOids.PKI_DATA)) {
        PkiData data = PkiData.decode(signed.get().octets());
        if (hidesFromTheAuthority(data)) {
          return dissolved(data);
        }
      }
    }
    return List.of(new Freed.Whole(content));
  }

  private boolean hidesFromTheAuthority(PkiData data) throws MalformedException {
    for (TaggedContentInfo part : data.cmsSequence()) {
      if (isEncryptedForOthers(Content.decode(part.contentInfo().octets()))) {
        return true;
      }
    }
    return false;
  }

  private List<Freed> dissolved(PkiData data) throws MalformedException {
    if (!data.requests().isEmpty()) {
      throw new MalformedException(
          "requests of its own in a message whose signature would have to go away");
    }
    List<BodyPartId> batched =
        data.controls(BatchRequests.class).stream().flatMap(b -> b.parts().stream()).toList();
    List<Freed> freed = new ArrayList<>();
    for (TaggedContentInfo part : data.cmsSequence()) {
      Content content = opened(Content.decode(part.contentInfo().octets()), MOST_LAYERS);
      freed.add(new Freed.Part(part.id(), content, batched.contains(part.id())));
    }
    data.controlSequence().stream()
        .map(TaggedAttribute::control)
        .filter(LayerRemoval::isMerged)
        .map(Freed.Statement::new)
        .forEach(freed::add);
    return freed;
  }

  /** Transaction and nonces are between others, and batches are made anew. */
  private static boolean isMerged(Control control) {
    return switch (control) {
      case TransactionId _, SenderNonce _, RecipientNonce _, BatchRequests _ -> false;
      default -> true;
    };
  }
}
