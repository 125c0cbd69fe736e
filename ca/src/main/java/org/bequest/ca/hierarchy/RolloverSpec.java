package org.bequest.ca.hierarchy;

import java.time.Duration;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The keys that a roll-over makes.
 *
 * @param issuingOnly a new issuing key under the present root, and no new root
 * @param algorithm of both keys
 */
public record RolloverSpec(
    boolean issuingOnly, KeyAlgorithm algorithm, Duration rootValidity, Duration issuingValidity) {

  /** Keys like the present ones: the same algorithm, and valid for as long. */
  public static RolloverSpec like(IssuingKey present, boolean issuingOnly) {
    return new RolloverSpec(
        issuingOnly,
        KeyAlgorithm.of(present.issuer().publicKey()).orElseThrow(),
        life(present.chain().getLast()),
        life(present.certificate()));
  }

  private static Duration life(X509CertificateHolder certificate) {
    return Duration.between(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }
}
