package org.bequest.formats.tamp;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The object identifiers of RFC 5934 beside those of the messages. */
public final class TampOids {
  /** The arc of the eleven messages (section 4). */
  public static final ASN1ObjectIdentifier TAMP = oid("2.16.840.1.101.2.1.2.77");

  /** The unsigned attribute with the key that opens the contingency key (section 2.2.4.1). */
  public static final ASN1ObjectIdentifier CONTINGENCY_PUBLIC_KEY_DECRYPT_KEY =
      oid("2.16.840.1.101.2.1.5.63");

  /** The extension of an apex anchor with its contingency key (section 9). */
  public static final ASN1ObjectIdentifier WRAPPED_APEX_CONTIN_KEY = oid("1.3.6.1.5.5.7.1.20");

  private TampOids() {}

  private static ASN1ObjectIdentifier oid(String dotted) {
    return new ASN1ObjectIdentifier(dotted);
  }
}
