package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bequest.client.trust.AnchorFile;
import org.bequest.client.trust.Fingerprint;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A whole roll-over by its commands, on a served deployment, seen by devices of the old and of the
 * new root, by OpenSSL and by curl.
 */
class RolloverCommandsTest {
  @TempDir Path folder;
  private ServedDeployment served;
  private Path oldRoot;

  @BeforeEach
  void serve() throws IOException {
    served = ServedDeployment.in(folder.resolve("data"));
    oldRoot = Files.copy(served.directory().resolve("ca/root.pem"), folder.resolve("old.pem"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @Requirement({"R7030-4.1.3-4", "R7030-4.1.3-5", "R7030-4.1.3-6", "R7030-4.1.3-12"})
  void issuingGoesOnThroughARollOverForDevicesOfTheOldRootAndOfTheNewOne() throws Exception {
    enrolled("before", oldRoot);
    ok("ca", "rollover", "start");
    Path newRoot = newRoot();
    for (Path root : List.of(oldRoot, newRoot)) {
      seenByOthers(root);
      assertThat(issuer(enrolled("during-" + root.getFileName(), root)))
          .isEqualTo("CN=Bequest Issuing CA");
    }
    ok("ca", "rollover", "activate");
    for (Path root : List.of(oldRoot, newRoot)) {
      seenByOthers(root);
      Path device = enrolled("after-" + root.getFileName(), root);
      assertThat(issuer(device)).isEqualTo("CN=Bequest Issuing CA G2");
      verified(device, root);
      verified(folder.resolve("before.pem"), root);
    }
    Path before = renewed("before", oldRoot);
    assertThat(issuer(before)).isEqualTo("CN=Bequest Issuing CA G2");
    assertThat(roles()).containsExactly("old", "current");
    assertThat(device("crls", "--ca", oldRoot.toString(), "--json").json()).hasSize(2);
  }

  @Test
  @Requirement({"R7030-4.1.3-6", "R7030-4.1.3-7", "R7030-4.1.3-9", "R7030-4.1.3-13"})
  void aDeviceOfTheOldRootLearnsTheNewOneAndOutlivesTheRetirement() throws Exception {
    Path anchors = Files.copy(oldRoot, folder.resolve("anchors.pem"));
    enrolled("early", anchors);
    assertThat(device("cacerts", "--ca", anchors.toString(), "--if-due").exitCode()).isEqualTo(9);
    ok("ca", "rollover", "start");
    Path bag = folder.resolve("bag.pem");
    assertThat(
            device("cacerts", "--ca", anchors.toString(), "--update", "--out", bag.toString())
                .exitCode())
        .isZero();
    assertThat(AnchorFile.read(anchors).explicit())
        .containsExactly(certificate(newRoot()), certificate(oldRoot));
    assertThat(certificates(bag)).hasSize(6);
    ok("ca", "rollover", "activate");
    ok("operator", "renew");
    ok("ca", "rollover", "retire", "--force");

    assertThat(device("cacerts", "--ca", anchors.toString()).exitCode()).isZero();
    assertThat(issuer(enrolled("late", anchors))).isEqualTo("CN=Bequest Issuing CA G2");
    assertThat(renewal("early", anchors).exitCode())
        .as("of a key that counts no more")
        .isEqualTo(4);
    assertThat(openssl(oldRoot).status()).isNotZero();
    seenByOthers(anchors);
  }

  @Test
  @Requirement({"R7030-3.3.1-6", "R7030-3.6-2", "R7030-4.1.3-9", "R7030-3.1-7", "R5272-4.1-5"})
  void aDeviceThatWasAwayAllTheTimeComesBackOnlyByAFingerprint() throws Exception {
    ok("ca", "rollover", "start");
    ok("ca", "rollover", "activate");
    ok("operator", "renew");
    ok("ca", "rollover", "retire", "--force");
    String fingerprint =
        Fingerprint.of(certificate(served.directory().resolve("ca/root.pem"))).toString();

    CommandRun alone = device("cacerts", "--ca", oldRoot.toString(), "--update");
    assertThat(alone.exitCode()).isEqualTo(7);
    assertThat(certificates(oldRoot)).hasSize(1);
    assertThat(
            device(
                    "cacerts",
                    "--ca",
                    oldRoot.toString(),
                    "--fingerprint",
                    "00".repeat(32),
                    "--update")
                .exitCode())
        .isEqualTo(7);
    assertThat(certificates(oldRoot)).hasSize(1);
    assertThat(
            device("cacerts", "--ca", oldRoot.toString(), "--fingerprint", fingerprint, "--update")
                .exitCode())
        .isZero();
    assertThat(Fingerprint.of(certificates(oldRoot).getFirst())).hasToString(fingerprint);
    assertThat(issuer(enrolled("back", oldRoot))).isEqualTo("CN=Bequest Issuing CA G2");
  }

  @Test
  void theStateOutlivesARestartAndTheServersCertificateFollowsItsAuthority() throws Exception {
    ok("ca", "rollover", "start");
    ok("ca", "rollover", "activate");
    served = served.restarted();
    assertThat(roles()).containsExactly("old", "current");
    assertThat(openssl(oldRoot).output()).contains("issuer=CN = Bequest Issuing CA G2");
    assertThat(certificates(served.directory().resolve("ca/root.pem"))).hasSize(2);
  }

  @Test
  void stepsThatMakeNoSenseAreRefusedWithAReasonAndRepeatedStepsAreNothingToDo() throws Exception {
    enrolled("pump", oldRoot);
    assertThat(command("ca", "rollover", "activate").err())
        .contains("no roll-over has been started");
    assertThat(command("ca", "rollover", "activate").exitCode()).isEqualTo(5);
    assertThat(command("ca", "rollover", "retire").exitCode()).isEqualTo(9);
    ok("ca", "rollover", "start");
    assertThat(command("ca", "rollover", "start").exitCode()).isEqualTo(9);
    ok("ca", "rollover", "activate");
    assertThat(command("ca", "rollover", "activate").exitCode()).isEqualTo(9);
    CommandRun refused = command("ca", "rollover", "retire");
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.err()).contains("certificates under the old key are in use: 2");
    assertThat(command("audit", "list", "--json").out())
        .contains("ca.rollover.start", "ca.rollover.activate", "operator:admin");
  }

  @Test
  void aPlanSaysWhatWouldBeMadeAndWhen() {
    JsonNode plan = ok("ca", "rollover", "plan", "--json").json().getFirst();
    assertThat(plan.get("key").asInt()).isEqualTo(2);
    assertThat(plan.get("items")).hasSize(4);
    assertThat(plan.get("rootKeyFile").asString()).isEqualTo("root.p12");
    assertThat(plan.get("startBy").asString()).isLessThan(plan.get("activateBy").asString());
    assertThat(
            ok("ca", "rollover", "plan", "--issuing-only", "--json").json().getFirst().get("items"))
        .hasSize(1);
    assertThat(ok("ca", "rollover", "plan").out())
        .contains("activate  by ", "CN=Bequest Issuing CA G2");
  }

  @Test
  void aRootKeyThatWasMovedAwayIsHandedOverInAFile() throws Exception {
    Path safe = folder.resolve("safe.p12");
    Files.move(served.directory().resolve("ca/root.p12"), safe);
    CommandRun refused = command("ca", "rollover", "start");
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.err()).contains("was moved away", "--root-key");
    assertThat(ok("ca", "rollover", "plan").out()).contains("give --root-key");
    ok(
        "ca",
        "rollover",
        "start",
        "--root-key",
        safe.toString(),
        "--root-password-file",
        served.file("secrets/ca-password"));
    assertThat(roles()).containsExactly("current", "next");
    String password = Files.readString(served.directory().resolve("secrets/ca-password")).strip();
    assertThat(command("audit", "list", "--json").out()).doesNotContain(password);
  }

  private List<String> roles() {
    return ok("ca", "rollover", "status", "--json").json().stream()
        .map(k -> k.get("role").asString())
        .toList();
  }

  /** The root of the newest key, in a file of its own. */
  private Path newRoot() throws IOException {
    String newest =
        ok("ca", "rollover", "status", "--json").json().getLast().get("rootSha256").asString();
    String pem =
        ok("ca", "show", "--json").json().stream()
            .filter(c -> c.has("pem") && c.get("sha256").asString().equals(newest))
            .findFirst()
            .orElseThrow()
            .get("pem")
            .asString();
    return Files.writeString(folder.resolve("new.pem"), pem);
  }

  private CommandRun command(String... arguments) {
    return CommandRun.of(
        Stream.concat(Arrays.stream(arguments), Stream.of("--dir", served.directory().toString()))
            .toArray(String[]::new));
  }

  private CommandRun ok(String... arguments) {
    CommandRun run = command(arguments);
    assertThat(run.exitCode()).as("%s%n%s", List.of(arguments), run.err()).isZero();
    return run;
  }

  private CommandRun device(String... arguments) {
    return CommandRun.of(
        Stream.concat(Arrays.stream(arguments), Stream.of("--url", served.url()))
            .toArray(String[]::new));
  }

  private Path enrolled(String name, Path anchors) throws IOException {
    String password =
        ok("otp", "create", "--name", name, "--json").json().getFirst().get("password").asString();
    Path otp = Files.writeString(folder.resolve("otp"), password + "\n");
    Path out = folder.resolve(name + ".pem");
    CommandRun run =
        device(
            "enroll",
            "--ca",
            anchors.toString(),
            "--user",
            name,
            "--otp-file",
            otp.toString(),
            "--subject",
            "CN=" + name,
            "--out-key",
            folder.resolve(name + ".key").toString(),
            "--out-cert",
            out.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return out;
  }

  private Path renewed(String name, Path anchors) {
    CommandRun run = renewal(name, anchors);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return folder.resolve(name + ".pem");
  }

  private CommandRun renewal(String name, Path anchors) {
    return device(
        "reenroll",
        "--ca",
        anchors.toString(),
        "--cert",
        folder.resolve(name + ".pem").toString(),
        "--key",
        folder.resolve(name + ".key").toString());
  }

  private void seenByOthers(Path root) throws Exception {
    Ran openssl = openssl(root);
    assertThat(openssl.status()).as(openssl.output()).isZero();
    assertThat(openssl.output()).contains("Verify return code: 0 (ok)");
    Ran curl =
        run(
            "curl",
            "-sS",
            "--cacert",
            root.toString(),
            "-o",
            "/dev/null",
            "-w",
            "%{http_code}",
            served.url() + "/.well-known/est/cacerts");
    assertThat(curl.output()).isEqualTo("200");
  }

  private Ran openssl(Path root) throws Exception {
    return run(
        "openssl",
        "s_client",
        "-connect",
        served.url().replace("https://", ""),
        "-verify_return_error",
        "-CAfile",
        root.toString());
  }

  /**
   * With nothing but what /cacerts serves. OpenSSL does not turn back from a self-signed
   * certificate that it does not trust, so it gets what the store has beside the roots.
   */
  private void verified(Path device, Path root) throws Exception {
    Path store = folder.resolve("store");
    device("cacerts", "--ca", root.toString(), "--store", store.toString());
    Path bag = store.resolve("intermediates.pem");
    Ran verify =
        run(
            "openssl",
            "verify",
            "-CAfile",
            root.toString(),
            "-untrusted",
            bag.toString(),
            device.toString());
    assertThat(verify.output()).isEqualTo(device + ": OK\n");
  }

  private record Ran(int status, String output) {}

  private static Ran run(String... command) throws Exception {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .anyMatch(d -> Files.isExecutable(Path.of(d, command[0]))),
        command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), output);
  }

  private static String issuer(Path device) throws Exception {
    return certificate(device).getIssuerX500Principal().getName();
  }

  private static X509Certificate certificate(Path file) throws IOException, MalformedException {
    return certificates(file).getFirst();
  }

  private static List<X509Certificate> certificates(Path file)
      throws IOException, MalformedException {
    return new ArrayList<>(CertificatePem.decode(Files.readAllBytes(file)));
  }
}
