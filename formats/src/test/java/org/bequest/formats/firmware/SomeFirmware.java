package org.bequest.formats.firmware;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Some;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bequest.formats.hardware.HardwareModules;
import org.bequest.formats.hardware.HardwareSerialEntry;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.asn1.x509.PolicyInformation;

/** Values of RFC 4108 for property tests. */
record SomeFirmware(Some some) {
  ASN1ObjectIdentifier oid() {
    return new ASN1ObjectIdentifier(some.oid());
  }

  Octets octets() {
    return Octets.of(some.octets(0, 40));
  }

  PackageName name() {
    return some.either(this::preferred, () -> new PackageName.Legacy(octets()));
  }

  private PackageName preferred() {
    return new PackageName.Preferred(oid(), some.natural(70));
  }

  FirmwarePackageIdentifier identifier() {
    PackageName name = name();
    Optional<StaleVersion> stale =
        some.perhaps(() ->
            name instanceof PackageName.Preferred
                ? new StaleVersion.Numbered(some.natural(70))
                : new StaleVersion.Legacy(octets()));
    return new FirmwarePackageIdentifier(name, stale);
  }

  HardwareModuleName module() {
    return new HardwareModuleName(oid(), octets());
  }

  private CommunityIdentifier community() {
    return some.either(
        () -> new CommunityIdentifier.Named(oid()),
        () ->
            new CommunityIdentifier.Listed(
                new HardwareModules(
                    oid(), List.of(new HardwareSerialEntry.Block(octets(), octets())))));
  }

  private FirmwarePackageInfo info() {
    Optional<BigInteger> type = some.perhaps(() -> some.integer(70));
    return new FirmwarePackageInfo(type, some.list(0, 4, this::name));
  }

  private SigningCertificate certificate() {
    GeneralNames issuer =
        new GeneralNames(new GeneralName(new X500Name("CN=" + some.plain(1, 20))));
    return new SigningCertificate(
        some.perhaps(() -> new AlgorithmIdentifier(oid())),
        octets(),
        some.perhaps(() -> new IssuerSerial(issuer, some.natural(100))),
        some.list(0, 1, () -> new PolicyInformation(oid())));
  }

  FirmwareAttribute attribute() {
    return some.either(
        this::identifier,
        () -> new TargetHardwareIdentifiers(some.list(0, 4, this::oid)),
        () -> new DecryptKeyName(octets()),
        () -> new ImplementedAlgorithms.Crypto(some.list(0, 4, this::oid)),
        () -> new ImplementedAlgorithms.Compression(some.list(0, 4, this::oid)),
        () -> new CommunityIdentifiers(some.list(0, 4, this::community)),
        this::info,
        () -> new FirmwarePackageMessageDigest(new AlgorithmIdentifier(oid()), octets()),
        () -> new ContentHints(some.perhaps(() -> some.text(1, 30)), oid()),
        this::certificate,
        this::other);
  }

  private FirmwareAttribute other() {
    return new FirmwareAttribute.Other(
        Attributes.attribute(
            new ASN1ObjectIdentifier("2.999." + some.number(1, 9)), new DERUTF8String("x")));
  }

  LoadReceipt receipt() {
    return new LoadReceipt(
        module(), name(), some.perhaps(this::octets), some.perhaps(this::octets));
  }

  LoadError error() {
    BigInteger number = BigInteger.valueOf(some.number(1, 120));
    Optional<BigInteger> vendor = some.perhaps(() -> some.integer(40));
    boolean other = number.intValue() == LoadErrorCode.OTHER_ERROR.number();
    return new LoadError(
        module(),
        number,
        other ? vendor.or(() -> Optional.of(BigInteger.ONE)) : vendor,
        some.perhaps(this::name),
        some.perhaps(() -> some.list(0, 3, this::config)));
  }

  private CurrentConfig config() {
    return new CurrentConfig(some.perhaps(() -> some.integer(20)), name());
  }
}
