package org.bequest.formats.wire;

import java.util.List;

/** What a body is said to hold. */
public enum BodyContent {
  CERTIFICATION_REQUEST,
  CMS,
  CSR_ATTRIBUTES,
  PRIVATE_KEY,
  PKCS12;

  /** The PEM labels under which tools write it (RFC 7468 and what came before). */
  List<String> pemLabels() {
    return switch (this) {
      case CERTIFICATION_REQUEST -> List.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
      case CMS -> List.of("PKCS7", "CMS", "PKCS #7 SIGNED DATA");
      case CSR_ATTRIBUTES -> List.of("CSR ATTRIBUTES");
      case PRIVATE_KEY -> List.of("PRIVATE KEY");
      case PKCS12 -> List.of("PKCS12");
    };
  }
}
