package org.bequest.formats.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.conformance.Steps;
import org.bequest.formats.MalformedException;
import org.bequest.formats.OpenSsl;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadReportTest {
  private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("1.2.3");
  private static final HardwareModuleName MODULE = new HardwareModuleName(TYPE, octets(0x0a));
  private static final PackageName NAME = PackageName.Preferred.of(TYPE, 5);
  private static final String MODULE_HEX = "06022a03" + "04010a";
  private static final String NAME_HEX = "3007" + "06022a03" + "020105";
  private static final LoadReceipt FULL =
      LoadReceipt.of(MODULE, NAME).trusting(octets(0x11)).decryptedWith(octets(0x22));
  private static final LoadError ERROR =
      LoadError.of(MODULE, LoadErrorCode.STALE_PACKAGE)
          .about(NAME)
          .withConfig(
              List.of(
                  CurrentConfig.of(NAME),
                  new CurrentConfig(
                      Optional.of(BigInteger.TWO), new PackageName.Legacy(octets(0x33)))));

  private static Octets octets(int octet) {
    return Octets.of(new byte[] {(byte) octet});
  }

  private static String hex(LoadReport report) {
    return HexFormat.of().formatHex(report.encode().octets());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  @Requirement({"R4108-3.1.3-1", "R4108-3.1.3-4", "R4108-1.2.1-2"})
  void theOctetsOfAReceiptAreThoseOfTheGrammar() throws MalformedException {
    assertThat(hex(LoadReceipt.of(MODULE, NAME))).isEqualTo("3010" + MODULE_HEX + NAME_HEX);
    String both = "040111" + "810122";
    assertThat(hex(FULL)).isEqualTo("3016" + MODULE_HEX + NAME_HEX + both);
    assertThat(LoadReceipt.decode(bytes("3016" + MODULE_HEX + NAME_HEX + both))).isEqualTo(FULL);
    assertThat(FULL.encode().type().getId()).isEqualTo("1.2.840.113549.1.9.16.1.17");
  }

  @Test
  @Requirement({"R4108-4.1.3-1", "R4108-4.1.3-4", "R4108-4.1.3-5"})
  void theOctetsOfAnErrorAreThoseOfTheGrammar() throws MalformedException {
    LoadError least = LoadError.of(MODULE, LoadErrorCode.STALE_PACKAGE);
    assertThat(hex(least)).isEqualTo("300a" + MODULE_HEX + "0a011c");
    String config = "a113" + "3009" + NAME_HEX + "3006" + "020102" + "040133";
    assertThat(hex(ERROR)).isEqualTo("3028" + MODULE_HEX + "0a011c" + NAME_HEX + config);
    assertThat(LoadError.decode(ERROR.encode().octets())).isEqualTo(ERROR);
    assertThat(ERROR.encode().type().getId()).isEqualTo("1.2.840.113549.1.9.16.1.18");
  }

  @Test
  @Requirement("R4108-4.1.3-5")
  void aNameIsToldFromWhatStandsBesideItByItsTag() throws MalformedException {
    LoadError legacy = LoadError.ofVendor(MODULE, 4711).about(new PackageName.Legacy(octets(0x44)));
    assertThat(hex(legacy)).isEqualTo("3011" + MODULE_HEX + "0a0163" + "02021267" + "040144");
    assertThat(LoadError.decode(legacy.encode().octets())).isEqualTo(legacy);
    LoadError bare = LoadError.ofVendor(MODULE, 1).withConfig(List.of());
    assertThat(hex(bare)).isEqualTo("300f" + MODULE_HEX + "0a0163" + "020101" + "a100");
    assertThat(LoadError.decode(bare.encode().octets())).isEqualTo(bare);
  }

  @Test
  void openSslReadsTheSameStructure() throws Exception {
    assertThat(OpenSsl.run(ERROR.encode().octets(), "asn1parse", "-inform", "DER"))
        .contains("ENUMERATED", ":1C", "cont [ 1 ]", "d=3");
    assertThat(OpenSsl.run(FULL.encode().octets(), "asn1parse", "-inform", "DER"))
        .contains("OBJECT", ":1.2.3", "prim: cont [ 1 ]")
        .doesNotContain("Error");
  }

  @Test
  void whatWasMadeComesBack() {
    Some.check(some -> {
      SomeFirmware firmware = new SomeFirmware(some);
      for (LoadReport report : List.of(firmware.receipt(), firmware.error())) {
        assertThat(LoadReport.of(Content.decode(report.encode().encode()))).isEqualTo(report);
      }
    });
  }

  @Test
  @Requirement({"R4108-3.1.3-1", "R4108-4.1.3-1"})
  void theOneVersionIsNotWrittenAndMayBeRead() throws MalformedException {
    assertThat(LoadReceipt.decode(bytes("3013" + "020101" + MODULE_HEX + NAME_HEX)))
        .isEqualTo(LoadReceipt.of(MODULE, NAME));
    assertThat(LoadError.decode(bytes("300d" + "020101" + MODULE_HEX + "0a011c")))
        .isEqualTo(LoadError.of(MODULE, LoadErrorCode.STALE_PACKAGE));
    for (String version : List.of("020100", "020102")) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> LoadReceipt.decode(bytes("3013" + version + MODULE_HEX + NAME_HEX)))
          .withMessageContaining("version");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3000",
        "3007" + MODULE_HEX,
        "3011" + MODULE_HEX + NAME_HEX + "05",
        "3012" + MODULE_HEX + NAME_HEX + "0500",
        "3013" + MODULE_HEX + NAME_HEX + "800122",
        "3010" + MODULE_HEX + "3007" + "06022a03" + "0201ff",
        "0500"
      })
  @Requirement("R4108-3.1.3-1")
  void whatIsNoReceiptIsRefused(String hex) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> LoadReceipt.decode(bytes(hex)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3007" + MODULE_HEX,
        "300a" + MODULE_HEX + "02011c",
        "300a" + MODULE_HEX + "0a0163",
        "300d" + MODULE_HEX + "0a011c" + "a10105",
        "300f" + MODULE_HEX + "0a011c" + "a103020101",
        "300c" + MODULE_HEX + "0a011c" + "0500"
      })
  @Requirement("R4108-4.1.3-1")
  void whatIsNoErrorIsRefused(String hex) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> LoadError.decode(bytes(hex)));
  }

  @Test
  @Requirement({"R4108-4.1.3-2", "R4108-4.1.3-3"})
  void otherErrorHasACodeOfTheVendor() throws MalformedException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadError.of(MODULE, LoadErrorCode.OTHER_ERROR));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> LoadError.decode(bytes("300a" + MODULE_HEX + "0a0163")))
        .withMessage("missing vendorErrorCode at /FirmwarePackageLoadError");
    LoadError more = LoadError.decode(bytes("300d" + MODULE_HEX + "0a011c" + "0201fe"));
    assertThat(more.vendor()).contains(BigInteger.valueOf(-2));
  }

  @Test
  void codesThatCameLaterAreKept() throws MalformedException {
    byte[] later = bytes("300b" + MODULE_HEX + "0a020123");
    LoadError error = LoadError.decode(later);
    assertThat(error.code()).isEmpty();
    assertThat(error.word()).isEqualTo("291");
    assertThat(error.encode().octets()).isEqualTo(later);
  }

  @Test
  @Requirement("R4108-4.1.3-6")
  void everyCodeHasTheNumberAndTheWordOfTheRfc() {
    assertThat(LoadErrorCode.values()).hasSize(37);
    assertThat(Arrays.stream(LoadErrorCode.values()).map(LoadErrorCode::number).limit(36))
        .isSorted()
        .doesNotHaveDuplicates()
        .startsWith(1)
        .endsWith(36);
    assertThat(LoadErrorCode.SIGNATURE_FAILURE.number()).isEqualTo(15);
    assertThat(LoadErrorCode.UNSUPPORTED_PARAMETERS.number()).isEqualTo(35);
    assertThat(LoadErrorCode.OTHER_ERROR.number()).isEqualTo(99);
    assertThat(LoadErrorCode.UNPROTECTED_ATTRS_PRESENT.word()).isEqualTo("unprotectedAttrsPresent");
    for (LoadErrorCode code : LoadErrorCode.values()) {
      assertThat(LoadErrorCode.of(BigInteger.valueOf(code.number()))).contains(code);
      assertThat(code.word().toUpperCase(Locale.ROOT)).isEqualTo(code.name().replace("_", ""));
    }
  }

  @Test
  @Requirement({"R4108-1.4-2", "R4108-1.4-3"})
  void berIsReadAndDerIsWritten() throws MalformedException {
    LoadReceipt read = LoadReceipt.decode(bytes("3080" + MODULE_HEX + NAME_HEX + "0000"));
    assertThat(hex(read)).isEqualTo("3010" + MODULE_HEX + NAME_HEX);
  }

  @Test
  void otherContentIsNoReport() {
    Content data = Content.data(bytes("3010" + MODULE_HEX + NAME_HEX));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> LoadReport.of(data));
    Content swapped = new Content(CmsOids.FIRMWARE_PACKAGE_LOAD_ERROR, FULL.encode().octets());
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> LoadReport.of(swapped));
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapesAndCutsAreRefused() {
    byte[] receipt = FULL.encode().octets();
    byte[] error = ERROR.encode().octets();
    Damage.everyTruncationIsRefused(receipt, LoadReceipt::decode);
    Damage.everyTruncationIsRefused(error, LoadError::decode);
    assertThat(Damage.everywhere(receipt, LoadReceipt::decode)).isPositive();
    assertThat(Damage.everywhere(error, LoadError::decode)).isPositive();
  }

  @Test
  @Requirement("S-50")
  void readingAnErrorIsLinear() {
    Steps.areLinear(
        LoadError::decode,
        count ->
            LoadError.of(MODULE, LoadErrorCode.BAD_FIRMWARE)
                .withConfig(Collections.nCopies(count, CurrentConfig.of(NAME)))
                .encode()
                .octets(),
        200);
  }
}
