package org.bequest.server.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.KeyParts;
import org.bequest.server.support.KeyWishes;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.Registered;
import org.bequest.server.support.TestEst;
import org.bequest.store.AuditLog;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protection that cannot be had is refused, and no key is made (security rule S-32). */
class KeyRefusalTest {
  private static final String DEVICE = "device-1";
  private static final byte[] ID = "key-7".getBytes(UTF_8);
  private static final byte[] OF_ANOTHER = "key-8".getBytes(UTF_8);
  private static final byte[] KEK = "sixteen octets!!".getBytes(UTF_8);

  private static @TempDir Path folder;
  private static ConfiguredEst est;
  private static Registered registered;

  private long issued;

  @BeforeAll
  static void start() throws Exception {
    est =
        new ConfiguredEst(
            folder,
            """
              keys:
                profile: device
                keygen:
                  offered: true
              required:
                profile: device
                keygen:
                  offered: true
                  protection: required
              matching:
                profile: device
                keygen:
                  offered: true
                  transport: matching
            """);
    registered = new Registered(est.deployment());
    registered.kek(DEVICE, ID, KEK);
    registered.kek("device-2", OF_ANOTHER, KEK);
    byte[] forSignatures = est.enrolled(DEVICE).certificate().getEncoded();
    registered.holder(DEVICE, "signs".getBytes(UTF_8), forSignatures);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  @BeforeEach
  void count() {
    issued = certificates();
  }

  private static long certificates() {
    return est.store().audit().after(0, 10_000).stream()
        .map(AuditLog.Numbered::entry)
        .filter(e -> e.action().equals("certificate.issue"))
        .count();
  }

  private static CsrBuilder request() {
    return KeyWishes.of(DEVICE, KeyAlgorithm.P256);
  }

  private static HttpReply ask(String label, CsrBuilder request) {
    return est.post(
        "/.well-known/est/" + label + "/serverkeygen",
        KeyWishes.wish(request),
        RawClient.basic(DEVICE, est.oneTimePassword(DEVICE, label)));
  }

  private void assertRefused(CsrBuilder request, String words) {
    assertRefused(ask("keys", request), words);
  }

  private void assertRefused(HttpReply reply, String words) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text()).contains(words);
    assertThat(certificates()).isEqualTo(issued);
  }

  @Test
  @Requirement({"R7030-4.4.1.1-2", "R7030-4.4.1.2-2", "S-32"})
  void anUnknownKeyIsNobodys() {
    byte[] unknown = "key-9".getBytes(UTF_8);
    String words = "no key of this identifier is registered for this device";
    assertRefused(KeyWishes.symmetric(request(), unknown), words);
    assertRefused(KeyWishes.asymmetric(request(), unknown), words);
    assertRefused(KeyWishes.asymmetric(request(), ID), words);
  }

  @Test
  @Requirement("S-31")
  void theKeyOfAnotherDeviceIsAsUnknownAsOneThatIsNotThere() {
    assertRefused(
        KeyWishes.symmetric(request(), OF_ANOTHER),
        "no key of this identifier is registered for this device");
  }

  @Test
  @Requirement("R7030-4.4.1.2-3")
  void aCertificateForSignaturesOnlyIsNotEncryptedTo() {
    assertRefused(
        KeyWishes.asymmetric(request(), "signs".getBytes(UTF_8)),
        "neither key transport nor key agreement");
  }

  @Test
  @Requirement({"S-32", "S-33"})
  void algorithmsThatTheClientDoesNotHaveAreNotTaken() {
    CsrBuilder longWrap =
        KeyWishes.able(
            KeyWishes.symmetric(request(), ID),
            NISTObjectIdentifiers.id_aes256_wrap,
            NISTObjectIdentifiers.id_aes256_CBC);
    assertRefused(longWrap, "none of the key wraps in smimeCapabilities is for a key of 128 bits");
    registered.kek(DEVICE, "long".getBytes(UTF_8), new byte[32]);
    CsrBuilder weakCipher =
        KeyWishes.able(
            KeyWishes.symmetric(request(), "long".getBytes(UTF_8)),
            NISTObjectIdentifiers.id_aes256_wrap,
            NISTObjectIdentifiers.id_aes128_CBC);
    assertRefused(weakCipher, "no cipher in smimeCapabilities is as strong");
  }

  @Test
  @Requirement("S-32")
  void whoAsksForTwoKeysOrForAnUnknownFormGetsNone() {
    assertRefused(KeyWishes.asymmetric(KeyWishes.symmetric(request(), ID), ID), "two keys named");
    assertRefused(
        KeyWishes.symmetric(request(), ID).attribute(CmsOids.CONTENT_TYPE, CmsOids.DIGESTED_DATA),
        "no key leaves in content of type 1.2.840.113549.1.7.5");
  }

  @Test
  @Requirement("S-32")
  void anEncryptedPackageWithoutAKeyToEncryptItToIsNoPlainKey() {
    assertRefused(
        request().attribute(CmsOids.CONTENT_TYPE, CmsOids.ENCRYPTED_KEY_PACKAGE),
        "name the key to encrypt it to");
  }

  @Test
  @Requirement({"R7030-4.4.1-3", "S-32"})
  void aLabelCanDemandProtection() {
    assertRefused(ask("required", request()), "no key leaves in the clear here");
    HttpReply reply = ask("required", KeyWishes.symmetric(request(), ID));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  @Test
  @Requirement("S-32")
  void aPasswordThatIsNotThereIsNotReplacedByNone() {
    HttpReply reply =
        est.post(
            "/.well-known/est/keys/serverkeygen",
            KeyWishes.wish(request()),
            RawClient.basic(DEVICE, est.oneTimePassword(DEVICE, "keys")),
            "Accept: application/pkcs12");
    assertRefused(reply, "no password for PKCS#12 is registered for this device");
  }

  @Test
  @Requirement("R7030-4.4-3")
  void aLabelCanDemandACipherAsStrongAsTheKey() {
    HttpReply weak = ask("matching", KeyWishes.of(DEVICE, KeyAlgorithm.P384));
    assertThat(weak.status()).isEqualTo(403);
    assertThat(weak.text())
        .contains("a p384 key leaves over a cipher of 192 bits or more")
        .contains("TLS_AES_128_GCM_SHA256");
    assertThat(certificates()).isEqualTo(issued);
    try (RawClient client =
        RawClient.connectBy(est.deployment().est().port(), "TLS_AES_256_GCM_SHA384")) {
      HttpReply reply =
          client.post(
              "/.well-known/est/matching/serverkeygen",
              TestEst.body(KeyWishes.wish(KeyWishes.of(DEVICE, KeyAlgorithm.P384))),
              RawClient.basic(DEVICE, est.oneTimePassword(DEVICE, "matching")));
      assertThat(KeyParts.of(reply).issued().getSubject()).hasToString("CN=" + DEVICE);
    }
  }
}
