package org.bequest.formats.anchor;

/** What RFC 5914 forbids in an anchor that can be read all the same. */
public enum AnchorFault {
  CERTIFICATE_OF_ANOTHER_NAME("the subject of the certificate is not taName (RFC 5914 2.5)"),
  CERTIFICATE_OF_ANOTHER_KEY("the key of the certificate is not pubKey (RFC 5914 2.5)"),
  CERTIFICATE_OF_ANOTHER_KEY_ID(
      "the key identifier of the certificate is not keyId (RFC 5914 2.5)"),
  NO_POLICY_SET("requireExplicitPolicy without a policySet (RFC 5914 2.5)"),
  /** Such an extension is ignored. */
  MISPLACED_EXTENSION("an extension in exts that certPath has a field for (RFC 5914 2.6)");

  private final String detail;

  AnchorFault(String detail) {
    this.detail = detail;
  }

  /** One clause for people. */
  public String detail() {
    return detail;
  }

  /** Whether nobody can say which anchor this is. */
  public boolean isContradiction() {
    return this == CERTIFICATE_OF_ANOTHER_NAME
        || this == CERTIFICATE_OF_ANOTHER_KEY
        || this == CERTIFICATE_OF_ANOTHER_KEY_ID;
  }
}
