package org.bequest.crypto.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bequest.conformance.Vectors;
import org.bequest.crypto.secret.Secret;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 9579 as another project copied them. */
class ForeignPbmac1Test {
  private static final ASN1ObjectIdentifier HMAC_SHA256 = PKCSObjectIdentifiers.id_hmacWithSHA256;
  private static final ASN1ObjectIdentifier HMAC_SHA512 = PKCSObjectIdentifiers.id_hmacWithSHA512;

  /** Each with the scheme of its MAC and that of its derivation. */
  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of("rfc9579-a1", HMAC_SHA256, HMAC_SHA256),
        Arguments.of("rfc9579-a2", HMAC_SHA256, HMAC_SHA512),
        Arguments.of("rfc9579-a3", HMAC_SHA512, HMAC_SHA512));
  }

  private static MacData mac(String name) {
    return Pfx.getInstance(Vectors.shared(name)).getMacData();
  }

  private static PBMAC1Params pbmac1(String name) {
    return PBMAC1Params.getInstance(mac(name).getMac().getAlgorithmId().getParameters());
  }

  private static PBKDF2Params derivation(String name) {
    return PBKDF2Params.getInstance(pbmac1(name).getKeyDerivationFunc().getParameters());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void sayWhatTheRfcPrints(String name, ASN1ObjectIdentifier mac, ASN1ObjectIdentifier prf)
      throws Exception {
    assertThat(mac(name).getSalt()).asString(StandardCharsets.US_ASCII).isEqualTo("NOT USED");
    assertThat(mac(name).getIterationCount()).isOne();
    assertThat(pbmac1(name).getMessageAuthScheme().getAlgorithm()).isEqualTo(mac);
    assertThat(derivation(name).getPrf().getAlgorithm()).isEqualTo(prf);
    byte[] pfx = Vectors.shared(name);
    try (Secret password = Secret.of("1234");
        Pkcs12File file = Pkcs12File.read(pfx, password, Pkcs12Limits.STANDARD)) {
      assertThat(file.entries()).hasSize(1);
    }
    assertThat(pfx).isEqualTo(Vectors.resource(name.replace('-', '/') + ".b64"));
  }

  @Test
  void theFirstIsDerivedAsPrinted() {
    PBKDF2Params derivation = derivation("rfc9579-a1");
    assertThat(derivation.getSalt()).isEqualTo(HexFormat.of().parseHex("6f473c38b02e3173"));
    assertThat(derivation.getIterationCount()).isEqualTo(2048);
    assertThat(derivation.getKeyLength()).isEqualTo(32);
    assertThat(HexFormat.of().formatHex(mac("rfc9579-a1").getMac().getDigest()))
        .startsWith("7aa56d85")
        .endsWith("06dd");
  }
}
