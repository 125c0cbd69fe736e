package org.bequest.formats.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.KeyPackageRules.Finding;
import org.bequest.formats.keys.KeyPackageRules.Rule;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.bequest.formats.keys.pskc.PskcAttribute;
import org.bequest.formats.keys.pskc.PskcType;
import org.bequest.formats.keys.pskc.SomePskc;
import org.bouncycastle.asn1.ASN1Integer;
import org.junit.jupiter.api.Test;

/** Secret keys in packages (RFC 6031 section 2). */
class SymmetricKeyPackageTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final KeyAttributes NAMED = KeyAttributes.ofKey("k1", "HOTP");

  private static OneSymmetricKey key() {
    return OneSymmetricKey.of(NAMED, new byte[] {1, 2, 3});
  }

  private static SymmetricKeyPackage read(byte[] der) throws MalformedException {
    return SymmetricKeyPackage.of(new Content(CmsOids.SYMMETRIC_KEY_PACKAGE, der));
  }

  private static byte[] der(SymmetricKeyPackage keys) {
    return keys.encode().octets();
  }

  private static void refused(String hex, String why) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(HEX.parseHex(hex)))
        .withMessageContaining(why);
  }

  @Test
  @Requirement("R6031-2-2")
  void thePackageOfAnotherProjectIsReadAndToldOf() throws MalformedException {
    byte[] vector = Vectors.shared("rfc6031-symmetric-key-package");
    Content content = Content.decode(vector);
    assertThat(content.type()).hasToString("1.2.840.113549.1.9.16.1.25");
    SymmetricKeyPackage keys = SymmetricKeyPackage.of(content);
    assertThat(keys.version()).isEqualTo(1);
    assertThat(keys.attributes())
        .isEqualTo(
            KeyAttributes.of(
                PskcAttribute.text(PskcType.MANUFACTURER, "Vigil Security LLC"),
                PskcAttribute.text(PskcType.MODEL, "Pretend 048A")));
    OneSymmetricKey only = keys.keys().getFirst();
    assertThat(keys.keys()).hasSize(1);
    assertThat(only.attributes())
        .isEqualTo(
            KeyAttributes.of(
                PskcAttribute.text(PskcType.KEY_USER_ID, "exampleID1"),
                PskcAttribute.text(PskcType.ALGORITHM, "HOTP"),
                PskcAttribute.text(PskcType.ISSUER, "kta.example.com")));
    assertThat(only.key()).isEqualTo("1234".getBytes(US_ASCII));
    assertThat(keys.encode().encode()).isEqualTo(vector);
    assertThat(KeyPackageRules.check(keys))
        .containsExactly(
            new Finding(Rule.MANUFACTURER_WITHOUT_REGISTRY, "/sKeyPkgAttrs/manufacturer"),
            new Finding(Rule.MISSING_KEY_ID, "/sKeys/0"),
            new Finding(Rule.NOT_A_DISTINGUISHED_NAME, "/sKeys/0/keyUserId"));
  }

  @Test
  @Requirement({"R6031-2-3", "R6031-2-4", "R6031-2-7"})
  void theOctetsAreThoseOfTheGrammar() throws MalformedException {
    SymmetricKeyPackage keys =
        SymmetricKeyPackage.of(
            KeyAttributes.of(PskcAttribute.text(PskcType.MODEL, "M")), List.of(key()));
    String model = "3012" + "060b2a864886f70d010910" + "0c03" + "3103" + "0c014d";
    String keyId = "3013" + "060b2a864886f70d010910" + "0c09" + "3104" + "0c026b31";
    String algorithm = "3015" + "060b2a864886f70d010910" + "0c0a" + "3106" + "0c04484f5450";
    String attributes = "302c" + keyId + algorithm;
    String expected = "304d" + "a014" + model + "3035" + "3033" + attributes + "0403010203";
    assertThat(HEX.formatHex(der(keys))).isEqualTo(expected);
    String v2 = "3050" + "020102" + expected.substring(4);
    assertThat(read(HEX.parseHex(v2)).version()).isEqualTo(2);
    String later = "3050" + expected.substring(4) + "830109";
    assertThat(read(HEX.parseHex(later)).further()).hasSize(1);
    assertThat(HEX.formatHex(der(read(HEX.parseHex(later))))).isEqualTo(later);
    refused("3050" + "020101" + expected.substring(4), "not DER");
    refused("3050" + "020103" + expected.substring(4), "unknown version");
    refused("3050" + "0201ff" + expected.substring(4), "unknown version");
  }

  @Test
  @Requirement({"R6031-2-4", "R6031-2-6"})
  void nothingIsEmpty() {
    refused("3002" + "3000", "no keys at /SymmetricKeyPackage/sKeys");
    refused("3000", "missing sKeys");
    refused(
        "3006" + "a000" + "3002" + "0500", "no attributes at /SymmetricKeyPackage/sKeyPkgAttrs");
    refused("3004" + "3002" + "3000", "missing sKeyAttrs and sKey");
    refused("3006" + "3004" + "3002" + "3000", "no attributes");
    refused("3006" + "3004" + "3002" + "0500", "unknown field");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SymmetricKeyPackage.of(KeyAttributes.NONE, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneSymmetricKey.withoutValue(KeyAttributes.NONE));
  }

  @Test
  @Requirement("R6031-2-6")
  void aKeyMayBeAValueOrAttributesOrBoth() throws MalformedException {
    OneSymmetricKey bare = OneSymmetricKey.of(KeyAttributes.NONE, new byte[0]);
    OneSymmetricKey named = OneSymmetricKey.withoutValue(NAMED);
    SymmetricKeyPackage keys =
        new SymmetricKeyPackage(1, KeyAttributes.NONE, List.of(bare, named, key()), List.of());
    SymmetricKeyPackage again = read(der(keys));
    assertThat(again.keys())
        .extracting(OneSymmetricKey::hasValue)
        .containsExactly(true, false, true);
    assertThat(again.keys().get(0).attributes().isEmpty()).isTrue();
    assertThat(again.keys().get(1).attributes()).isEqualTo(NAMED);
  }

  @Test
  @Requirement("R6031-2-2")
  void berIsRefused() {
    String body = HEX.formatHex(der(SymmetricKeyPackage.of(KeyAttributes.NONE, List.of(key()))));
    refused("3080" + body.substring(4) + "0000", "not DER");
    refused("3081" + body.substring(2), "not DER");
    String constructed = "300b" + "3009" + "3007" + "2405" + "0403010203";
    refused(constructed, "not DER");
    String unsorted = "060b2a864886f70d010910" + "0c0f" + "3106" + "0c0162" + "0c0161";
    refused("301d" + "301b" + "3019" + "3017" + "3015" + unsorted, "not DER");
  }

  @Test
  void contentOfAnotherTypeIsRefused() {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> SymmetricKeyPackage.of(Content.data(new byte[] {0x30, 0})));
  }

  /** FIPS 197 appendix B has the key of appendix A.1 and what it makes of a block. */
  @Test
  @Requirement({"R6031-4-1", "R6031-4.1-1", "R6031-4.1-2"})
  void theAesKeyOfFips197DoesWhatItDoesThere() throws Exception {
    byte[] key = HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c");
    byte[] block = HEX.parseHex("3243f6a8885a308d313198a2e0370734");
    assertThat(encrypted("AES", key, block)).isEqualTo("3925841d02dc09fbdc118597196a0b32");
  }

  /** SP 800-67 appendix B. */
  @Test
  @Requirement({"R6031-4-1", "R6031-4.2-1", "R6031-4.2-2"})
  void theKeyBundleOfSp80067DoesWhatItDoesThere() throws Exception {
    byte[] key = HEX.parseHex("0123456789abcdef23456789abcdef01456789abcdef0123");
    byte[] text = "The qufck brown fox jump".getBytes(US_ASCII);
    assertThat(encrypted("DESede", key, text))
        .isEqualTo("a826fd8ce53b855fcce21c8112256fe668d5c05dd9b6b900");
  }

  private static String encrypted(String algorithm, byte[] key, byte[] text) throws Exception {
    String sKey = "04" + HEX.toHexDigits((byte) key.length) + HEX.formatHex(key);
    String fields = length("30", length("30", sKey));
    OneSymmetricKey read = read(HEX.parseHex(length("30", fields))).keys().getFirst();
    Cipher cipher = Cipher.getInstance(algorithm + "/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(read.key(), algorithm));
    return HEX.formatHex(cipher.doFinal(text));
  }

  private static String length(String tag, String content) {
    return tag + HEX.toHexDigits((byte) (content.length() / 2)) + content;
  }

  @Test
  void aClosedPackageHasForgottenItsKeysAndNeverTellsThem() {
    byte[] secret = {9, 9, 9};
    SymmetricKeyPackage keys =
        SymmetricKeyPackage.of(KeyAttributes.NONE, List.of(OneSymmetricKey.of(NAMED, secret)));
    assertThat(keys.toString()).contains("HOTP").doesNotContain("[B", "9, 9");
    keys.close();
    assertThat(secret).containsOnly(0);
  }

  @Test
  void whatWeWriteKeepsTheRules() {
    OneSymmetricKey nameless =
        OneSymmetricKey.of(
            KeyAttributes.of(PskcAttribute.text(PskcType.ALGORITHM, "PIN")), new byte[1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SymmetricKeyPackage.of(KeyAttributes.NONE, List.of(key(), nameless)))
        .withMessage("no keyId at /sKeys/1 (RFC 6031 3)");
  }

  @Test
  void everyPackageComesBack() {
    Some.check(some -> {
      SymmetricKeyPackage keys = some(some);
      byte[] der = der(keys);
      SymmetricKeyPackage again = read(der);
      assertThat(der(again)).isEqualTo(der);
      assertThat(again.attributes()).isEqualTo(keys.attributes());
      assertThat(again.keys()).hasSameSizeAs(keys.keys());
      for (int i = 0; i < keys.keys().size(); i++) {
        assertThat(again.keys().get(i).attributes()).isEqualTo(keys.keys().get(i).attributes());
        assertThat(again.keys().get(i).key()).isEqualTo(keys.keys().get(i).key());
      }
    });
  }

  private static SymmetricKeyPackage some(Some some) {
    return new SymmetricKeyPackage(
        some.number(1, 2),
        SomePskc.attributes(some, 0, 6),
        some.list(1, 5, () -> key(some)),
        some.list(0, 2, () -> Encoded.of(new ASN1Integer(some.integer(90)))));
  }

  private static OneSymmetricKey key(Some some) {
    return some.either(
        () -> OneSymmetricKey.of(SomePskc.attributes(some, 0, 8), some.octets(0, 64)),
        () -> OneSymmetricKey.withoutValue(SomePskc.attributes(some, 1, 8)));
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageIsRefusedOrReadAsSomethingElse() {
    for (int seed = 1; seed <= 4; seed++) {
      byte[] good = der(some(Some.seed(seed)));
      Damage.everyTruncationIsRefused(good, SymmetricKeyPackageTest::read);
      int refused = Damage.everywhere(good, octets -> KeyPackageRules.check(read(octets)));
      assertThat(refused).isGreaterThan(good.length);
    }
  }

  @Test
  @Requirement("S-50")
  void thereIsALimitToKeysAndToAttributes() {
    SymmetricKeyPackage many =
        new SymmetricKeyPackage(
            1,
            KeyAttributes.NONE,
            Collections.nCopies(10_001, OneSymmetricKey.of(KeyAttributes.NONE, new byte[1])),
            List.of());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(der(many)))
        .withMessageContaining("10000");
    KeyAttributes said =
        new KeyAttributes(Collections.nCopies(65, PskcAttribute.text(PskcType.MODEL, "M")));
    SymmetricKeyPackage talkative = new SymmetricKeyPackage(1, said, List.of(key()), List.of());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(der(talkative)))
        .withMessageContaining("more than 64 attributes");
  }
}
