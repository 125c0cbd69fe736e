package org.bequest.ca.hierarchy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A new key of the service itself.
 *
 * @param chain its certificate first, then its issuers without the root: what TLS sends
 */
public record Credential(PrivateKey key, List<X509Certificate> chain) {
  public Credential {
    chain = List.copyOf(chain);
  }

  /**
   * @param issuers the issuing certificate first, the root last
   */
  static Credential of(
      PrivateKey key, X509CertificateHolder certificate, List<X509CertificateHolder> issuers) {
    List<X509CertificateHolder> all = new ArrayList<>();
    all.add(certificate);
    all.addAll(issuers.subList(0, issuers.size() - 1));
    return new Credential(key, certificates(all));
  }

  static List<X509Certificate> certificates(List<X509CertificateHolder> holders) {
    return holders.stream().map(Credential::certificate).toList();
  }

  static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has an encoding", e);
    }
  }

  private static X509Certificate certificate(X509CertificateHolder holder) {
    try {
      return CertificatePem.decodeDer(holder.getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedException e) {
      throw new IllegalStateException("a certificate of our own cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "Credential[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
