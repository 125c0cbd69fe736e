package org.bequest.formats.firmware;

import java.math.BigInteger;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;

/**
 * The version that must not come back, nor any before it.
 *
 * <pre>
 * PreferredOrLegacyStalePackageIdentifier ::= CHOICE {
 *   preferredStaleVerNum INTEGER (0..MAX),
 *   legacyStaleVersion   OCTET STRING }               -- RFC 4108 section 2.2.3
 * </pre>
 */
public sealed interface StaleVersion {
  /** A version number of the package that says so. */
  record Numbered(BigInteger version) implements StaleVersion {
    /**
     * @throws IllegalArgumentException for a negative version
     */
    public Numbered {
      if (version.signum() < 0) {
        throw new IllegalArgumentException("a negative version number");
      }
    }

    @Override
    public ASN1Primitive toAsn1() {
      return new ASN1Integer(version);
    }
  }

  /** A legacy name. */
  record Legacy(Octets octets) implements StaleVersion {
    @Override
    public ASN1Primitive toAsn1() {
      return new DEROctetString(octets.bytes());
    }
  }

  ASN1Primitive toAsn1();

  static StaleVersion of(long version) {
    return new Numbered(BigInteger.valueOf(version));
  }

  static StaleVersion decode(ASN1Encodable value, String path) throws MalformedException {
    if (value.toASN1Primitive() instanceof ASN1OctetString legacy) {
      return new Legacy(Octets.of(legacy.getOctets()));
    }
    BigInteger version = Asn1.typed(value, v -> ASN1Integer.getInstance(v).getValue(), path);
    if (version.signum() < 0) {
      throw new MalformedException("a negative version number at " + path);
    }
    return new Numbered(version);
  }
}
