package org.bequest.formats.firmware;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * One package that a module has loaded.
 *
 * <pre>
 * CurrentFWConfig ::= SEQUENCE {
 *   fwPkgType INTEGER OPTIONAL,
 *   fwPkgName PreferredOrLegacyPackageIdentifier }    -- RFC 4108 section 4.1.3
 * </pre>
 */
public record CurrentConfig(Optional<BigInteger> packageType, PackageName name) {
  public static CurrentConfig of(PackageName name) {
    return new CurrentConfig(Optional.empty(), name);
  }

  static CurrentConfig decode(ASN1Encodable value, String path) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    Optional<BigInteger> type =
        fields.optional(ASN1Integer.class::isInstance).map(i -> ((ASN1Integer) i).getValue());
    PackageName name = PackageName.decode(fields.next("fwPkgName"), path + "/fwPkgName");
    fields.end();
    return new CurrentConfig(type, name);
  }

  ASN1Sequence toAsn1() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    packageType.ifPresent(t -> fields.add(new ASN1Integer(t)));
    fields.add(name.toAsn1());
    return new DERSequence(fields);
  }
}
