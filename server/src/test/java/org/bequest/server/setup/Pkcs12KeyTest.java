package org.bequest.server.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Collections;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.pkcs12.Pkcs12Contents;
import org.bequest.crypto.pkcs12.Pkcs12File;
import org.bequest.crypto.pkcs12.Pkcs12Limits;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.KeyParts;
import org.bequest.server.support.KeyWishes;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.Registered;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in PKCS#12 under a registered password (RFC 8295 8.3). */
class Pkcs12KeyTest {
  private static final String DEVICE = "device-1";
  private static final String PASSWORD = "registered for this device";

  private static @TempDir Path folder;
  private static ConfiguredEst est;

  @BeforeAll
  static void start() {
    est =
        new ConfiguredEst(
            folder,
            """
              keys:
                profile: device
                keygen:
                  offered: true
              modern:
                profile: device
                keygen:
                  offered: true
                  pkcs12: always
                  pkcs12-mac: pbmac1
              old:
                profile: device
                keygen:
                  offered: true
                  pkcs12: always
                  pkcs12-mac: sha1
                  protection: required
                wire:
                  include-chain: true
            """);
    new Registered(est.deployment()).password(DEVICE, PASSWORD);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static HttpReply ask(String label, CsrBuilder request, String accept) {
    return est.post(
        "/.well-known/est/" + label + "/serverkeygen",
        KeyWishes.wish(request),
        RawClient.basic(DEVICE, est.oneTimePassword(DEVICE, label)),
        accept);
  }

  private static HttpReply ask(String label, String accept) {
    return ask(label, KeyWishes.of(DEVICE, KeyAlgorithm.P256), accept);
  }

  private static byte[] pfx(HttpReply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains("application/pkcs12");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    return Base64.getMimeDecoder().decode(reply.body());
  }

  @Test
  @Requirement({"R8295-8.3.1-1", "R8295-8.3.2-1"})
  void keyAndCertificateComeInOneFile() throws Exception {
    byte[] pfx = pfx(ask("keys", "Accept: application/pkcs12"));

    try (Pkcs12File file = Pkcs12File.read(pfx, Secret.of(PASSWORD), Pkcs12Limits.STANDARD)) {
      Pkcs12Contents only = file.only();
      assertThat(only.certificate().getSubject()).hasToString("CN=" + DEVICE);
      assertThat(KeyParts.publicHalf(PrivateKeyInfo.getInstance(only.pkcs8())))
          .isEqualTo(only.certificate().getSubjectPublicKeyInfo());
      assertThat(file.certificates()).hasSize(1);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(pfx), PASSWORD.toCharArray());
    String alias = Collections.list(store.aliases()).getFirst();
    assertThat(store.getKey(alias, PASSWORD.toCharArray())).isInstanceOf(PrivateKey.class);
  }

  @Test
  @Requirement("R8295-8.3.1-2")
  void theNameOfAKeyDoesNotCountForPkcs12() {
    CsrBuilder request =
        KeyWishes.symmetric(KeyWishes.of(DEVICE, KeyAlgorithm.P256), "unknown".getBytes(UTF_8));
    assertThat(pfx(ask("keys", request, "Accept: application/pkcs12"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pkcs12, multipart/mixed;q=0.5",
        "application/x-pkcs12",
        "text/plain, APPLICATION/PKCS12;q=0.2, */*"
      })
  void acceptNamesItAboveAnythingElse(String accept) {
    assertThat(pfx(ask("keys", "Accept: " + accept))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/pkcs12;q=0",
        "application/pkcs12, multipart/mixed",
        "application/pkcs12;q=zero",
        "no media type at all"
      })
  void everythingElseGetsTheTwoPartsOfRfc7030AndNever406(String accept) {
    KeyParts parts = KeyParts.of(ask("keys", "Accept: " + accept));
    assertThat(KeyParts.publicHalf(parts.plainKey()))
        .isEqualTo(parts.issued().getSubjectPublicKeyInfo());
  }

  @ParameterizedTest
  @CsvSource({"keys", "modern", "old"})
  void aLabelHasItsMac(String label) throws Exception {
    byte[] pfx = pfx(ask(label, "Accept: application/pkcs12"));
    ASN1ObjectIdentifier mac =
        Pfx.getInstance(pfx).getMacData().getMac().getAlgorithmId().getAlgorithm();
    assertThat(mac)
        .isEqualTo(
            switch (label) {
              case "modern" -> PKCSObjectIdentifiers.id_PBMAC1;
              case "old" -> OIWObjectIdentifiers.idSHA1;
              default -> NISTObjectIdentifiers.id_sha256;
            });
    try (Pkcs12File file = Pkcs12File.read(pfx, Secret.of(PASSWORD), Pkcs12Limits.STANDARD)) {
      assertThat(file.certificates()).hasSize(label.equals("old") ? 3 : 1);
    }
  }

  @Test
  @Requirement("R8295-8.3.2-2")
  void whoHasNoPasswordIsRefused() {
    HttpReply reply =
        est.post(
            "/.well-known/est/modern/serverkeygen",
            KeyWishes.wish(KeyWishes.of("device-2", KeyAlgorithm.P256)),
            RawClient.basic("device-2", est.oneTimePassword("device-2", "modern")));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(reply.text()).contains("no password for PKCS#12 is registered");
  }
}
