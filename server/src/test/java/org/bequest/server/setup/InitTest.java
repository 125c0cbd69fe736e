package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.server.config.Configuration;
import org.bequest.server.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
  @TempDir Path folder;

  private InitReport init() {
    return Init.run(InitSpec.in(folder.resolve("data")).withPorts(0, 0));
  }

  static Settings settings(Path configuration) {
    return switch (Configuration.load(configuration)) {
      case Configuration.Result.Loaded(Settings settings) -> settings;
      case Configuration.Result.Invalid invalid -> throw new AssertionError(invalid.text());
    };
  }

  @Test
  void a_new_deployment_starts_and_stops() {
    InitReport report = init();
    assertThat(report.created()).isTrue();
    try (Deployment deployment = Deployment.start(settings(report.configuration()))) {
      assertThat(deployment.est().port()).isPositive();
      assertThat(deployment.est().health().ready()).isTrue();
    }
  }

  @Test
  void init_again_changes_nothing_and_says_what_exists() throws IOException {
    InitReport first = init();
    Map<Path, String> before = content();
    InitReport second = init();
    assertThat(second.created()).isFalse();
    assertThat(second.rootSha256()).isEqualTo(first.rootSha256()).hasSize(64);
    assertThat(second.items()).allMatch(i -> i.startsWith("exists "));
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void secrets_are_open_to_nobody_else_and_stand_in_no_configuration() throws IOException {
    InitReport report = init();
    Path data = folder.resolve("data");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    for (String secret :
        List.of(
            "ca/root.p12",
            "ca/issuing.p12",
            "tls/server.p12",
            "secrets/ca-password",
            "secrets/tls-password",
            "secrets/sealing-key",
            "operators/admin.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
          .as(secret)
          .isEqualTo("rw-------");
    }
    String password = Files.readString(data.resolve("secrets/ca-password")).strip();
    assertThat(Files.readString(report.configuration())).doesNotContain(password);
    assertThat(report.toString()).doesNotContain(password);
  }

  @Test
  void a_directory_with_other_things_is_left_alone() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("letter.txt"), "dear");
    assertThatThrownBy(this::init)
        .isInstanceOf(StartException.class)
        .hasMessage(data + " holds other things and no bequest.yaml: choose an empty directory");
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left).containsExactlyInAnyOrder(folder, data, data.resolve("letter.txt"));
    }
  }

  @Test
  void an_init_that_fails_in_the_middle_leaves_nothing() throws IOException {
    InitSpec impossible =
        new InitSpec(
            folder.resolve("data"),
            "Bequest",
            KeyAlgorithm.P256,
            List.of("not a host"),
            0,
            0,
            "admin");
    assertThatThrownBy(() -> Init.run(impossible)).isInstanceOf(StartException.class);
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left).containsExactly(folder);
    }
  }

  @Test
  void an_operator_cannot_be_named_into_another_directory() {
    InitSpec spec = InitSpec.in(folder.resolve("data"));
    InitSpec climbing =
        new InitSpec(
            spec.directory(), spec.name(), spec.algorithm(), spec.hosts(), 0, 0, "../../root");
    assertThatThrownBy(() -> Init.run(climbing))
        .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.exitCode()).isEqualTo(2));
  }

  @Test
  void a_port_in_use_is_one_sentence_and_exit_code_2() throws IOException {
    InitReport report = init();
    try (ServerSocket taken = new ServerSocket(0)) {
      String yaml = Files.readString(report.configuration());
      Files.writeString(
          report.configuration(), yaml.replaceFirst("port: 0", "port: " + taken.getLocalPort()));
      assertThatThrownBy(() -> Deployment.start(settings(report.configuration())))
          .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
          .hasMessageContaining("cannot listen on 0.0.0.0:" + taken.getLocalPort());
    }
  }

  @Test
  @Requirement("S-74")
  void a_wrong_key_password_is_one_sentence_without_it_and_exit_code_8() throws IOException {
    InitReport report = init();
    Path password = folder.resolve("data/secrets/ca-password");
    Files.writeString(password, "guess-what\n", StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Deployment.start(settings(report.configuration())))
        .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.exitCode()).isEqualTo(8))
        .hasMessageContaining("issuing.p12")
        .hasMessageNotContaining("guess-what");
  }

  @Test
  void a_key_that_is_not_there_is_named_with_its_setting() throws IOException {
    InitReport report = init();
    Path key = folder.resolve("data/ca/issuing.p12");
    Files.delete(key);
    assertThatThrownBy(() -> Deployment.start(settings(report.configuration())))
        .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.exitCode()).isEqualTo(8))
        .hasMessage(key + " (ca.key-store) cannot be read: no such file, or no permission");
  }

  private Map<Path, String> content() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toMap(p -> p, InitTest::octets));
    }
  }

  private static String octets(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
