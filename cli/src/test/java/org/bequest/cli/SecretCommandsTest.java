package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.server.secret.SharedSecret;
import org.bequest.server.secret.Vault;
import org.bequest.store.SharedSecrets.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SecretCommandsTest {
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
  void aSecretThatIsMadeIsShownOnceAndFoundByItsReference() {
    CommandRun added = operator("add", "--kind", "cmc", "--identity", "device-7", "--id", "c7");
    assertThat(added.exitCode()).as(added.err()).isZero();
    String value = added.json().getFirst().get("value").asString();
    assertThat(value).hasSizeGreaterThan(30);
    assertThat(grants(added)).containsExactly("CN=device-7", "dns:device-7");

    try (SharedSecret found = vault().named(Kind.CMC, bytes("c7"), "").orElseThrow()) {
      assertThat(found.octets()).isEqualTo(bytes(value));
    }
    assertThat(operator("list").out()).contains("c7", "device-7").doesNotContain(value);
  }

  @Test
  @Requirement("S-16")
  void aSecretInAFileIsNotShownAndNowhereInTheDatabaseOrTheAudit() throws IOException {
    Path file = folder.resolve("secret.txt");
    CommandRun run =
        operator("add", "--kind", "package-password", "--identity", "d", "--out", file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    String value = Files.readString(file).strip();
    assertThat(run.out() + run.err()).doesNotContain(value);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(operator("list").out()).doesNotContain(value);
    assertThat(CommandRun.of("audit", "list", "--dir", served.directory().toString()).out())
        .contains("secret.add")
        .doesNotContain(value);
    for (String part : List.of("bequest.db", "bequest.db-wal")) {
      String content =
          Files.readString(served.directory().resolve(part), StandardCharsets.ISO_8859_1);
      assertThat(content).doesNotContain(value);
    }
  }

  @Test
  void aKeyIsGivenAsBase64OrAsHexadecimal() throws IOException {
    byte[] key = new byte[16];
    Arrays.fill(key, (byte) 0x5a);
    String base64 = file("kek.b64", Base64.getEncoder().encodeToString(key));
    String hexadecimal = file("kek.hex", "0x" + HexFormat.of().formatHex(key));
    assertThat(addKey("k1", base64).exitCode()).isZero();
    assertThat(addKey("k2", hexadecimal).exitCode()).isZero();
    for (String id : List.of("k1", "k2")) {
      try (SharedSecret found = vault().named(Kind.KEY_ENCRYPTION, bytes(id), "").orElseThrow()) {
        assertThat(found.octets()).isEqualTo(key);
      }
    }
    CommandRun odd = addKey("k3", file("odd", Base64.getEncoder().encodeToString(new byte[17])));
    assertThat(odd.exitCode()).isEqualTo(5);
    assertThat(odd.err()).contains("16, 24 or 32 octets");
  }

  @Test
  void aPublicKeyIsNamedByItsKeyIdentifierUnlessToldOtherwise() throws IOException {
    byte[] der = KeyAlgorithm.X25519.generate().getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(der));
    CommandRun added = holder(file("holder.pem", pem));
    assertThat(added.exitCode()).as(added.err()).isZero();
    JsonNode fields = added.json().getFirst();
    assertThat(fields.get("reference").asString()).hasSize(40);
    assertThat(fields.has("value")).isFalse();
    CommandRun named = holder(file("holder.der", pem), "--reference", "0xabcd");
    assertThat(named.json().getFirst().get("reference").asString()).isEqualTo("abcd");
    CommandRun broken = holder(file("broken.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n"));
    assertThat(broken.exitCode()).isEqualTo(8);
    assertThat(holder(file("no.der", "nothing")).exitCode()).isEqualTo(5);
  }

  @Test
  void aSecretIsAddedOnceAndRemovedOnce() {
    String[] add = {"add", "--kind", "cmc", "--identity", "device-8", "--id", "c8"};
    assertThat(operator(add).exitCode()).isZero();
    CommandRun again = operator(add);
    assertThat(again.exitCode()).isEqualTo(5);
    assertThat(again.err()).contains("has this id or reference already");
    assertThat(operator("remove", "c8").exitCode()).isZero();
    assertThat(operator("remove", "c8").exitCode()).isEqualTo(5);
    assertThat(vault().named(Kind.CMC, bytes("c8"), "")).isEmpty();
  }

  @Test
  void twoDevicesDoNotProveThemselvesByTheSameIdentification() {
    String[] first = {"add", "--kind", "cmc", "--identity", "a", "--reference", "line 3"};
    String[] second = {"add", "--kind", "cmc", "--identity", "b", "--reference", "line 3"};
    assertThat(operator(first).exitCode()).isZero();
    assertThat(operator(second).exitCode()).isEqualTo(5);
    assertThat(vault().named(Kind.CMC, bytes("line 3"), "").orElseThrow().identity())
        .isEqualTo("a");
  }

  @Test
  void whatMakesNoSenseIsRefusedWithTheReason() throws IOException {
    assertThat(operator("add", "--kind", "pin", "--identity", "d").err()).contains("key-holder");
    assertThat(operator("add", "--kind", "cmc", "--identity", "d*").err()).contains("no star");
    assertThat(operator("add", "--kind", "key-holder", "--identity", "d").err())
        .contains("given, never made");
    assertThat(operator("add", "--kind", "cmc", "--identity", "d", "--label", "x").err())
        .contains("there is no label x");
    String[] once = {"add", "--kind", "key-encryption", "--identity", "d", "--single-use"};
    assertThat(operator(once).err()).contains("only secrets for CMC");
    String weak = file("weak", "short secret");
    String[] guessed = {"add", "--kind", "cmc", "--identity", "d", "--value-file", weak};
    assertThat(operator(guessed).err()).contains("16 to 1024 octets");
  }

  @Test
  void aServerOfBeforeServesWithoutASealingKeyAndSaysWhatIsMissingWhenOneIsNeeded()
      throws IOException {
    Path before = folder.resolve("before");
    Path configuration = ServedDeployment.made(before);
    String text = Files.readString(configuration);
    Files.writeString(
        configuration,
        text.replaceAll("(?m)^secrets:\\R.*sealing-key.*\\R", "")
            .replaceAll("(?ms)^  server-keys:.*?(?=^  approved:)", ""));
    assertThat(configuration).content().doesNotContain("sealing-key");
    try (var old =
        new ServedDeployment(
            before, RunningServer.start(Starting.settings(configuration), before))) {
      String[] list = {"secret", "list", "--dir", old.directory().toString()};
      assertThat(CommandRun.of(list).exitCode()).isZero();
      CommandRun add =
          CommandRun.of(
              "secret", "add", "--kind", "cmc", "--identity", "d", "--dir", before.toString());
      assertThat(add.exitCode()).isEqualTo(5);
      assertThat(add.err()).contains("There is no sealing key: configure secrets.sealing-key");
    }
  }

  private static CommandRun addKey(String id, String file) {
    return operator(
        "add", "--kind", "key-encryption", "--identity", "d", "--id", id, "--value-file", file);
  }

  private static CommandRun holder(String file, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("add", "--kind", "key-holder", "--identity", "d", "--value-file", file));
    all.addAll(List.of(more));
    return operator(all.toArray(String[]::new));
  }

  private static List<String> grants(CommandRun run) {
    List<String> grants = new ArrayList<>();
    run.json().getFirst().get("grants").forEach(g -> grants.add(g.asString()));
    return grants;
  }

  private static CommandRun operator(String... arguments) {
    List<String> all = new ArrayList<>(List.of("secret"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--dir", served.directory().toString(), "--json"));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static Vault vault() {
    return served.server().deployment().parts().secrets().vault();
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
