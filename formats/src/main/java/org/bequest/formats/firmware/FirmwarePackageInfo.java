package org.bequest.formats.firmware;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * Where the package belongs, and what it needs.
 *
 * <pre>
 * FirmwarePackageInfo ::= SEQUENCE {
 *   fwPkgType    INTEGER OPTIONAL,
 *   dependencies SEQUENCE OF
 *     PreferredOrLegacyPackageIdentifier OPTIONAL }   -- RFC 4108 section 2.2.9
 * </pre>
 *
 * @param packageType means what the type of hardware says
 * @param dependencies empty as well when the field was there and empty
 */
public record FirmwarePackageInfo(Optional<BigInteger> packageType, List<PackageName> dependencies)
    implements FirmwareAttribute {
  public FirmwarePackageInfo {
    dependencies = List.copyOf(dependencies);
  }

  public static FirmwarePackageInfo ofType(long type) {
    return new FirmwarePackageInfo(Optional.of(BigInteger.valueOf(type)), List.of());
  }

  public FirmwarePackageInfo dependingOn(PackageName... names) {
    return new FirmwarePackageInfo(packageType, List.of(names));
  }

  static FirmwarePackageInfo decode(ASN1Encodable value, String path) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    Optional<BigInteger> type =
        fields.optional(ASN1Integer.class::isInstance).map(i -> ((ASN1Integer) i).getValue());
    List<PackageName> dependencies = new ArrayList<>();
    if (fields.hasMore()) {
      for (ASN1Encodable name : fields.next("dependencies", ASN1Sequence::getInstance)) {
        dependencies.add(PackageName.decode(name, path + "/dependencies"));
      }
    }
    fields.end();
    return new FirmwarePackageInfo(type, dependencies);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return FirmwareOids.PACKAGE_INFO;
  }

  /** A package that depends on none has no field that says so. */
  @Override
  public ASN1Encodable value() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    packageType.ifPresent(t -> fields.add(new ASN1Integer(t)));
    if (!dependencies.isEmpty()) {
      ASN1EncodableVector names = new ASN1EncodableVector();
      dependencies.forEach(d -> names.add(d.toAsn1()));
      fields.add(new DERSequence(names));
    }
    return new DERSequence(fields);
  }
}
