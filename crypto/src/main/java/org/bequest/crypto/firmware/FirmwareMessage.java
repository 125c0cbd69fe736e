package org.bequest.crypto.firmware;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.stream.Body;
import org.bequest.crypto.cms.stream.CompressedBody;
import org.bequest.crypto.cms.stream.ContentInfoBody;
import org.bequest.crypto.cms.stream.EncryptedBody;
import org.bequest.crypto.cms.stream.SignedBody;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.firmware.DecryptKeyName;
import org.bequest.formats.firmware.FirmwareAttribute;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.FirmwarePackageMessageDigest;
import org.bequest.formats.firmware.SigningCertificate;
import org.bequest.formats.firmware.WrappedFirmwareKey;

/**
 * Protects a package in the order of RFC 4108: compressed, then encrypted, then signed. The image
 * is read several times and never held in memory.
 */
public final class FirmwareMessage {
  private final Body image;
  private final boolean compressed;
  private final Optional<FirmwareEncryption> encryption;

  private FirmwareMessage(Body image, boolean compressed, Optional<FirmwareEncryption> encryption) {
    this.image = image;
    this.compressed = compressed;
    this.encryption = encryption;
  }

  /**
   * @param image the octets of the package themselves
   * @throws IllegalArgumentException for content of another type
   */
  public static FirmwareMessage of(Body image) {
    if (!image.type().equals(CmsOids.FIRMWARE_PACKAGE)) {
      throw new IllegalArgumentException("no firmware package: " + image.type());
    }
    return new FirmwareMessage(image, false, Optional.empty());
  }

  public FirmwareMessage compressed() {
    return new FirmwareMessage(image, true, encryption);
  }

  /** The key must live until the message is written. */
  public FirmwareMessage encrypted(FirmwareEncryption how) {
    return new FirmwareMessage(image, compressed, Optional.of(how));
  }

  public FirmwareShape shape(boolean signed) {
    return new FirmwareShape(signed, encryption.isPresent(), compressed);
  }

  /**
   * The whole message, which nobody vouches for (RFC 8295 section 6.1.2). Nothing in it names the
   * key, or has it: both have to be known.
   */
  public Body unsigned() throws IOException {
    return new ContentInfoBody(layers().content);
  }

  /** The whole message, signed (RFC 4108 section 2). */
  public Body signed(FirmwareSigning by) throws IOException {
    Layers layers = layers();
    FirmwareAttributes attributes = completed(by);
    SignedBody signed =
        SignedBody.sign(
            layers.content,
            message -> {
              message.by(by.signer());
              by.time().ifPresent(message::signingTime);
              attributes.toAttributes().forEach(message::signedAttribute);
              layers.key.ifPresent(key -> message.unsignedAttribute(key.toAttribute()));
              return message;
            });
    return new ContentInfoBody(signed);
  }

  private record Layers(Body content, Optional<WrappedFirmwareKey> key) {}

  private Layers layers() throws IOException {
    Body inner = compressed ? CompressedBody.of(image) : image;
    if (encryption.isEmpty()) {
      return new Layers(inner, Optional.empty());
    }
    FirmwareEncryption how = encryption.get();
    EncryptedBody encrypted = EncryptedBody.of(inner, how.cipher(), how.key());
    return new Layers(encrypted, how.wrapped(encrypted.info()));
  }

  /** What the caller has said, and what follows from the package, its key and its signer. */
  private FirmwareAttributes completed(FirmwareSigning by) throws IOException {
    FirmwareAttributes all = by.attributes();
    if (all.find(FirmwarePackageMessageDigest.class).isEmpty()) {
      all = all.and(digest(DigestAlgorithm.beside(by.signer().signer().algorithm())));
    }
    if (encryption.isPresent() && all.find(DecryptKeyName.class).isEmpty()) {
      all = all.and(new DecryptKeyName(encryption.get().keyIdentifier()));
    }
    if (all.find(SigningCertificate.class).isEmpty()) {
      List<? extends FirmwareAttribute> own =
          by.certificate().map(SigningCertificates::of).orElse(List.of());
      for (FirmwareAttribute attribute : own) {
        all = all.and(attribute);
      }
    }
    return all;
  }

  private FirmwarePackageMessageDigest digest(DigestAlgorithm algorithm) throws IOException {
    return new FirmwarePackageMessageDigest(
        algorithm.identifier(), Octets.of(digest(image, algorithm)));
  }

  static byte[] digest(Body image, DigestAlgorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.start();
    image.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return digest.digest();
  }
}
