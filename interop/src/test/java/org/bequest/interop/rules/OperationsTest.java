package org.bequest.interop.rules;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bequest.cli.Main;
import org.bequest.client.EstClient;
import org.bequest.conformance.SourceTree;
import org.bequest.formats.wire.EstOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/**
 * What belongs to an operation is found by its word: for {@code simpleenroll} the endpoint {@code
 * SimpleEnroll}, its test, the client's method {@code simpleEnroll}, a command, a manual page.
 */
class OperationsTest {

  private static final SourceTree TREE = SourceTree.ofThisBuild();

  /** Operations of which any part exists: what one part begins, all have to finish. */
  static Stream<EstOperation> begun() {
    return Arrays.stream(EstOperation.values())
        .filter(o -> endpoint(o) || clientMethod(o) || manualPage(o));
  }

  @Test
  void theMainJobIsThere() {
    assertThat(begun())
        .contains(
            EstOperation.CA_CERTS,
            EstOperation.SIMPLE_ENROLL,
            EstOperation.SIMPLE_REENROLL,
            EstOperation.CSR_ATTRS,
            EstOperation.CRLS);
  }

  @ParameterizedTest
  @MethodSource("begun")
  void hasItsFiveThings(EstOperation operation) {
    String type = typeName(operation);

    assertThat(endpoint(operation)).as("endpoint server/endpoint/%s", type).isTrue();
    assertThat(endpointTest(operation)).as("test class %sTest in server", type).isTrue();
    assertThat(clientMethod(operation)).as("method of EstClient for %s", type).isTrue();
    assertThat(command(operation)).as("command or alias %s", operation.path()).isTrue();
    assertThat(manualPage(operation)).as("page %s", page(operation)).isTrue();
  }

  private static boolean endpoint(EstOperation operation) {
    return exists(TREE.productionFiles("server"), "endpoint/" + typeName(operation) + ".java");
  }

  private static boolean endpointTest(EstOperation operation) {
    return exists(TREE.testFiles("server"), typeName(operation) + "Test.java");
  }

  private static boolean clientMethod(EstOperation operation) {
    return Arrays.stream(EstClient.class.getMethods())
        .anyMatch(method -> method.getName().equalsIgnoreCase(typeName(operation)));
  }

  private static boolean manualPage(EstOperation operation) {
    return Files.exists(page(operation));
  }

  /** {@code serverkeygen/return} has {@code serverkeygen-return.md}. */
  private static Path page(EstOperation operation) {
    String name = operation.path().replace('/', '-');
    return TREE.root().resolve("docs/manual").resolve(name + ".md");
  }

  /** Names and aliases; what a client sends back has one command for all, {@code return}. */
  private static boolean command(EstOperation operation) {
    String word = operation.path().replaceFirst(".*/", "");
    return Arrays.stream(Main.class.getAnnotation(Command.class).subcommands())
        .map(type -> type.getAnnotation(Command.class))
        .flatMap(c -> Stream.concat(Stream.of(c.name()), Arrays.stream(c.aliases())))
        .anyMatch(word::equals);
  }

  private static boolean exists(List<Path> files, String end) {
    return files.stream().anyMatch(file -> file.endsWith(Path.of(end)));
  }

  /** {@code SIMPLE_ENROLL} is {@code SimpleEnroll}. */
  private static String typeName(EstOperation operation) {
    return Arrays.stream(operation.name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(joining());
  }
}
