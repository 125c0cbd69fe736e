package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every credential of HTTP from the command that makes it to the command that uses it. */
class AuthenticationCommandsTest {
  private static final String LABELS =
      """
        passwords:
          profile: device
          authenticators: [digest, basic]
        tokens:
          profile: device
          authenticators: [bearer]
          names:
            grants: ["CN=${token.sub}"]
        codes:
          profile: device
          authenticators: [client-certificate, one-time-password]
          one-time-passwords:
            in: [otp-challenge]
      tokens:
        cloud:
          issuer: https://issuer.example
          audience: [est]
          jwks: file:keys.json
      """;

  @TempDir static Path shared;
  private static ServedDeployment served;
  private static ECKey issuer;

  @TempDir Path folder;

  @BeforeAll
  static void serve() throws Exception {
    issuer = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    Path directory = shared.resolve("data");
    Path configuration = ServedDeployment.made(directory);
    Files.writeString(configuration, Files.readString(configuration) + LABELS);
    Files.writeString(directory.resolve("keys.json"), new JWKSet(issuer.toPublicJWK()).toString());
    served =
        new ServedDeployment(
            directory, RunningServer.start(Starting.settings(configuration), directory));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static CommandRun operator(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--json", "--dir", served.directory().toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private CommandRun enrol(String label, String name, String... credential) {
    List<String> all =
        new ArrayList<>(
            List.of("enroll", "--json", "--url", served.url(), "--ca", served.file("ca/root.pem")));
    all.addAll(List.of("--label", label, "--subject", "CN=" + name));
    all.addAll(List.of("--out-key", folder.resolve(name + ".key").toString()));
    all.addAll(List.of("--out-cert", folder.resolve(name + ".pem").toString()));
    all.addAll(List.of(credential));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content + "\n").toString();
  }

  private static String lastIdentity() {
    return operator("cert", "list").json().getFirst().get("identity").asString();
  }

  @Test
  @Requirement("R7030-3.2.3-5")
  void aPasswordIsSentAsTheServerAsks() throws IOException {
    String password = file("password", "correct horse");
    for (String user : List.of("dora", "bob")) {
      List<String> add =
          new ArrayList<>(List.of("user", "add", user, "--label", "passwords", "--grant", "CN=*"));
      add.addAll(List.of("--password-file", password));
      if (user.equals("dora")) {
        add.add("--digest");
      }
      assertThat(operator(add.toArray(String[]::new)).exitCode()).isZero();
    }
    CommandRun dora = enrol("passwords", "d-1", "--user", "dora", "--password-file", password);
    assertThat(dora.exitCode()).as(dora.err()).isZero();
    assertThat(lastIdentity()).isEqualTo("user:dora");
    // Digest is what the server prefers, and there is nothing of this user to compare with.
    CommandRun bob = enrol("passwords", "d-2", "--user", "bob", "--password-file", password);
    assertThat(bob.exitCode()).isEqualTo(4);
  }

  @Test
  void aTokenEnrolsWhomItNames() throws Exception {
    Instant now = Instant.now();
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
            new JWTClaimsSet.Builder()
                .issuer("https://issuer.example")
                .audience("est")
                .subject("t-1")
                .expirationTime(Date.from(now.plusSeconds(300)))
                .build());
    token.sign(new ECDSASigner(issuer));
    String file = file("token", token.serialize());
    CommandRun run = enrol("tokens", "t-1", "--token-file", file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(lastIdentity()).isEqualTo("token:cloud:t-1");
    assertThat(enrol("tokens", "t-2", "--token-file", file).exitCode()).isEqualTo(5);
  }

  /** RFC 7030 6: a code for the first time, and the certificate from then on. */
  @Test
  @Requirement({"R7894-4-3", "R7030-6-4"})
  void aCodeGoesIntoTheRequestWhereTheServerAsksForItThere() {
    String code = folder.resolve("code").toString();
    assertThat(
            operator("otp", "create", "--name", "c-1", "--label", "codes", "--out", code)
                .exitCode())
        .isZero();
    CommandRun first = enrol("codes", "c-1", "--otp-file", code);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(lastIdentity()).isEqualTo("otp:c-1");
    assertThat(enrol("codes", "c-2", "--otp-file", code).exitCode()).isEqualTo(4);
    CommandRun renewed =
        CommandRun.of(
            "reenroll",
            "--json",
            "--url",
            served.url(),
            "--label",
            "codes",
            "--ca",
            served.file("ca/root.pem"),
            "--cert",
            folder.resolve("c-1.pem").toString(),
            "--key",
            folder.resolve("c-1.key").toString());
    assertThat(renewed.exitCode()).as(renewed.err()).isZero();
    assertThat(lastIdentity()).startsWith("cert:");
  }

  @Test
  void oneCredentialIsEnough() throws IOException {
    String file = file("any", "abc");
    CommandRun run = enrol("codes", "c-3", "--otp-file", file, "--token-file", file);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("one of");
  }
}
