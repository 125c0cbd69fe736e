package org.bequest.formats.pkix;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The object identifiers that EST adds to those of PKCS and RFC 5280. */
public final class EstOids {
  public static final ASN1ObjectIdentifier CHALLENGE_PASSWORD = oid("1.2.840.113549.1.9.7");
  public static final ASN1ObjectIdentifier EXTENSION_REQUEST = oid("1.2.840.113549.1.9.14");

  /** RFC 2985 section 5.4; the frame of a request to be completed (RFC 8295 appendix B). */
  public static final ASN1ObjectIdentifier PKCS7_PDU = oid("1.2.840.113549.1.9.25.5");

  /** RFC 7894 section 3. */
  public static final ASN1ObjectIdentifier OTP_CHALLENGE = oid("1.2.840.113549.1.9.16.2.56");

  public static final ASN1ObjectIdentifier REVOCATION_CHALLENGE = oid("1.2.840.113549.1.9.16.2.57");
  public static final ASN1ObjectIdentifier EST_IDENTITY_LINKING = oid("1.2.840.113549.1.9.16.2.58");

  /** RFC 9908 section 3.4. */
  public static final ASN1ObjectIdentifier CERTIFICATION_REQUEST_INFO_TEMPLATE =
      oid("1.2.840.113549.1.9.16.2.61");

  public static final ASN1ObjectIdentifier EXTENSION_REQ_TEMPLATE =
      oid("1.2.840.113549.1.9.16.2.62");

  /** RFC 6402 section 2.8. */
  public static final ASN1ObjectIdentifier CHANGE_SUBJECT_NAME = oid("1.3.6.1.5.5.7.7.36");

  /** Whose signature counts as the authority's in CMC (RFC 6402 section 2.10). */
  public static final ASN1ObjectIdentifier CMC_CA = oid("1.3.6.1.5.5.7.3.27");

  /** Whose signature counts for keys that were made for others (RFC 9480 section 2.2). */
  public static final ASN1ObjectIdentifier CM_KGA = oid("1.3.6.1.5.5.7.3.32");

  /** The extended key usage of a registration authority (RFC 6402 section 2.10). */
  public static final ASN1ObjectIdentifier CMC_RA = oid("1.3.6.1.5.5.7.3.28");

  /** RFC 5272 appendix C: the signature of a key that cannot sign. */
  public static final ASN1ObjectIdentifier NO_SIGNATURE = oid("1.3.6.1.5.5.7.6.2");

  private EstOids() {}

  private static ASN1ObjectIdentifier oid(String dotted) {
    return new ASN1ObjectIdentifier(dotted);
  }
}
