package org.bequest.server.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bequest.conformance.Requirement;
import org.bequest.server.support.ConfiguredEst;
import org.bequest.server.support.KeyServer;
import org.bequest.server.support.SteppingClock;
import org.bequest.server.support.TokenMaker;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySetTest {
  private static final JWSHeader K1 = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build();
  private static final JWSHeader K2 = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k2").build();

  private final SteppingClock clock = new SteppingClock();
  private final TokenMaker one = new TokenMaker("k1");
  private final AtomicInteger reads = new AtomicInteger();

  private KeySet counting(KeySource source) {
    KeySource counted =
        () -> {
          reads.incrementAndGet();
          return source.read();
        };
    return new KeySet(counted, Duration.ofMinutes(10), clock);
  }

  @Test
  void keysAreFetchedOnceUntilTheyAreOld() {
    KeySet keys = counting(() -> TokenMaker.keySet(one));
    for (int i = 0; i < 100; i++) {
      assertThat(keys.candidates(K1).orElseThrow()).hasSize(1);
    }
    assertThat(reads).hasValue(1);
    clock.step(Duration.ofMinutes(11));
    keys.candidates(K1);
    assertThat(reads).hasValue(2);
  }

  @Test
  void strangersCannotHaveThemFetchedOftenerThanTwiceAMinute() {
    KeySet keys = counting(() -> TokenMaker.keySet(one));
    for (int i = 0; i < 100; i++) {
      assertThat(keys.candidates(K2).orElseThrow()).isEmpty();
    }
    assertThat(reads).hasValue(1);
    clock.step(Duration.ofSeconds(31));
    keys.candidates(K2);
    keys.candidates(K2);
    assertThat(reads).hasValue(2);
  }

  @Test
  void whileThereIsNothingToFetchOldKeysCountForADay() {
    var broken = new AtomicBoolean();
    KeySet keys =
        counting(() -> {
          if (broken.get()) {
            throw new IOException("gone");
          }
          return TokenMaker.keySet(one);
        });
    assertThat(keys.candidates(K1)).isPresent();
    broken.set(true);
    clock.step(Duration.ofHours(23));
    assertThat(keys.candidates(K1).orElseThrow()).hasSize(1);
    clock.step(Duration.ofHours(2));
    assertThat(keys.candidates(K1)).isEmpty();
    broken.set(false);
    clock.step(Duration.ofMinutes(1));
    assertThat(keys.candidates(K1)).isPresent();
  }

  @Test
  void weakKeysAndKeysForEncryptionDoNotCount() throws Exception {
    var weak = new RSAKeyGenerator(1024, true).keyID("k1").generate();
    var encrypting = new RSAKeyGenerator(2048).keyID("k1").keyUse(KeyUse.ENCRYPTION).generate();
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build();
    for (var key : List.of(weak, encrypting)) {
      KeySet keys = counting(() -> new JWKSet(key.toPublicJWK()).toString());
      assertThat(keys.candidates(header).orElseThrow()).isEmpty();
    }
  }

  private static String pem(KeyServer server) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(server.certificate());
    }
    return text.toString();
  }

  @Test
  void keysComeOverHttpsFromAServerThatIsTrusted(@TempDir Path folder) throws IOException {
    try (var server = new KeyServer()) {
      server.serves(TokenMaker.keySet(one));
      Files.writeString(folder.resolve("issuer.pem"), pem(server));
      assertThat(statusWith(folder, server, "    ca: [../issuer.pem]\n")).isEqualTo(200);
      assertThat(server.requests()).isEqualTo(1);
    }
    try (var stranger = new KeyServer()) {
      stranger.serves(TokenMaker.keySet(one));
      assertThat(statusWith(folder.resolve("other"), stranger, "")).isEqualTo(503);
      assertThat(stranger.requests()).isZero();
    }
  }

  /** Of an enrolment with a good token, through a configured server. */
  private int statusWith(Path folder, KeyServer server, String ca) {
    String tokens =
        "tokens:\n  cloud:\n    issuer: https://issuer.example\n    audience: [est]\n    jwks: "
            + server.url()
            + "\n"
            + ca;
    String label =
        """
        authenticators: [bearer]
            names:
              grants: ["CN=${token.sub}"]\
        """;
    try (var est = ConfiguredEst.start(folder, clock, label, tokens)) {
      String token = one.token(TokenMaker.claims(clock.instant(), "device-1").build());
      return est.enroll("device-1", "Authorization: Bearer " + token).status();
    }
  }

  @Test
  @Requirement("S-55")
  void noRedirectIsFollowedAndNoFloodIsRead(@TempDir Path folder) throws Exception {
    try (var server = new KeyServer();
        var elsewhere = new KeyServer()) {
      Files.writeString(folder.resolve("issuer.pem"), pem(server) + pem(elsewhere));
      server.redirectsTo(elsewhere.url());
      assertThat(statusWith(folder, server, "    ca: [../issuer.pem]\n")).isEqualTo(503);
      assertThat(server.requests()).isEqualTo(1);
      assertThat(elsewhere.requests()).isZero();
      elsewhere.serves(" ".repeat(KeySource.LARGEST + 1) + TokenMaker.keySet(one));
      Path other = Files.createDirectory(folder.resolve("other"));
      Files.copy(folder.resolve("issuer.pem"), other.resolve("issuer.pem"));
      assertThat(statusWith(other, elsewhere, "    ca: [../issuer.pem]\n")).isEqualTo(503);
    }
  }

  @Test
  void aFileThatIsTooLargeIsNotRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("keys.json"), " ".repeat(KeySource.LARGEST + 1));
    assertThatThrownBy(() -> new KeyFile(file).read()).isInstanceOf(IOException.class);
  }
}
