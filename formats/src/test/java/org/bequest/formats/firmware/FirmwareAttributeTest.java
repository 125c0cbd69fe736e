package org.bequest.formats.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bequest.formats.hardware.HardwareModules;
import org.bequest.formats.hardware.HardwareSerialEntry.Single;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each attribute against octets that were put together by hand from the RFC's grammar. */
class FirmwareAttributeTest {
  private static final ASN1ObjectIdentifier A = new ASN1ObjectIdentifier("1.2.3");
  private static final ASN1ObjectIdentifier B = new ASN1ObjectIdentifier("1.2.4");
  private static final Limits LIMITS = new Limits(1 << 16, 20, 1000);
  private static final Octets SERIAL = Octets.of(new byte[] {0x0a});

  private static PackageName legacy(String text) {
    return new PackageName.Legacy(octets(text));
  }

  private static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static FirmwareAttribute read(String oid, String value) throws MalformedException {
    return FirmwareAttribute.decode(
        new Attribute(
            new ASN1ObjectIdentifier(oid),
            new DERSet(Asn1.der(HexFormat.of().parseHex(value), LIMITS))));
  }

  static Stream<Arguments> attributes() {
    String aa = "1.2.840.113549.1.9.16.2.";
    String sha256 = "300b0609608648016503040201";
    return Stream.of(
        Arguments.of(
            aa + 35,
            "3010" + "3009" + "06022a03" + "02030186a0" + "020301869f",
            FirmwarePackageIdentifier.of(PackageName.Preferred.of(A, 100_000))
                .withStale(StaleVersion.of(99_999))),
        Arguments.of(aa + 35, "3004" + "04025231", FirmwarePackageIdentifier.of(legacy("R1"))),
        Arguments.of(
            aa + 35,
            "3008" + "04025232" + "04025231",
            FirmwarePackageIdentifier.of(legacy("R2"))
                .withStale(new StaleVersion.Legacy(octets("R1")))),
        Arguments.of(aa + 36, "3008" + "06022a03" + "06022a04", TargetHardwareIdentifiers.of(A, B)),
        Arguments.of(aa + 36, "3000", TargetHardwareIdentifiers.of()),
        Arguments.of(aa + 37, "04026b31", new DecryptKeyName(octets("k1"))),
        Arguments.of(aa + 38, "3004" + "06022a03", new ImplementedAlgorithms.Crypto(List.of(A))),
        Arguments.of(
            aa + 43, "3004" + "06022a04", new ImplementedAlgorithms.Compression(List.of(B))),
        Arguments.of(
            aa + 40,
            "300f" + "06022a03" + "3009" + "06022a04" + "3003" + "04010a",
            CommunityIdentifiers.of(
                new CommunityIdentifier.Named(A),
                new CommunityIdentifier.Listed(
                    new HardwareModules(B, List.of(new Single(SERIAL)))))),
        Arguments.of(
            aa + 41,
            "3010" + sha256 + "0401ff",
            new FirmwarePackageMessageDigest(
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
                Octets.of(new byte[] {-1}))),
        Arguments.of(
            aa + 42,
            "3010" + "020107" + "300b" + "3007" + "06022a03" + "020105" + "0400",
            FirmwarePackageInfo.ofType(7).dependingOn(PackageName.Preferred.of(A, 5), legacy(""))),
        Arguments.of(aa + 42, "3000", new FirmwarePackageInfo(Optional.empty(), List.of())),
        Arguments.of(
            aa + 4, "3012" + "0c03c3a921" + "060b2a864886f70d0109100110", ContentHints.of("é!")),
        Arguments.of(
            aa + 12,
            "3008" + "3006" + "3004" + "0402abcd",
            new SigningCertificate(
                Optional.empty(), Octets.of(new byte[] {(byte) 0xab, (byte) 0xcd}),
                Optional.empty(), List.of())),
        Arguments.of(
            aa + 47,
            "3010" + "3006" + "3004" + "0402abcd" + "3006" + "3004" + "06022a03",
            new SigningCertificate(
                Optional.of(SigningCertificate.SHA256),
                Octets.of(new byte[] {(byte) 0xab, (byte) 0xcd}),
                Optional.empty(),
                List.of(new PolicyInformation(A)))));
  }

  @ParameterizedTest
  @MethodSource("attributes")
  @Requirement({
    "R4108-2.2.3-1",
    "R4108-2.2.4-1",
    "R4108-2.2.5-1",
    "R4108-2.2.6-2",
    "R4108-2.2.7-2",
    "R4108-2.2.8-1",
    "R4108-1.2.2-1",
    "R4108-1.2.5-1"
  })
  void theOctetsAreThoseOfTheGrammar(String type, String der, FirmwareAttribute attribute)
      throws MalformedException {
    assertThat(attribute.type().getId()).isEqualTo(type);
    assertThat(HexFormat.of().formatHex(Der.of(attribute.value()))).isEqualTo(der);
    assertThat(read(type, der)).isEqualTo(attribute);
    assertThat(FirmwareAttribute.decode(attribute.toAttribute())).isEqualTo(attribute);
  }

  static Stream<Arguments> malformed() {
    String aa = "1.2.840.113549.1.9.16.2.";
    return Stream.of(
        Arguments.of(aa + 35, "3000"),
        Arguments.of(aa + 35, "3009" + "3007" + "06022a03" + "0201ff"),
        Arguments.of(aa + 35, "300c" + "3007" + "06022a03" + "020102" + "0201ff"),
        Arguments.of(aa + 35, "300c" + "3007" + "06022a03" + "020102" + "040101"),
        Arguments.of(aa + 35, "3007" + "04025232" + "020101"),
        Arguments.of(aa + 35, "300a" + "04025232" + "040101" + "040101"),
        Arguments.of(aa + 36, "3003" + "020101"),
        Arguments.of(aa + 36, "06022a03"),
        Arguments.of(aa + 37, "020101"),
        Arguments.of(aa + 38, "3006" + "3004" + "06022a03"),
        Arguments.of(aa + 43, "0500"),
        Arguments.of(aa + 40, "3002" + "0500"),
        Arguments.of(aa + 41, "3003" + "0401ff"),
        Arguments.of(aa + 42, "3003" + "0101ff"),
        Arguments.of(aa + 4, "3009" + "0c0101" + "130441424344"),
        Arguments.of(aa + 4, "3008" + "0c02c328" + "06022a03"),
        Arguments.of(aa + 12, "3002" + "3000"),
        Arguments.of(aa + 47, "300e" + "300c" + "3004" + "0402abcd" + "3004" + "0402abce"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  @Requirement("R4108-1.2.2-2")
  void whatIsNotOfTheGrammarIsRefused(String type, String der) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(type, der))
        .withMessageContaining("/signedAttrs/");
  }

  @Test
  void whatWasMadeComesBack() {
    Some.check(some -> {
      FirmwareAttribute attribute = new SomeFirmware(some).attribute();
      byte[] der = Der.of(attribute.toAttribute());
      ASN1Sequence read = ASN1Sequence.getInstance(Asn1.der(der, LIMITS));
      assertThat(FirmwareAttribute.decode(Attribute.getInstance(read))).isEqualTo(attribute);
    });
  }

  @ParameterizedTest
  @MethodSource("attributes")
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapesAndCutsAreRefused(String type, String der, FirmwareAttribute attribute) {
    byte[] good = HexFormat.of().parseHex(der);
    Damage.Reader reader = damaged -> read(type, HexFormat.of().formatHex(damaged));
    Damage.everyTruncationIsRefused(good, reader);
    assertThat(Damage.everywhere(good, reader)).isPositive();
    assertThat(attribute.type().getId()).isEqualTo(type);
  }

  @Test
  @Requirement({"R4108-1.2.2-3", "R4108-2.2.3-2"})
  void aStaleVersionIsOfTheFormOfTheName() {
    FirmwarePackageIdentifier old = FirmwarePackageIdentifier.of(legacy("R1"));
    FirmwarePackageIdentifier preferred =
        FirmwarePackageIdentifier.of(PackageName.Preferred.of(A, 1));
    StaleVersion name = new StaleVersion.Legacy(octets("R0"));
    assertThatIllegalArgumentException().isThrownBy(() -> old.withStale(StaleVersion.of(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> preferred.withStale(name));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StaleVersion.Numbered(BigInteger.valueOf(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> PackageName.Preferred.of(A, -1));
  }

  @Test
  void theStaleVersionAndThoseBeforeItAreStale() {
    FirmwarePackageIdentifier third =
        FirmwarePackageIdentifier.of(PackageName.Preferred.of(A, 3)).withStale(StaleVersion.of(2));
    assertThat(third.makesStale(PackageName.Preferred.of(A, 1))).isTrue();
    assertThat(third.makesStale(PackageName.Preferred.of(A, 2))).isTrue();
    assertThat(third.makesStale(PackageName.Preferred.of(A, 3))).isFalse();
    assertThat(third.makesStale(PackageName.Preferred.of(B, 1))).isFalse();
    assertThat(third.makesStale(legacy("R1"))).isFalse();
    FirmwarePackageIdentifier old =
        FirmwarePackageIdentifier.of(legacy("R2")).withStale(new StaleVersion.Legacy(octets("R1")));
    assertThat(old.makesStale(legacy("R1"))).isTrue();
    assertThat(old.makesStale(legacy("R0"))).isFalse();
    assertThat(FirmwarePackageIdentifier.of(legacy("R2")).makesStale(legacy("R1"))).isFalse();
  }

  @Test
  @Requirement("R4108-2.2.9-6")
  void aDependencyIsMetByTheSamePackageAsNewOrNewer() {
    PackageName least = PackageName.Preferred.of(A, 5);
    assertThat(PackageName.Preferred.of(A, 5).meets(least)).isTrue();
    assertThat(PackageName.Preferred.of(A, 6).meets(least)).isTrue();
    assertThat(PackageName.Preferred.of(A, 4).meets(least)).isFalse();
    assertThat(PackageName.Preferred.of(B, 9).meets(least)).isFalse();
    assertThat(legacy("R1").meets(least)).isFalse();
    assertThat(legacy("R1").meets(legacy("R1"))).isTrue();
    assertThat(legacy("R2").meets(legacy("R1"))).isFalse();
  }

  @Test
  @Requirement({"R4108-2.2.8-3", "R4108-2.2.8-1"})
  void aModuleIsAdmittedAsMemberOrByItsSerialNumber() {
    CommunityIdentifiers both =
        CommunityIdentifiers.of(
            new CommunityIdentifier.Named(A),
            new CommunityIdentifier.Listed(new HardwareModules(B, List.of(new Single(SERIAL)))));
    Optional<HardwareModuleName> listed = Optional.of(new HardwareModuleName(B, SERIAL));
    Optional<HardwareModuleName> other =
        Optional.of(new HardwareModuleName(B, Octets.of(new byte[] {0x0b})));
    assertThat(both.admit(Set.of(A), Optional.empty())).isTrue();
    assertThat(both.admit(Set.of(), listed)).isTrue();
    assertThat(both.admit(Set.of(B), other)).isFalse();
    assertThat(both.admit(Set.of(), Optional.empty())).isFalse();
    assertThat(CommunityIdentifiers.of().admit(Set.of(A), listed)).isFalse();
  }

  @Test
  @Requirement("R4108-2.2.12-2")
  void theHintsOfAPackageSayWhatItIs() {
    ContentHints hints = ContentHints.of("Router 7");
    assertThat(hints.description()).contains("Router 7");
    assertThat(hints.contentType()).isEqualTo(CmsOids.FIRMWARE_PACKAGE);
  }

  @Test
  @Requirement("R4108-2.2.9-3")
  void whoDependsOnNothingSaysNothingOfDependencies() {
    FirmwarePackageInfo alone = FirmwarePackageInfo.ofType(1);
    assertThat(HexFormat.of().formatHex(Der.of(alone.value()))).isEqualTo("3003020101");
  }
}
