package org.bequest.ca.der;

import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.DERBitString;

/**
 * What is signed, with what, and the signature.
 *
 * <pre>
 * SIGNED { ToBeSigned } ::= SEQUENCE {
 *   toBeSigned         ToBeSigned,
 *   signatureAlgorithm AlgorithmIdentifier,
 *   signature          BIT STRING }                    -- RFC 5280 sections 4.1 and 5.1
 * </pre>
 */
public record SignedStructure(byte[] toBeSigned, Issuer issuer, byte[] signature) {
  public byte[] encode() {
    return Der.sequence(
        toBeSigned,
        Der.encode(issuer.signatureAlgorithm()),
        Der.encode(new DERBitString(signature)));
  }

  /** Where the signed bytes begin in an encoded structure: behind its own tag and length. */
  public static int signedFrom(byte[] encoded) {
    int length = encoded[1] & 0xff;
    return length < 0x80 ? 2 : 2 + (length & 0x7f);
  }
}
