package org.bequest.formats.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.bequest.formats.tamp.Hand.tlv;

import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bequest.formats.hardware.HardwareModules;
import org.bequest.formats.hardware.HardwareSerialEntry;
import org.bequest.formats.hardware.HardwareSerialEntry.All;
import org.bequest.formats.hardware.HardwareSerialEntry.Block;
import org.bequest.formats.hardware.HardwareSerialEntry.Single;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bequest.formats.tamp.TargetIdentifier.Communities;
import org.bequest.formats.tamp.TargetIdentifier.HwModules;
import org.bequest.formats.tamp.TargetIdentifier.OtherName;
import org.bequest.formats.tamp.TargetIdentifier.Uri;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetIdentifierTest {
  private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("1.2.3");
  private static final ASN1ObjectIdentifier OTHER = new ASN1ObjectIdentifier("1.2.4");

  private static Octets serial(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return Octets.of(bytes);
  }

  private static TargetIdentifier read(String hex) throws MalformedException {
    return TargetIdentifier.decode(Encoded.known(Hand.octets(hex)), "/target");
  }

  private static void same(String hex, TargetIdentifier target) throws MalformedException {
    assertThat(read(hex)).isEqualTo(target);
    assertThat(target.encode()).isEqualTo(Encoded.known(Hand.octets(hex)));
  }

  @Test
  @Requirement({"R5934-4.1-6", "R5934-4.1-9", "R5934-4.1-10", "R5934-4.1-13"})
  void theOctetsAreThoseOfTheGrammar() throws MalformedException {
    String block = tlv("30", "040105", "0401ff");
    String entries = tlv("30", "0500", "04020102", block);
    same(
        tlv("a1", tlv("30", "06022a03", entries)),
        new HwModules(
            List.of(
                new HardwareModules(
                    TYPE,
                    List.of(
                        new All(), new Single(serial(1, 2)), new Block(serial(5), serial(255)))))));
    same("a200", new Communities(CommunityIdentifierList.of()));
    same(
        tlv("a2", "06022a03", "06022a04"),
        new Communities(CommunityIdentifierList.of(TYPE, OTHER)));
    same("8300", new AllModules());
    same(tlv("84", "75726e3a78"), new Uri("urn:x"));
    same(
        tlv("a5", "06022a03", "a003020109"),
        new OtherName(TYPE, Encoded.known(Hand.octets("020109"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a100",
        "830100",
        "a3020500",
        "8401ff",
        "a40316012e",
        "a50406022a03",
        "a603020109",
        "0500",
        "a0020500",
        "a10a300806022a033004020105",
        "a506a00302010902"
      })
  @Requirement("R5934-4.1-6")
  void otherFormsAreRefused(String hex) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(hex));
  }

  @Test
  @Requirement("R5934-4.1-8")
  void aTypeOfHardwareIsNamedOnce() {
    String all = tlv("30", "06022a03", tlv("30", "0500"));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(tlv("a1", all, all)))
        .withMessageContaining("doubled type");
    HardwareModules modules = HardwareModules.all(TYPE);
    assertThatIllegalArgumentException().isThrownBy(() -> new HwModules(List.of(modules, modules)));
  }

  @Test
  @Requirement("R5934-4.1-7")
  void theEndsOfABlockHaveOneLength() {
    String uneven = tlv("30", "06022a03", tlv("30", tlv("30", "040105", "04020506")));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(tlv("a1", uneven)))
        .withMessageContaining("uneven block");
    HardwareSerialEntry block = new Block(serial(1), serial(1, 2));
    HardwareModules modules = new HardwareModules(TYPE, List.of(block));
    assertThatIllegalArgumentException().isThrownBy(() -> new HwModules(List.of(modules)));
    String none = tlv("30", "06022a03", "3000");
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(tlv("a1", none)));
  }

  @Test
  @Requirement("R5934-4.1-11")
  void aModuleIsMeantByItsTypeAndItsSerialNumber() {
    HwModules target =
        new HwModules(
            List.of(
                new HardwareModules(TYPE, List.of(new Block(serial(1, 0x7f), serial(2, 0x80)))),
                new HardwareModules(OTHER, List.of(new Single(serial(9)), new All()))));
    assertThat(target.contains(new HardwareModuleName(TYPE, serial(1, 0x7f)))).isTrue();
    assertThat(target.contains(new HardwareModuleName(TYPE, serial(1, 0xff)))).isTrue();
    assertThat(target.contains(new HardwareModuleName(TYPE, serial(2, 0x80)))).isTrue();
    assertThat(target.contains(new HardwareModuleName(TYPE, serial(2, 0x81)))).isFalse();
    assertThat(target.contains(new HardwareModuleName(TYPE, serial(1, 0x7e)))).isFalse();
    assertThat(target.contains(new HardwareModuleName(TYPE, serial(2)))).isFalse();
    assertThat(target.contains(new HardwareModuleName(TYPE, serial(0, 1, 0x7f)))).isFalse();
    assertThat(target.contains(new HardwareModuleName(OTHER, serial(7, 7)))).isTrue();
    assertThat(target.contains(new HardwareModuleName(new ASN1ObjectIdentifier("1.2.5"), serial())))
        .isFalse();
  }

  @Test
  void aUriIsOfAsciiCharacters() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Uri("urn:é"));
  }
}
