package org.bequest.admin.message;

/**
 * An archived key, of no use without a recovery key.
 *
 * @param certificate PEM
 * @param envelope base64 of the CMS message to the recovery keys
 * @param recovery SHA-256 of the certificate of each recovery key, in hexadecimal with blanks
 *     between
 */
public record WrappedKey(
    String serial, String subject, String certificate, String envelope, String recovery) {
  @Override
  public String toString() {
    return "WrappedKey[" + serial + "]";
  }
}
