package org.bequest.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.server.support.ConfiguredEst;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.SteppingClock;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One-time passwords inside certification requests (RFC 7894). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Requirement("S-17")
class OtpInRequestTest {
  private final SteppingClock clock = new SteppingClock();
  private ConfiguredEst est;

  @BeforeAll
  void start(@TempDir Path folder) {
    est =
        ConfiguredEst.start(
            folder,
            clock,
            """
            authenticators: [client-certificate, one-time-password, basic]
                one-time-passwords:
                  in: [basic, otp-challenge]\
            """,
            "");
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private static Csr csr(String device, KeyPair keys, String code) {
    return TestKeys.sign(TestKeys.builder("CN=" + device, keys).otpChallenge(code), keys);
  }

  private static Csr csr(String device, String code) {
    return csr(device, TestKeys.p256(), code);
  }

  @Test
  @Requirement({"S-18", "R7894-3-1"})
  void aPasswordInTheRequestIsEnoughAndIsSpent() {
    String code = est.oneTimePassword("device-1");
    assertThat(est.enroll(csr("device-1", code)).status()).isEqualTo(200);
    assertThat(est.lastIdentity()).isEqualTo("otp:device-1");
    assertThat(est.enroll(csr("device-1", code)).status()).isEqualTo(401);
  }

  @Test
  @Requirement("R7894-3-2")
  void bothStringTypesAreRead() {
    String code = est.oneTimePassword("device-2");
    KeyPair keys = TestKeys.p256();
    CsrBuilder builder =
        TestKeys.builder("CN=device-2", keys)
            .attribute(EstOids.OTP_CHALLENGE, new DERUTF8String(code));
    assertThat(est.enroll(TestKeys.sign(builder, keys)).status()).isEqualTo(200);
  }

  @Test
  @Requirement("S-18")
  void whoHasNothingIsChallengedAfterTheBodyAndLearnsNothingOfIt() {
    HttpReply none = est.enroll("device-1");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.body()).isEmpty();
    assertThat(none.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
    try (RawClient client = est.client()) {
      HttpReply garbage = client.post(ConfiguredEst.ENROLL, new byte[] {'!', '!', '!'});
      assertThat(garbage.status()).isEqualTo(401);
      HttpReply large =
          client.exchange(
              RawClient.head(
                  "POST",
                  ConfiguredEst.ENROLL,
                  "Content-Type: application/pkcs10",
                  "Content-Length: 70000"),
              new byte[0]);
      assertThat(large.status()).isEqualTo(413);
    }
  }

  @Test
  void aPasswordCountsForItsDeviceOnlyAndExpires() {
    assertThat(est.enroll(csr("device-4", est.oneTimePassword("device-3"))).status())
        .isBetween(400, 403);
    String code = est.oneTimePassword("device-5");
    clock.step(Duration.ofHours(2));
    assertThat(est.enroll(csr("device-5", code)).status()).isEqualTo(401);
  }

  @Test
  void aHundredRequestsAtOnceGetOneCertificate() {
    String code = est.oneTimePassword("device-race");
    List<Csr> requests = IntStream.range(0, 100).mapToObj(_ -> csr("device-race", code)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
      List<CompletableFuture<Integer>> replies =
          requests.stream()
              .map(r -> CompletableFuture.supplyAsync(() -> est.enroll(r).status(), threads))
              .toList();
      List<Integer> statuses = replies.stream().map(CompletableFuture::join).toList();
      assertThat(statuses).filteredOn(s -> s == 200).hasSize(1);
      assertThat(statuses).filteredOn(s -> s != 200).allMatch(s -> s == 401 || s == 403);
    }
  }

  private HttpReply reenroll(TlsIdentity device, Csr csr) {
    try (RawClient client = est.client(device)) {
      return client.post(ConfiguredEst.REENROLL, TestEst.body(csr));
    }
  }

  @Test
  @Requirement("R7894-4-5")
  void besideACertificateThePasswordMustBeRightTooAndIsSpentWithIt() {
    TlsIdentity device =
        est.enrolled("device-6", RawClient.basic("", est.oneTimePassword("device-6")));
    assertThat(reenroll(device, csr("device-6", "K7PX4-09QRS-WRONG-WRONG-WRONG-WRONG")).status())
        .isEqualTo(401);
    assertThat(reenroll(device, csr("device-6", est.oneTimePassword("device-other"))).status())
        .isEqualTo(401);
    String code = est.oneTimePassword("device-6");
    assertThat(reenroll(device, csr("device-6", code)).status()).isEqualTo(200);
    assertThat(est.lastIdentity()).startsWith("cert:").endsWith("&otp:device-6");
    assertThat(reenroll(device, csr("device-6", code)).status()).isEqualTo(401);
    assertThat(reenroll(device, TestKeys.csr("CN=device-6", TestKeys.p256())).status())
        .isEqualTo(200);
  }

  @Test
  @Requirement("R7894-4-5")
  void twoDifferentPasswordsAreOneTooMany() {
    String one = est.oneTimePassword("device-7");
    String other = est.oneTimePassword("device-7");
    long unspent = est.unspentPasswords();
    HttpReply both = est.enroll(csr("device-7", one), RawClient.basic("device-7", other));
    assertThat(both.status()).isEqualTo(401);
    assertThat(est.unspentPasswords()).isEqualTo(unspent);
    HttpReply same = est.enroll(csr("device-7", one), RawClient.basic("device-7", one));
    assertThat(same.status()).isEqualTo(200);
  }

  @Test
  @Requirement({"R7894-4-1", "R7030-4.5.2-1"})
  void csrattrsSayThatThePasswordBelongsIntoTheRequest() {
    assertThat(named(est)).containsExactly(EstOids.OTP_CHALLENGE);
  }

  private static Set<ASN1ObjectIdentifier> named(ConfiguredEst est) {
    try (RawClient client = est.client()) {
      HttpReply reply = client.get(ConfiguredEst.CSRATTRS);
      return CsrAttributes.decode(
              Base64Body.decode(reply.body(), BodyContent.CSR_ATTRIBUTES).value())
          .demands()
          .named();
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPasswordAsChallengePasswordIsNoBindingWhereTheLabelSaysSo(@TempDir Path folder) {
    try (var scep =
        ConfiguredEst.start(
            folder,
            clock,
            """
            authenticators: [client-certificate, one-time-password]
                one-time-passwords:
                  in: [challenge-password]\
            """,
            "")) {
      KeyPair keys = TestKeys.p256();
      CsrBuilder plain =
          TestKeys.builder("CN=device-8", keys).challengePassword(scep.oneTimePassword("device-8"));
      assertThat(scep.enroll(TestKeys.sign(plain, keys)).status()).isEqualTo(200);
      HttpReply inTheHead =
          scep.enroll("device-8", RawClient.basic("", scep.oneTimePassword("device-8")));
      assertThat(inTheHead.status()).isEqualTo(403);
      assertThat(inTheHead.headers("WWW-Authenticate")).isEmpty();
    }
  }

  /** The reason for RFC 7894: a password and a binding in one request. */
  @Test
  @Requirement({"R7894-4-5", "R7894-4-1"})
  void linkingThenGoesThroughItsOwnAttribute(@TempDir Path folder) {
    try (var linked =
        ConfiguredEst.start(
            folder,
            clock,
            """
            authenticators: [one-time-password]
                linking: required
                one-time-passwords:
                  in: [challenge-password, otp-challenge]\
            """,
            "")) {
      assertThat(named(linked))
          .containsExactlyInAnyOrder(EstOids.EST_IDENTITY_LINKING, EstOids.OTP_CHALLENGE);
      assertThat(statusOfLinked(linked, "")).isEqualTo(200);
      assertThat(statusOfLinked(linked, "AAAA")).isEqualTo(400);
    }
  }

  private static int statusOfLinked(ConfiguredEst est, String wrongBinding) {
    KeyPair keys = TestKeys.p256();
    try (RawClient client = est.client()) {
      String binding = wrongBinding.isEmpty() ? client.binding().base64() : wrongBinding;
      CsrBuilder builder =
          TestKeys.builder("CN=device-9", keys)
              .challengePassword(est.oneTimePassword("device-9"))
              .estIdentityLinking(binding);
      return client.post(ConfiguredEst.ENROLL, TestEst.body(TestKeys.sign(builder, keys))).status();
    }
  }
}
