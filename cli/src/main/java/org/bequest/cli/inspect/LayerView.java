package org.bequest.cli.inspect;

import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.DigestedMessage;
import org.bequest.crypto.cms.EncryptedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Opening;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.ContentCollection;
import org.bequest.formats.cms.ContentWithAttributes;
import org.bequest.formats.cms.DigestedContent;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Content of a message: a layer with what lies in it, as deep as it can be opened, or a leaf. What
 * came out of an encryption is believed to be secret unless its type says what it is.
 *
 * @param depth of layers around it
 * @param secret whether it came out of an encryption
 */
record LayerView(Inspection in, int depth, boolean secret) {
  private static final CmsLimits LIMITS = CmsLimits.STANDARD;

  /**
   * @throws MalformedException when this very content cannot be read
   */
  Shown of(Content content) throws MalformedException {
    if (depth == LIMITS.layers()) {
      throw new MalformedException("more than " + LIMITS.layers() + " layers");
    }
    Optional<Layer> layer = Layer.of(content, LIMITS);
    if (layer.isPresent()) {
      return layer(layer.get(), RawLayer.of(content));
    }
    Optional<Kind> kind = in.nouns().content(content.type());
    if (kind.isPresent()) {
      return kind.get().reader().read(content.octets(), in.within(this));
    }
    return content.is(CmsOids.DATA)
        ? document(content.octets()).orElseGet(() -> octets(content))
        : octets(content);
  }

  /** What id-data holds is said nowhere: a whole file as likely as a text. */
  private Optional<Shown> document(byte[] octets) {
    try {
      Item item = Item.asn1(octets, Item.Form.BINARY, "");
      Inspection deeper = in.within(this);
      for (Document document : in.nouns().documents()) {
        if (document.looks().test(item)) {
          Shown shown = document.reader().read(octets, deeper);
          return Optional.of(Shown.fields().add(document.name(), shown).shown());
        }
      }
    } catch (MalformedException _) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Keys are secret also where nobody has encrypted them. */
  private Shown octets(Content content) {
    boolean keys =
        content.is(CmsOids.SYMMETRIC_KEY_PACKAGE) || content.is(CmsOids.ASYMMETRIC_KEY_PACKAGE);
    return secret || keys ? Shown.hidden(content.octets().length) : Shown.octets(content.octets());
  }

  private Shown layer(Layer layer, RawLayer raw) throws MalformedException {
    return switch (layer) {
      case SignedContent signed -> new SignedView(this).of(signed, raw);
      case EnvelopedContent enveloped -> enveloped(enveloped, raw);
      case AuthEnvelopedContent enveloped -> authEnveloped(enveloped, raw);
      case EncryptedContent encrypted -> encrypted(encrypted, raw);
      case AuthenticatedContent authenticated -> authenticated(authenticated, raw);
      case DigestedContent digested -> digested(digested, raw);
      case CompressedContent compressed -> compressed(compressed, raw);
      case EncryptedKeyPackage keys -> keyPackage(keys, raw);
      case ContentCollection collection -> collection(collection);
      case ContentWithAttributes both -> withAttributes(both);
    };
  }

  /** What lies in this layer: that it cannot be read is said of it alone. */
  Shown inner(Content content) {
    return inner(content, secret);
  }

  private Shown inner(Content content, boolean decrypted) {
    LayerView deeper = new LayerView(in, depth + 1, decrypted);
    try {
      return deeper.of(content);
    } catch (MalformedException e) {
      return deeper.octets(content).unreadable(Fault.text(e));
    }
  }

  /** A ContentInfo in a layer. */
  Shown innerInfo(Content content) {
    return Shown.fields()
        .add("contentType", in.oid(content.type()))
        .add("content", inner(content))
        .shown();
  }

  /** An EncapsulatedContentInfo. */
  Shown encapsulated(ASN1ObjectIdentifier type, byte @Nullable [] octets) {
    Shown.Builder fields = Shown.fields().add("eContentType", in.oid(type));
    if (octets != null) {
      fields.add("eContent", inner(new Content(type, octets)));
    }
    return fields.shown();
  }

  private Shown keyPackage(EncryptedKeyPackage keys, RawLayer raw) throws MalformedException {
    String choice =
        switch (keys.layer()) {
          case EnvelopedContent _ -> "enveloped";
          case AuthEnvelopedContent _ -> "authEnveloped";
          case Layer _ -> "encrypted";
        };
    return Shown.fields().add(choice, layer(keys.layer(), raw)).shown();
  }

  private Shown enveloped(EnvelopedContent layer, RawLayer raw) {
    return Shown.fields()
        .add("version", raw.version(layer::encode))
        .add("originatorInfo", raw.originator(in))
        .add("recipientInfos", new RecipientView(in).all(layer.recipients()))
        .add("encryptedContentInfo", info(layer.encrypted()))
        .add("unprotectedAttrs", in.optional(layer.unprotected()))
        .add(
            "decrypted",
            opened(() -> EnvelopedMessage.open(layer, in.means().keys(layer.recipients()), LIMITS)))
        .shown();
  }

  private Shown authEnveloped(AuthEnvelopedContent layer, RawLayer raw) {
    return Shown.fields()
        .add("version", raw.version(layer::encode))
        .add("originatorInfo", raw.originator(in))
        .add("recipientInfos", new RecipientView(in).all(layer.recipients()))
        .add("authEncryptedContentInfo", info(layer.encrypted()))
        .add("authAttrs", in.optional(layer.authenticated()))
        .add("mac", layer.mac())
        .add("unauthAttrs", in.optional(layer.unauthenticated()))
        .add(
            "decrypted",
            opened(() -> EnvelopedMessage.open(layer, in.means().keys(layer.recipients()), LIMITS)))
        .shown();
  }

  private Shown encrypted(EncryptedContent layer, RawLayer raw) {
    return Shown.fields()
        .add("version", raw.version(layer::encode))
        .add("encryptedContentInfo", info(layer.encrypted()))
        .add("unprotectedAttrs", in.optional(layer.unprotected()))
        .add(
            "decrypted",
            opened(() -> EncryptedMessage.open(layer, in.means().keks(layer.unprotected()))))
        .shown();
  }

  private Shown info(EncryptedContentInfo info) {
    return Shown.fields()
        .add("contentType", in.oid(info.contentType()))
        .add("contentEncryptionAlgorithm", in.algorithm(info.algorithm()))
        .add("encryptedContent", info.octets())
        .shown();
  }

  private interface Attempt {
    Opening open() throws MalformedException;
  }

  private Optional<Shown> opened(Attempt attempt) {
    if (!in.means().decrypts()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          switch (attempt.open()) {
            case Opening.Opened good -> inner(good.content(), true);
            case Opening.NotForUs _ -> Shown.text("not for the key that was given");
            case Opening.Refused refused -> Shown.text("not tried").but(refused.detail());
            case Opening.Failed _ ->
                Shown.text("failed").untrusted("the key or the octets are wrong");
          });
    } catch (MalformedException e) {
      return Optional.of(Shown.text("not tried").but(Fault.text(e)));
    }
  }

  private Shown authenticated(AuthenticatedContent layer, RawLayer raw) {
    Content content = layer.content();
    return Shown.fields()
        .add("version", raw.version(layer::encode))
        .add("originatorInfo", raw.originator(in))
        .add("recipientInfos", new RecipientView(in).all(layer.recipients()))
        .add("macAlgorithm", in.algorithm(layer.macAlgorithm()))
        .add("digestAlgorithm", Optional.ofNullable(layer.digestAlgorithm()).map(in::algorithm))
        .add("encapContentInfo", encapsulated(content.type(), content.octets()))
        .add("authAttrs", in.optional(layer.authenticated()))
        .add("mac", mac(layer))
        .add("unauthAttrs", in.optional(layer.unauthenticated()))
        .shown();
  }

  private Shown mac(AuthenticatedContent layer) {
    Shown mac = Shown.octets(layer.mac());
    if (!in.means().decrypts()) {
      return mac;
    }
    return switch (AuthenticatedMessage.open(layer, in.means().keys(layer.recipients()), LIMITS)) {
      case Opening.Opened _, Opening.NotForUs _ -> mac;
      case Opening.Refused refused -> mac.but("not checked: " + refused.detail());
      case Opening.Failed _ -> mac.untrusted("the MAC was not made with this key");
    };
  }

  private Shown digested(DigestedContent layer, RawLayer raw) {
    Shown digest = Shown.octets(layer.digest());
    return Shown.fields()
        .add("version", raw.version(layer::encode))
        .add("digestAlgorithm", in.algorithm(layer.digestAlgorithm()))
        .add("encapContentInfo", encapsulated(layer.contentType(), layer.octets()))
        .add(
            "digest",
            DigestedMessage.open(layer) instanceof Opening.Refused refused
                ? digest.untrusted(refused.detail())
                : digest)
        .shown();
  }

  private Shown compressed(CompressedContent layer, RawLayer raw) {
    byte[] octets = layer.octets();
    Shown.Builder content = Shown.fields().add("eContentType", in.oid(layer.contentType()));
    if (octets != null) {
      content.add("eContent", octets);
    }
    return Shown.fields()
        .add("version", raw.version(layer::encode))
        .add("compressionAlgorithm", in.algorithm(layer.algorithm()))
        .add("encapContentInfo", content.shown())
        .add("inflated", inflated(layer))
        .shown();
  }

  private Shown inflated(CompressedContent layer) {
    try {
      return inner(layer.inflated(LIMITS));
    } catch (MalformedException e) {
      return Shown.text("not inflated").unreadable(Fault.text(e));
    }
  }

  private Shown collection(ContentCollection layer) {
    return Shown.list(layer.members().stream().map(this::innerInfo).toList());
  }

  private Shown withAttributes(ContentWithAttributes layer) {
    return Shown.fields()
        .add("content", innerInfo(layer.content()))
        .add("attrs", in.attributes(layer.attributes()))
        .shown();
  }
}
