package org.bequest.crypto;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.util.Arrays;

/**
 * The form of an ECDSA signature, checked before any provider sees it: a provider once took zeros
 * for a signature over everything (CVE-2022-21449).
 *
 * <pre>
 * ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }            -- RFC 3279 section 2.2.3
 * </pre>
 */
final class EcdsaSignature {
  /** The longest there is: P-521, two integers of 66 octets. */
  private static final int MOST_OCTETS = 141;

  private EcdsaSignature() {}

  /** DER, with r and s both from 1 to the order of the curve less one. */
  static boolean isWellFormed(byte[] signature, BigInteger order) {
    if (signature.length > MOST_OCTETS) {
      return false;
    }
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(signature);
      return sequence.size() == 2
          && inRange(ASN1Integer.getInstance(sequence.getObjectAt(0)), order)
          && inRange(ASN1Integer.getInstance(sequence.getObjectAt(1)), order)
          && Arrays.areEqual(signature, sequence.getEncoded(ASN1Encoding.DER));
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private static boolean inRange(ASN1Integer value, BigInteger order) {
    return value.getValue().signum() > 0 && value.getValue().compareTo(order) < 0;
  }
}
