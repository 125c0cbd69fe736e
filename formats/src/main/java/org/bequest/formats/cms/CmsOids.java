package org.bequest.formats.cms;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The object identifiers of messages and of what stands in them, other than algorithms (RFC 5652,
 * 5083, 5272, 5958, 6032, 7191, 7906).
 */
public final class CmsOids {
  public static final ASN1ObjectIdentifier DATA = oid("1.2.840.113549.1.7.1");
  public static final ASN1ObjectIdentifier SIGNED_DATA = oid("1.2.840.113549.1.7.2");
  public static final ASN1ObjectIdentifier ENVELOPED_DATA = oid("1.2.840.113549.1.7.3");
  public static final ASN1ObjectIdentifier DIGESTED_DATA = oid("1.2.840.113549.1.7.5");
  public static final ASN1ObjectIdentifier ENCRYPTED_DATA = oid("1.2.840.113549.1.7.6");
  public static final ASN1ObjectIdentifier AUTH_DATA = oid("1.2.840.113549.1.9.16.1.2");
  public static final ASN1ObjectIdentifier CONTENT_INFO = oid("1.2.840.113549.1.9.16.1.6");
  public static final ASN1ObjectIdentifier COMPRESSED_DATA = oid("1.2.840.113549.1.9.16.1.9");
  public static final ASN1ObjectIdentifier FIRMWARE_PACKAGE = oid("1.2.840.113549.1.9.16.1.16");
  public static final ASN1ObjectIdentifier FIRMWARE_PACKAGE_LOAD_RECEIPT =
      oid("1.2.840.113549.1.9.16.1.17");

  public static final ASN1ObjectIdentifier FIRMWARE_PACKAGE_LOAD_ERROR =
      oid("1.2.840.113549.1.9.16.1.18");

  public static final ASN1ObjectIdentifier CONTENT_COLLECTION = oid("1.2.840.113549.1.9.16.1.19");
  public static final ASN1ObjectIdentifier CONTENT_WITH_ATTRS = oid("1.2.840.113549.1.9.16.1.20");
  public static final ASN1ObjectIdentifier AUTH_ENVELOPED_DATA = oid("1.2.840.113549.1.9.16.1.23");
  public static final ASN1ObjectIdentifier SYMMETRIC_KEY_PACKAGE =
      oid("1.2.840.113549.1.9.16.1.25");
  public static final ASN1ObjectIdentifier TRUST_ANCHOR_LIST = oid("1.2.840.113549.1.9.16.1.34");

  /** RFC 5272 section 3. */
  public static final ASN1ObjectIdentifier PKI_DATA = oid("1.3.6.1.5.5.7.12.2");

  public static final ASN1ObjectIdentifier PKI_RESPONSE = oid("1.3.6.1.5.5.7.12.3");

  public static final ASN1ObjectIdentifier ENCRYPTED_KEY_PACKAGE = oid("2.16.840.1.101.2.1.2.78.2");
  public static final ASN1ObjectIdentifier KEY_PACKAGE_RECEIPT = oid("2.16.840.1.101.2.1.2.78.3");
  public static final ASN1ObjectIdentifier ASYMMETRIC_KEY_PACKAGE =
      oid("2.16.840.1.101.2.1.2.78.5");
  public static final ASN1ObjectIdentifier KEY_PACKAGE_ERROR = oid("2.16.840.1.101.2.1.2.78.6");

  /** The arc of the eleven messages of trust anchor management (RFC 5934). */
  public static final ASN1ObjectIdentifier TAMP = oid("2.16.840.1.101.2.1.2.77");

  public static final ASN1ObjectIdentifier CONTENT_TYPE = oid("1.2.840.113549.1.9.3");
  public static final ASN1ObjectIdentifier MESSAGE_DIGEST = oid("1.2.840.113549.1.9.4");
  public static final ASN1ObjectIdentifier SIGNING_TIME = oid("1.2.840.113549.1.9.5");
  public static final ASN1ObjectIdentifier SMIME_CAPABILITIES = oid("1.2.840.113549.1.9.15");
  public static final ASN1ObjectIdentifier ALGORITHM_PROTECTION = oid("1.2.840.113549.1.9.52");

  /** RFC 5272 section 3.2.1.3: an unsigned attribute with content beside the message. */
  public static final ASN1ObjectIdentifier CMC_UNSIGNED_DATA = oid("1.2.840.113549.1.9.16.2.34");

  /** RFC 3274 section 2: the one compression algorithm. */
  public static final ASN1ObjectIdentifier ZLIB_COMPRESS = oid("1.2.840.113549.1.9.16.3.8");

  /** Names a symmetric key that the receiver has already (RFC 4108 section 2.2.5). */
  public static final ASN1ObjectIdentifier DECRYPT_KEY_IDENTIFIER =
      oid("1.2.840.113549.1.9.16.2.37");

  public static final ASN1ObjectIdentifier BINARY_SIGNING_TIME = oid("1.2.840.113549.1.9.16.2.46");

  /** Names an asymmetric key that the receiver has already (RFC 7030 section 4.4.1.2). */
  public static final ASN1ObjectIdentifier ASYMMETRIC_DECRYPT_KEY_IDENTIFIER =
      oid("1.2.840.113549.1.9.16.2.54");

  /** RFC 7191 section 3. */
  public static final ASN1ObjectIdentifier KEY_PACKAGE_ID_AND_RECEIPT_REQUEST =
      oid("2.16.840.1.101.2.1.5.65");

  /** RFC 6032 section 3. */
  public static final ASN1ObjectIdentifier CONTENT_DECRYPTION_KEY_ID =
      oid("2.16.840.1.101.2.1.5.66");

  /** RFC 9629 section 3: a recipient by key encapsulation. */
  public static final ASN1ObjectIdentifier ORI_KEM = oid("1.2.840.113549.1.9.16.13.3");

  private CmsOids() {}

  private static ASN1ObjectIdentifier oid(String dotted) {
    return new ASN1ObjectIdentifier(dotted);
  }
}
