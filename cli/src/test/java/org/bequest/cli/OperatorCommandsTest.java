package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OperatorCommandsTest {
  @TempDir static Path shared;
  private static ServedDeployment served;

  @TempDir Path folder;

  @BeforeAll
  static void serve() throws IOException {
    served = ServedDeployment.in(shared.resolve("data"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void aDeviceEnrolsWithAPasswordAndItsCertificateIsShownAndRevoked() {
    CommandRun enrolled = enrol("device-7");
    assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
    String serial = enrolled.json().getFirst().get("serial").asString();

    JsonNode listed = operator("cert", "list", "--subject", "device-7").json().getFirst();
    assertThat(listed.get("serial").asString()).isEqualTo(serial);
    assertThat(listed.get("subject").asString()).isEqualTo("CN=device-7");
    String pem = folder.resolve("shown.pem").toString();
    assertThat(operator("cert", "show", serial, "--out", pem).exitCode()).isZero();
    assertThat(Path.of(pem)).content().startsWith("-----BEGIN CERTIFICATE-----");

    JsonNode revoked =
        operator("cert", "revoke", serial, "--reason", "keyCompromise").json().getFirst();
    assertThat(revoked.get("reason").asString()).isEqualTo("keyCompromise");
    JsonNode published = operator("crl", "publish").json().getFirst();
    assertThat(published.get("number").asLong()).isPositive();
    JsonNode list =
        CommandRun.of("crls", "--json", "--url", served.url(), "--ca", root()).json().getFirst();
    assertThat(list.get("revoked").asInt()).isEqualTo(1);
  }

  @Test
  void aPasswordIsListedWithoutItselfAndCanBeWithdrawnOnce() {
    JsonNode made = operator("otp", "create", "--name", "device-8").json().getFirst();
    String id = made.get("id").asString();
    String password = made.get("password").asString();

    CommandRun list = operator("otp", "list");
    assertThat(list.out()).contains(id).doesNotContain(password);
    assertThat(operator("otp", "withdraw", id).exitCode()).isZero();
    CommandRun again = operator("otp", "withdraw", id);
    assertThat(again.exitCode()).isEqualTo(5);
    assertThat(again.err()).contains(id, "request ");
  }

  @Test
  void aPasswordInAFileIsNotShownAndIsForItsOwnerOnly() throws IOException {
    Path file = folder.resolve("otp.txt");

    CommandRun run = operator("otp", "create", "--name", "device-9", "--out", file.toString());

    assertThat(run.out() + run.err()).doesNotContain(Files.readString(file).strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void usersArePutListedAndDeleted() throws IOException {
    String password = file("password", "correct horse");
    CommandRun put =
        operator("user", "put", "plant7", "--password-file", password, "--grant", "CN=pump-*");
    assertThat(put.json().getFirst().get("grants").get(0).asString()).isEqualTo("CN=pump-*");

    assertThat(operator("user", "list").out()).contains("plant7").doesNotContain("correct horse");
    assertThat(operator("user", "delete", "plant7").exitCode()).isZero();
    assertThat(operator("user", "delete", "plant7").exitCode()).isEqualTo(5);
  }

  @Test
  void usersAreAddedOnceShownAndGetOtherPasswords() throws IOException {
    String password = file("password", "correct horse");
    String[] add = {
      "user", "add", "web", "--password-file", password, "--grant", "CN=web", "--digest"
    };
    assertThat(operator(add).json().getFirst().get("digest").asBoolean()).isTrue();
    CommandRun again = operator(add);
    assertThat(again.exitCode()).isEqualTo(5);
    assertThat(again.err()).contains("already");
    assertThat(operator("user", "show", "web").json().getFirst().get("grants").get(0).asString())
        .isEqualTo("CN=web");
    String other = file("other", "another horse");
    assertThat(operator("user", "password", "web", "--password-file", other).exitCode()).isZero();
    assertThat(operator("user", "remove", "web").exitCode()).isZero();
    assertThat(operator("user", "show", "web").exitCode()).isEqualTo(5);
  }

  @Test
  void aRefusalNamesTheReason() throws IOException {
    String password = file("short", "short");

    CommandRun run = operator("user", "put", "x", "--password-file", password, "--grant", "CN=x");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("8 characters");
  }

  @Test
  @Requirement("S-16")
  void theAuditLogIsWholeAndHoldsNoPassword() {
    JsonNode made = operator("otp", "create", "--name", "device-10").json().getFirst();

    CommandRun audit = operator("audit", "list");

    assertThat(audit.json()).isNotEmpty().allMatch(line -> line.has("hash"));
    assertThat(audit.out())
        .contains(made.get("id").asString(), "operator:admin")
        .doesNotContain(made.get("password").asString());
    long last = audit.json().getLast().get("number").asLong();
    assertThat(operator("audit", "list", "--after", Long.toString(last)).out()).isEmpty();
    assertThat(operator("audit", "verify").json().getFirst().get("whole").asBoolean()).isTrue();
  }

  @Test
  @Requirement("S-72")
  void aDeviceIsNoOperator() {
    assertThat(enrol("device-11").exitCode()).isZero();

    CommandRun run =
        operator(
            "otp",
            "list",
            "--operator-key",
            folder.resolve("device-11.key").toString(),
            "--operator-cert",
            folder.resolve("device-11.pem").toString());

    assertThat(run.exitCode()).isEqualTo(4);
  }

  @Test
  void anotherRootIsNotTrusted() throws IOException {
    ServedDeployment.made(folder.resolve("other"));

    CommandRun run =
        operator("otp", "list", "--ca", folder.resolve("other/ca/root.pem").toString());

    assertThat(run.exitCode()).isEqualTo(7);
  }

  @Test
  void aServerThatDoesNotRunIsANetworkFailure() {
    CommandRun run = operator("otp", "list", "--admin-url", "https://127.0.0.1:1");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("https://127.0.0.1:1", "Is the server running?");
  }

  @Test
  void aDirectoryWithoutAServerIsWrongUsage() {
    CommandRun run = CommandRun.of("otp", "list", "--dir", folder.resolve("nothing").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("nothing", "bequest init");
  }

  @Test
  void anOperatorThatIsNotThereIsALocalFailure() {
    CommandRun run = operator("otp", "list", "--operator", "nobody");

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.err()).contains("nobody.pem");
  }

  private CommandRun enrol(String name) {
    String otp = folder.resolve(name + ".otp").toString();
    operator("otp", "create", "--name", name, "--out", otp);
    return CommandRun.of(
        "enroll",
        "--json",
        "--url",
        served.url(),
        "--ca",
        root(),
        "--user",
        name,
        "--otp-file",
        otp,
        "--subject",
        "CN=" + name,
        "--out-key",
        folder.resolve(name + ".key").toString(),
        "--out-cert",
        folder.resolve(name + ".pem").toString());
  }

  private static CommandRun operator(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--json", "--dir", served.directory().toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static String root() {
    return served.file("ca/root.pem");
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content + "\n").toString();
  }
}
