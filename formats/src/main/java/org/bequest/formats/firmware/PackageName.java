package org.bequest.formats.firmware;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/**
 * The name of a firmware package, with its version in it.
 *
 * <pre>
 * PreferredOrLegacyPackageIdentifier ::= CHOICE {
 *   preferred PreferredPackageIdentifier,
 *   legacy    OCTET STRING }
 *
 * PreferredPackageIdentifier ::= SEQUENCE {
 *   fwPkgID OBJECT IDENTIFIER,
 *   verNum  INTEGER (0..MAX) }                        -- RFC 4108 section 2.2.3
 * </pre>
 */
public sealed interface PackageName {
  /**
   * What the package does, and which build of it this is.
   *
   * @param version greater for a later one
   */
  record Preferred(ASN1ObjectIdentifier id, BigInteger version) implements PackageName {
    /**
     * @throws IllegalArgumentException for a negative version
     */
    public Preferred {
      if (version.signum() < 0) {
        throw new IllegalArgumentException("a negative version number");
      }
    }

    public static Preferred of(ASN1ObjectIdentifier id, long version) {
      return new Preferred(id, BigInteger.valueOf(version));
    }

    @Override
    public boolean meets(PackageName dependency) {
      return dependency instanceof Preferred least
          && id.equals(least.id)
          && version.compareTo(least.version) >= 0;
    }

    @Override
    public ASN1Primitive toAsn1() {
      ASN1EncodableVector fields = new ASN1EncodableVector();
      fields.add(id);
      fields.add(new ASN1Integer(version));
      return new DERSequence(fields);
    }

    @Override
    public String toString() {
      return id + " version " + version;
    }
  }

  /** Octets whose order only signer and loader know. */
  record Legacy(Octets octets) implements PackageName {
    /** Later names are the loader's own knowledge: here only the same name meets it. */
    @Override
    public boolean meets(PackageName dependency) {
      return equals(dependency);
    }

    @Override
    public ASN1Primitive toAsn1() {
      return new DEROctetString(octets.bytes());
    }
  }

  /** Whether this package is what another depends on (RFC 4108 section 2.2.9). */
  boolean meets(PackageName dependency);

  ASN1Primitive toAsn1();

  static PackageName decode(ASN1Encodable value, String path) throws MalformedException {
    if (value.toASN1Primitive() instanceof ASN1OctetString legacy) {
      return new Legacy(Octets.of(legacy.getOctets()));
    }
    SequenceReader fields = SequenceReader.of(value, path);
    ASN1ObjectIdentifier id = fields.next("fwPkgID", ASN1ObjectIdentifier::getInstance);
    ASN1Integer version = fields.next("verNum", ASN1Integer::getInstance);
    fields.end();
    if (version.getValue().signum() < 0) {
      throw new MalformedException("a negative version number at " + path + "/verNum");
    }
    return new Preferred(id, version.getValue());
  }

  /** The next field when it is a name: the choice has no tag of its own. */
  static Optional<PackageName> next(SequenceReader fields, String path) throws MalformedException {
    Optional<ASN1Primitive> value =
        fields.optional(p -> p instanceof ASN1Sequence || p instanceof ASN1OctetString);
    return value.isEmpty() ? Optional.empty() : Optional.of(decode(value.get(), path));
  }
}
