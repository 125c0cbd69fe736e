package org.bequest.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Private keys that were made for devices and kept, each encrypted to a recovery key that the
 * service does not have. One is added by the commit of its certificate: {@link
 * CertificateStore.Consequences#archived}.
 */
public interface KeyArchive {
  /**
   * A key as it is kept.
   *
   * @param envelope DER of a CMS ContentInfo: EnvelopedData or AuthEnvelopedData over the key's
   *     PKCS#8
   * @param recovery lower-case hexadecimal SHA-256 of each certificate that it is encrypted to,
   *     with a blank between them
   */
  record Wrapped(byte[] envelope, String recovery) {
    @Override
    public String toString() {
      return "Wrapped[" + recovery + "]";
    }
  }

  /**
   * A line of the archive.
   *
   * @param issuer and serial number of the key's certificate
   * @param subject and identity of the certificate
   */
  record Line(
      String issuer,
      BigInteger serial,
      String subject,
      String identity,
      Instant archivedAt,
      String recovery) {}

  /**
   * Newest first, without the keys.
   *
   * @param subject part of the subject's text in either case, empty for any
   * @param most how many at most
   */
  List<Line> list(String subject, int most);

  /**
   * The key of exactly this certificate (security rule S-31), for somebody who recovers it. The
   * audit entry is committed before the key is returned; there is none when there is no such key.
   */
  Optional<Wrapped> recover(String issuer, BigInteger serial, AuditEntry audit);
}
