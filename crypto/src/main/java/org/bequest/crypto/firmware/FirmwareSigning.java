package org.bequest.crypto.firmware;

import java.time.Instant;
import java.util.Optional;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.FirmwarePackageIdentifier;
import org.bequest.formats.firmware.TargetHardwareIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Who signs a package, and what is said of it.
 *
 * @param signer named by its key identifier; without certificates when it is a trust anchor
 * @param attributes at least the name of the package and its hardware. The digest of the package,
 *     the key that decrypts it and the signer's certificate are added where they are not there.
 * @param time of the signature
 */
public record FirmwareSigning(
    MessageSigner signer, FirmwareAttributes attributes, Optional<Instant> time) {
  /**
   * @throws IllegalArgumentException for what no loader would take (RFC 4108 sections 2.1.2.1, 2.2)
   */
  public FirmwareSigning {
    if (!(signer.id() instanceof KeyIdentifier)) {
      throw new IllegalArgumentException("a signer without a key identifier");
    }
    if (attributes.find(FirmwarePackageIdentifier.class).isEmpty()
        || attributes.find(TargetHardwareIdentifiers.class).isEmpty()) {
      throw new IllegalArgumentException("a package without its name, or without its hardware");
    }
    if (!SigningCertificates.suit(attributes, certificate(signer))) {
      throw new IllegalArgumentException("a signing-certificate that is not the signer's");
    }
  }

  public static FirmwareSigning of(
      MessageSigner signer, FirmwareAttributes attributes, Instant time) {
    return new FirmwareSigning(signer, attributes, Optional.of(time));
  }

  /** The certificate with the key of the signer; empty for a trust anchor. */
  Optional<X509CertificateHolder> certificate() {
    return certificate(signer);
  }

  private static Optional<X509CertificateHolder> certificate(MessageSigner signer) {
    return signer.certificates().stream().filter(signer.id()::names).findFirst();
  }
}
