package org.bequest.formats.firmware;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The attributes of RFC 4108; its content types are among those of messages. */
public final class FirmwareOids {
  public static final ASN1ObjectIdentifier PACKAGE_IDENTIFIER = attribute(35);
  public static final ASN1ObjectIdentifier TARGET_HARDWARE = attribute(36);
  public static final ASN1ObjectIdentifier DECRYPT_KEY = attribute(37);
  public static final ASN1ObjectIdentifier CRYPTO_ALGORITHMS = attribute(38);

  /** The one attribute that is not signed. */
  public static final ASN1ObjectIdentifier WRAPPED_KEY = attribute(39);

  public static final ASN1ObjectIdentifier COMMUNITIES = attribute(40);
  public static final ASN1ObjectIdentifier PACKAGE_DIGEST = attribute(41);
  public static final ASN1ObjectIdentifier PACKAGE_INFO = attribute(42);
  public static final ASN1ObjectIdentifier COMPRESSION_ALGORITHMS = attribute(43);

  /** RFC 2634 section 2.9. */
  public static final ASN1ObjectIdentifier CONTENT_HINTS = attribute(4);

  /** RFC 2634 section 5.4: by SHA-1. */
  public static final ASN1ObjectIdentifier SIGNING_CERTIFICATE = attribute(12);

  /** RFC 5035 section 3: by any digest. */
  public static final ASN1ObjectIdentifier SIGNING_CERTIFICATE_V2 = attribute(47);

  private FirmwareOids() {}

  /** id-aa of S/MIME. */
  private static ASN1ObjectIdentifier attribute(int number) {
    return new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2." + number);
  }
}
