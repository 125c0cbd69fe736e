package org.bequest.admin.message;

import java.time.Duration;

/**
 * Asks for the next keys.
 *
 * @param issuingOnly under the present root
 * @param algorithm of both keys; empty for that of the present key
 * @param rootValidity zero for as long as the present root
 * @param issuingValidity zero for as long as the present key
 * @param rootKey PKCS#12 in base64; empty when the root's key lies beside the issuing key
 * @param rootPassword of that PKCS#12
 */
public record RolloverStart(
    boolean issuingOnly,
    String algorithm,
    Duration rootValidity,
    Duration issuingValidity,
    String rootKey,
    String rootPassword) {
  @Override
  public String toString() {
    return "RolloverStart[issuingOnly=" + issuingOnly + ", algorithm=" + algorithm + "]";
  }
}
