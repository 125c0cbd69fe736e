package org.bequest.formats.firmware;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;

/**
 * Names the package, and what it replaces for good.
 *
 * <pre>
 * FirmwarePackageIdentifier ::= SEQUENCE {
 *   name  PreferredOrLegacyPackageIdentifier,
 *   stale PreferredOrLegacyStalePackageIdentifier OPTIONAL } -- RFC 4108 section 2.2.3
 * </pre>
 *
 * @param stale a number beside a preferred name, a legacy name beside a legacy one
 */
public record FirmwarePackageIdentifier(PackageName name, Optional<StaleVersion> stale)
    implements FirmwareAttribute {
  /**
   * @throws IllegalArgumentException when name and stale version are of different forms
   */
  public FirmwarePackageIdentifier {
    if (stale.isPresent() && !fit(name, stale.get())) {
      throw new IllegalArgumentException("a stale version of the other form than the name");
    }
  }

  public static FirmwarePackageIdentifier of(PackageName name) {
    return new FirmwarePackageIdentifier(name, Optional.empty());
  }

  public FirmwarePackageIdentifier withStale(StaleVersion version) {
    return new FirmwarePackageIdentifier(name, Optional.of(version));
  }

  private static boolean fit(PackageName name, StaleVersion stale) {
    return switch (stale) {
      case StaleVersion.Numbered _ -> name instanceof PackageName.Preferred;
      case StaleVersion.Legacy _ -> name instanceof PackageName.Legacy;
    };
  }

  /**
   * Whether this package says that the other one must not be loaded again. What is older than a
   * legacy name is the loader's own knowledge: of these only the one that is named is stale here.
   */
  public boolean makesStale(PackageName other) {
    return switch (other) {
      case PackageName.Preferred preferred ->
          name instanceof PackageName.Preferred own
              && own.id().equals(preferred.id())
              && stale.isPresent()
              && stale.get() instanceof StaleVersion.Numbered number
              && preferred.version().compareTo(number.version()) <= 0;
      case PackageName.Legacy legacy ->
          stale.isPresent() && stale.get().equals(new StaleVersion.Legacy(legacy.octets()));
    };
  }

  static FirmwarePackageIdentifier decode(ASN1Encodable value, String path)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    PackageName name = PackageName.decode(fields.next("name"), path + "/name");
    Optional<StaleVersion> stale = Optional.empty();
    if (fields.hasMore()) {
      stale = Optional.of(StaleVersion.decode(fields.next("stale"), path + "/stale"));
    }
    fields.end();
    if (stale.isPresent() && !fit(name, stale.get())) {
      throw new MalformedException("a stale version of the other form at " + path + "/stale");
    }
    return new FirmwarePackageIdentifier(name, stale);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return FirmwareOids.PACKAGE_IDENTIFIER;
  }

  @Override
  public ASN1Encodable value() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(name.toAsn1());
    stale.ifPresent(s -> fields.add(s.toAsn1()));
    return new DERSequence(fields);
  }
}
