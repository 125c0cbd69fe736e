package org.bequest.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A package with a key that was sent to somebody.
 *
 * @param id its pkgID in lower-case hex; a package that bears none has one here all the same, from
 *     a random generator, 16 octets or more
 * @param label under which it was sent; empty for the default label
 * @param identity to whom, in the form of {@link CertificateRow#identity}
 * @param form how it was wrapped, for operators: {@code pkcs8}, {@code enveloped}, {@code pkcs12}
 * @param certificate of the key in it
 * @param receiptAsked whether the package asks for a receipt
 * @param answer what came back; empty so far
 */
public record KeyPackageRow(
    String id,
    String label,
    String identity,
    String form,
    Certified certificate,
    boolean receiptAsked,
    Instant sentAt,
    Optional<Answer> answer) {
  /**
   * @param sha256 of the certificate in DER, lower-case hex
   * @param serial lower-case hex, without leading zeros
   * @param subject as text
   */
  public record Certified(String sha256, String serial, String subject) {}

  /**
   * What a client has said of a package. Two of them are the same when their digests are: a receipt
   * that is signed again is no other receipt.
   *
   * @param outcome {@link #RECEIPT}, or the code of an error
   * @param by who has sent it, in the form of {@link CertificateRow#identity}
   * @param sha256 of what it says, without its signature, lower-case hex
   */
  public record Answer(String outcome, String by, String sha256, Instant at) {
    public static final String RECEIPT = "receipt";

    public boolean isReceipt() {
      return outcome.equals(RECEIPT);
    }
  }
}
