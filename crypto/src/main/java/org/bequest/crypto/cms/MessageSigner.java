package org.bequest.crypto.cms;

import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.Signer;
import org.bequest.formats.cms.EntityIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A key that signs messages, and how a message names it.
 *
 * @param certificates that go with the message: its own, if there is one, and those above
 */
public record MessageSigner(
    Signer signer, EntityIdentifier id, List<X509CertificateHolder> certificates) {
  public MessageSigner {
    certificates = List.copyOf(certificates);
  }

  /** Named by the certificate's key identifier, or by issuer and number when it has none. */
  public static MessageSigner of(
      Signer signer, X509CertificateHolder certificate, List<X509CertificateHolder> above) {
    List<X509CertificateHolder> certificates = new ArrayList<>();
    certificates.add(certificate);
    certificates.addAll(above);
    return new MessageSigner(signer, EntityIdentifier.of(certificate), certificates);
  }

  /** A key without a certificate yet (RFC 5272 section 3.2). */
  public static MessageSigner withoutCertificate(Signer signer, byte[] subjectKeyIdentifier) {
    return new MessageSigner(
        signer, new EntityIdentifier.KeyIdentifier(subjectKeyIdentifier), List.of());
  }

  @Override
  public String toString() {
    return "MessageSigner[" + id + "]";
  }
}
