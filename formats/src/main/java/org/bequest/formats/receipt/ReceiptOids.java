package org.bequest.formats.receipt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The object identifiers of RFC 7191. */
public final class ReceiptOids {
  /** The attribute that names a package, and may ask for a receipt (section 3). */
  public static final ASN1ObjectIdentifier PACKAGE_ID_AND_RECEIPT_REQUEST =
      oid("2.16.840.1.101.2.1.5.65");

  /** The content type of a receipt (section 4). */
  public static final ASN1ObjectIdentifier KEY_PACKAGE_RECEIPT = oid("2.16.840.1.101.2.1.2.78.3");

  /** The content type of an error (section 5). */
  public static final ASN1ObjectIdentifier KEY_PACKAGE_ERROR = oid("2.16.840.1.101.2.1.2.78.6");

  /** A SIREntityName that is a distinguished name (section 2). */
  public static final ASN1ObjectIdentifier DISTINGUISHED_NAME = oid("2.16.840.1.101.2.1.16.0");

  private ReceiptOids() {}

  private static ASN1ObjectIdentifier oid(String dotted) {
    return new ASN1ObjectIdentifier(dotted);
  }
}
