package org.bequest.formats.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.conformance.Steps;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.hardware.HardwareSerialEntry.All;
import org.bequest.formats.hardware.HardwareSerialEntry.Block;
import org.bequest.formats.hardware.HardwareSerialEntry.Single;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;

class HardwareModulesTest {
  private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("1.2.3");
  private static final Limits LIMITS = new Limits(1 << 20, 10, 100_000);

  private static Octets hex(String digits) {
    return Octets.of(HexFormat.of().parseHex(digits));
  }

  private static HardwareModules modules(byte[] der) throws MalformedException {
    return HardwareModules.decode(Asn1.der(der, LIMITS), "/HardwareModules");
  }

  private static HardwareModules mixed() {
    return new HardwareModules(
        TYPE, List.of(new All(), new Single(hex("0a")), new Block(hex("10"), hex("1f"))));
  }

  @Test
  @Requirement("R4108-2.2.8-1")
  void theOctetsAreThoseOfTheGrammar() throws MalformedException {
    String type = "06022a03";
    String entries = "300d" + "0500" + "04010a" + "3006" + "040110" + "04011f";
    byte[] der = HexFormat.of().parseHex("3013" + type + entries);
    assertThat(Der.of(mixed().toAsn1())).isEqualTo(der);
    assertThat(modules(der)).isEqualTo(mixed());
  }

  @Test
  void aModuleIsInAListOfItsTypeAlone() {
    HardwareModules all = HardwareModules.all(TYPE);
    assertThat(all.contains(new HardwareModuleName(TYPE, hex("0102")))).isTrue();
    ASN1ObjectIdentifier other = new ASN1ObjectIdentifier("1.2.4");
    assertThat(all.contains(new HardwareModuleName(other, hex("0102")))).isFalse();
    HardwareModules none = new HardwareModules(TYPE, List.of());
    assertThat(none.contains(new HardwareModuleName(TYPE, hex("0102")))).isFalse();
  }

  @Test
  @Requirement("R4108-2.2.8-1")
  void aBlockHoldsBothEndsAndComparesUnsignedOctetsOfOneLength() {
    Block block = new Block(hex("7ffe"), hex("8001"));
    assertThat(List.of("7ffe", "7fff", "8000", "8001"))
        .allSatisfy(s -> assertThat(block.contains(hex(s))).isTrue());
    assertThat(List.of("7ffd", "8002", "80", "800000", "", "007fff"))
        .allSatisfy(s -> assertThat(block.contains(hex(s))).isFalse());
    assertThat(new Block(hex("00"), hex("ffff")).contains(hex("80"))).isFalse();
    assertThat(new Block(hex("09"), hex("01")).contains(hex("05"))).isFalse();
  }

  @Test
  void aSingleSerialNumberIsItselfAlone() {
    assertThat(new Single(hex("0a")).contains(hex("0a"))).isTrue();
    assertThat(new Single(hex("0a")).contains(hex("000a"))).isFalse();
  }

  @Test
  void whatWasMadeComesBack() {
    Some.check(some -> {
      HardwareModules modules = new HardwareModules(oid(some), some.list(0, 5, () -> entry(some)));
      assertThat(modules(Der.of(modules.toAsn1()))).isEqualTo(modules);
    });
  }

  static ASN1ObjectIdentifier oid(Some some) {
    return new ASN1ObjectIdentifier(some.oid());
  }

  static HardwareSerialEntry entry(Some some) {
    return some.either(
        All::new,
        () -> new Single(Octets.of(some.octets(0, 40))),
        () -> new Block(Octets.of(some.octets(0, 9)), Octets.of(some.octets(0, 9))));
  }

  @Test
  void anotherChoiceIsRefused() {
    byte[] bool = HexFormat.of().parseHex("300906022a0330030101ff");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> modules(bool))
        .withMessageContaining("/HardwareModules/hwSerialEntries");
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapesAndCutsAreRefused() {
    byte[] der = Der.of(mixed().toAsn1());
    Damage.everyTruncationIsRefused(der, HardwareModulesTest::modules);
    assertThat(Damage.everywhere(der, HardwareModulesTest::modules)).isPositive();
  }

  @Test
  @Requirement("S-50")
  void readingIsLinear() {
    Steps.areLinear(
        der -> HardwareModules.decode(Asn1.der(der, new Limits(1 << 20, 10, 100_000)), "/x"),
        count -> {
          HardwareSerialEntry block = new Block(hex("0001"), hex("0002"));
          List<HardwareSerialEntry> many = Collections.nCopies(count, block);
          return Der.of(new HardwareModules(TYPE, many).toAsn1());
        },
        500);
  }
}
