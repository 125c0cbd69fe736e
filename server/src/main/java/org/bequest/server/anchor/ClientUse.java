package org.bequest.server.anchor;

import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/** Whether a certificate is of a kind that may act as a TLS client (security rule S-10). */
public final class ClientUse {
  public static final Set<KeyPurposeId> TLS_CLIENT = Set.of(KeyPurposeId.id_kp_clientAuth);

  private ClientUse() {}

  /**
   * Why it may not; empty when it may.
   *
   * @param purposes one of them must be there if the certificate limits its purposes at all;
   *     anyExtendedKeyUsage among them means that none matters
   */
  public static Optional<String> fault(
      X509CertificateHolder certificate, Set<KeyPurposeId> purposes) {
    Extensions extensions = certificate.getExtensions();
    if (extensions == null) {
      return Optional.empty();
    }
    BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
    if (constraints != null && constraints.isCA()) {
      return Optional.of("the client certificate is an authority's");
    }
    KeyUsage usage = KeyUsage.fromExtensions(extensions);
    if (usage != null && !usage.hasUsages(KeyUsage.digitalSignature)) {
      return Optional.of("the client certificate is not for signatures");
    }
    ExtendedKeyUsage extended = ExtendedKeyUsage.fromExtensions(extensions);
    return extended == null || fits(extended, purposes)
        ? Optional.empty()
        : Optional.of("the client certificate is not for TLS clients");
  }

  private static boolean fits(ExtendedKeyUsage usage, Set<KeyPurposeId> purposes) {
    return usage.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage)
        || purposes.contains(KeyPurposeId.anyExtendedKeyUsage)
        || purposes.stream().anyMatch(usage::hasKeyPurposeId);
  }
}
