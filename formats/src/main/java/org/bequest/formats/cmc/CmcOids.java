package org.bequest.formats.cmc;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Content types and attributes of CMC. */
public final class CmcOids {
  /** id-cct-PKIData. */
  public static final ASN1ObjectIdentifier PKI_DATA = oid("1.3.6.1.5.5.7.12.2");

  /** id-cct-PKIResponse. */
  public static final ASN1ObjectIdentifier PKI_RESPONSE = oid("1.3.6.1.5.5.7.12.3");

  /** id-aa-cmc-unsignedData. */
  public static final ASN1ObjectIdentifier UNSIGNED_DATA = oid("1.2.840.113549.1.9.16.2.34");

  private CmcOids() {}

  private static ASN1ObjectIdentifier oid(String dotted) {
    return new ASN1ObjectIdentifier(dotted);
  }
}
