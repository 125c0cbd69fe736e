package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.EncryptedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.KeySearch;
import org.bequest.crypto.cms.KeySearch.Found;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.ContentCollection;
import org.bequest.formats.cms.ContentWithAttributes;
import org.bequest.formats.cms.DigestedContent;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.RecipientInfo;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** An encryption, a compression or a digest around content that lies elsewhere. */
public final class ClosedLayer implements StreamedLayer {
  private static final byte[] NONE = new byte[0];

  private final Layer frame;
  private final Optional<Located> octets;
  private final CmsLimits limits;

  ClosedLayer(Layer frame, Optional<Located> octets, CmsLimits limits) {
    this.frame = frame;
    this.octets = octets;
    this.limits = limits;
  }

  @Override
  public Layer frame() {
    return frame;
  }

  public boolean hasContent() {
    return octets.isPresent();
  }

  /**
   * The ciphertext of an EncryptedData under keys that lie beside it, as an EnvelopedData whose
   * ciphertext is elsewhere says them (RFC 4108 section 2.3.1).
   *
   * @throws IllegalArgumentException for another layer
   */
  public ClosedLayer forRecipients(List<RecipientInfo> recipients) {
    if (!(frame instanceof EncryptedContent encrypted)) {
      throw new IllegalArgumentException("not an EncryptedData: " + frame.type());
    }
    EnvelopedContent enveloped =
        new EnvelopedContent(recipients, encrypted.encrypted(), Attributes.NONE);
    return new ClosedLayer(enveloped, octets, limits);
  }

  /**
   * Passes over all of the content once: until its tag, its padding, its checksum or its digest.
   *
   * @param keys of ours, for encryptions
   * @throws MalformedException for a compression that anybody can see to be broken, or that grows
   *     beyond the limits
   */
  public StreamedOpening open(List<? extends RecipientKey> keys)
      throws IOException, MalformedException {
    if (octets.isEmpty()) {
      return new StreamedOpening.Refused("the content is missing");
    }
    return switch (frame) {
      case EnvelopedContent enveloped -> enveloped(enveloped, octets.get(), keys);
      case AuthEnvelopedContent enveloped -> enveloped(enveloped, octets.get(), keys);
      case EncryptedContent encrypted -> encrypted(encrypted, octets.get(), keys);
      case CompressedContent compressed -> inflated(compressed, octets.get());
      case DigestedContent digested -> digested(digested, octets.get());
      case SignedContent _,
          AuthenticatedContent _,
          EncryptedKeyPackage _,
          ContentCollection _,
          ContentWithAttributes _ ->
          throw new IllegalStateException("read elsewhere: " + frame.type());
    };
  }

  private StreamedOpening enveloped(
      EnvelopedContent layer, Located octets, List<? extends RecipientKey> keys)
      throws IOException {
    Optional<Engine> engine = engine(layer.encrypted(), octets, false);
    if (engine.isEmpty()) {
      return refused(layer.encrypted());
    }
    ASN1ObjectIdentifier type = layer.encrypted().contentType();
    return search(layer.recipients(), keys, new Ciphertext(engine.get(), type, octets, NONE, NONE));
  }

  private StreamedOpening enveloped(
      AuthEnvelopedContent layer, Located octets, List<? extends RecipientKey> keys)
      throws IOException {
    Optional<Engine> engine =
        engine(layer.encrypted(), octets, true).filter(e -> e.tag() == layer.mac().length);
    if (engine.isEmpty()) {
      return refused(layer.encrypted());
    }
    if (!EnvelopedMessage.saysItsType(layer)) {
      return new StreamedOpening.Refused("the content-type attribute is not that of the content");
    }
    ASN1ObjectIdentifier type = layer.encrypted().contentType();
    byte[] associated = layer.authenticated().isEmpty() ? NONE : layer.authenticated().encode();
    return search(
        layer.recipients(),
        keys,
        new Ciphertext(engine.get(), type, octets, associated, layer.mac()));
  }

  private static Optional<Engine> engine(
      EncryptedContentInfo info, Located octets, boolean authenticated) {
    return EnvelopedMessage.cipher(info, authenticated)
        .flatMap(cipher -> Engine.of(cipher, info.algorithm()))
        .filter(engine -> engine.takes(octets.length()));
  }

  private static StreamedOpening refused(EncryptedContentInfo info) {
    return StreamedOpening.of(EnvelopedMessage.refused(info.algorithm()));
  }

  private StreamedOpening search(
      List<RecipientInfo> recipients, List<? extends RecipientKey> keys, Ciphertext ciphertext)
      throws IOException {
    int key = ciphertext.engine().cipher().keyOctets();
    KeySearch search = new KeySearch(recipients, key, limits.iterations());
    try {
      return switch (search.search(keys, ciphertext::read)) {
        case Found.Opened<StreamedContent>(var content) -> new StreamedOpening.Opened(content);
        case Found.Nothing<StreamedContent>(var why) -> StreamedOpening.of(why);
      };
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static StreamedOpening encrypted(
      EncryptedContent layer, Located octets, List<? extends RecipientKey> keys)
      throws IOException {
    EncryptedContentInfo info = layer.encrypted();
    Optional<Engine> engine = engine(info, octets, false);
    if (engine.isEmpty()) {
      return refused(info);
    }
    try {
      Optional<RecipientKey.Kek> key = EncryptedMessage.key(layer, RecipientKey.keks(keys));
      return key.isEmpty()
          ? new StreamedOpening.NotForUs()
          : encrypted(
              new Ciphertext(engine.get(), info.contentType(), octets, NONE, NONE), key.get());
    } catch (MalformedException e) {
      return new StreamedOpening.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static StreamedOpening encrypted(Ciphertext ciphertext, RecipientKey.Kek kek)
      throws IOException {
    byte[] key = kek.key().octets();
    try {
      return ciphertext
          .read(key)
          .<StreamedOpening>map(StreamedOpening.Opened::new)
          .orElseGet(StreamedOpening.Failed::new);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private StreamedOpening inflated(CompressedContent layer, Located octets)
      throws IOException, MalformedException {
    if (!layer.isZlib()) {
      return new StreamedOpening.Refused("an unknown compression algorithm");
    }
    Inflated inflated = new Inflated(octets, limits);
    try (InputStream in = inflated.open()) {
      return new StreamedOpening.Opened(
          new StreamedContent(layer.contentType(), Pieces.count(in), inflated));
    } catch (BrokenContentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static StreamedOpening digested(DigestedContent layer, Located octets)
      throws IOException {
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.of(layer.digestAlgorithm(), SignaturePolicy.STRONG);
    if (algorithm.isEmpty()) {
      return new StreamedOpening.Refused(
          "the digest algorithm " + layer.digestAlgorithm().getAlgorithm() + " is refused");
    }
    StreamedContent content = new StreamedContent(layer.contentType(), octets.length(), octets);
    return MessageDigest.isEqual(new Digests(content).computed(algorithm.get()), layer.digest())
        ? new StreamedOpening.Opened(content)
        : new StreamedOpening.Refused("the content is not the one that was digested");
  }
}
