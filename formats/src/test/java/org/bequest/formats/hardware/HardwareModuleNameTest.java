package org.bequest.formats.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;

class HardwareModuleNameTest {
  private static final Limits LIMITS = new Limits(4096, 10, 100);
  private static final HardwareModuleName NAME =
      new HardwareModuleName(
          new ASN1ObjectIdentifier("1.2.3"), Octets.of(new byte[] {0, (byte) 0xff}));

  private static HardwareModuleName name(byte[] der) throws MalformedException {
    return HardwareModuleName.decode(Asn1.der(der, LIMITS), "/HardwareModuleName");
  }

  @Test
  @Requirement("R4108-5-2")
  void theOctetsAreThoseOfTheGrammar() throws MalformedException {
    byte[] der = HexFormat.of().parseHex("3008" + "06022a03" + "040200ff");
    assertThat(Der.of(NAME.toAsn1())).isEqualTo(der);
    assertThat(name(der)).isEqualTo(NAME);
  }

  @Test
  @Requirement({"R4108-5-2", "R4108-1.2.1-1"})
  void itStandsInAnOtherName() throws MalformedException {
    String other = "06082b06010505070804" + "a00a" + "3008" + "06022a03" + "040200ff";
    assertThat(HexFormat.of().formatHex(Der.of(NAME.generalName()))).isEqualTo("a016" + other);
    assertThat(HardwareModuleName.of(NAME.generalName())).contains(NAME);
  }

  @Test
  void otherNamesAreNone() throws MalformedException {
    assertThat(HardwareModuleName.of(new GeneralName(GeneralName.dNSName, "a.example"))).isEmpty();
    OtherName upn = new OtherName(new ASN1ObjectIdentifier("1.2.9"), new DERUTF8String("x"));
    assertThat(HardwareModuleName.of(new GeneralName(GeneralName.otherName, upn))).isEmpty();
  }

  @Test
  @Requirement("S-53")
  void whatSaysThatItIsOneAndIsNotIsRefused() {
    OtherName broken = new OtherName(HardwareModuleName.ID, new DERUTF8String("x"));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> HardwareModuleName.of(new GeneralName(GeneralName.otherName, broken)));
  }

  @Test
  void whatWasMadeComesBack() {
    Some.check(some -> {
      HardwareModuleName name =
          new HardwareModuleName(HardwareModulesTest.oid(some), Octets.of(some.octets(0, 300)));
      assertThat(name(Der.of(name.toAsn1()))).isEqualTo(name);
    });
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapesAndCutsAreRefused() {
    byte[] der = Der.of(NAME.toAsn1());
    Damage.everyTruncationIsRefused(der, HardwareModuleNameTest::name);
    assertThat(Damage.everywhere(der, HardwareModuleNameTest::name)).isPositive();
  }
}
