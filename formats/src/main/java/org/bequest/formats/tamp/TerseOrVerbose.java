package org.bequest.formats.tamp;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1Enumerated;

/**
 * Which form of an answer is wanted.
 *
 * <pre>
 * TerseOrVerbose ::= ENUMERATED { terse(1), verbose(2) }  -- RFC 5934 section 4.1
 * </pre>
 */
public enum TerseOrVerbose {
  TERSE(1),
  VERBOSE(2);

  private final int number;

  TerseOrVerbose(int number) {
    this.number = number;
  }

  static TerseOrVerbose decode(Encoded value, String path) throws MalformedException {
    byte[] octets = value.content();
    for (TerseOrVerbose known : values()) {
      if (octets.length == 1 && octets[0] == known.number) {
        return known;
      }
    }
    throw new MalformedException("neither terse nor verbose at " + path);
  }

  Encoded encode() {
    return Encoded.of(new ASN1Enumerated(number));
  }
}
