package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lets somebody have a certificate revoked later (RFC 7894 3.2). */
class RevocationChallengeTest {
  private static final String SECRET = "only the owner knows 4711";
  private static final String KEPT = "/.well-known/est/revocable/";

  @TempDir Path folder;
  private ConfiguredEst est;

  @BeforeEach
  void start() {
    est =
        new ConfiguredEst(
            folder,
            """
              revocable:
                profile: device
                authenticators: [basic]
                challenges:
                  revocation: true
            """);
  }

  @AfterEach
  void stop() {
    est.close();
  }

  private Optional<String> kept(String path) {
    KeyPair keys = TestKeys.p256();
    CsrBuilder builder = TestKeys.builder("CN=device-1", keys);
    builder.revocationChallenge(SECRET);
    try (RawClient client = est.client()) {
      HttpReply reply =
          client.post(path, TestEst.body(TestKeys.sign(builder, keys)), est.user("alice"));
      X509CertificateHolder issued = TestEst.certificate(reply);
      String issuer = est.deployment().parts().authority().key().issuer().id();
      return est.store().certificates().revocationChallenge(issuer, issued.getSerialNumber());
    }
  }

  @Test
  @Requirement({"S-16", "R7894-3-2"})
  void itsHashIsKeptWhereTheLabelAsksForItAndNowhereElse() {
    Optional<String> hash = kept(KEPT + "simpleenroll");
    assertThat(hash)
        .hasValueSatisfying(h -> {
          assertThat(PasswordHash.verify(Secret.of(SECRET), h)).isTrue();
          assertThat(PasswordHash.verify(Secret.of("another"), h)).isFalse();
        });
    assertThat(kept(TestEst.ENROLL)).isEmpty();
  }

  @Test
  @Requirement("S-16")
  void itStandsNowhereInClear() throws Exception {
    kept(KEPT + "simpleenroll");
    assertThat(est.store().audit().after(0, 1_000).toString()).doesNotContain(SECRET);
    StringBuilder database = new StringBuilder();
    for (String file : List.of("bequest.db", "bequest.db-wal")) {
      byte[] octets = Files.readAllBytes(folder.resolve("data").resolve(file));
      database.append(new String(octets, StandardCharsets.ISO_8859_1));
    }
    assertThat(database.indexOf("$argon2id$")).isPositive();
    assertThat(database.indexOf(SECRET)).isNegative();
  }

  @Test
  @Requirement("R7894-4-1")
  void itIsAskedForInEveryAnswerOfCsrattrs() throws Exception {
    try (RawClient client = est.client()) {
      HttpReply reply = client.get(KEPT + "csrattrs");
      byte[] der = Base64Body.decode(reply.body(), BodyContent.CSR_ATTRIBUTES).value();
      assertThat(CsrAttributes.decode(der).demands().names(EstOids.REVOCATION_CHALLENGE)).isTrue();
      assertThat(client.get("/.well-known/est/csrattrs").status()).isEqualTo(204);
    }
  }
}
