package org.bequest.formats.pal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.wire.EstOperation;
import org.junit.jupiter.api.Test;

class PalPackageTypeTest {
  private static final String AUTHORITY = "https://est.example:8443";

  private static List<String> lines(String resource) {
    String text = new String(Vectors.text("rfc8295/" + resource), StandardCharsets.UTF_8);
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void theRowsAreThoseOfTableOne() {
    List<String> rows =
        Arrays.stream(PalPackageType.values())
            .map(type -> type.digits() + " " + type.description())
            .toList();
    assertThat(rows).hasSize(38).isEqualTo(lines("package-types.txt"));
  }

  @Test
  void theRowsAreNumberedFromNothing() {
    assertThat(Arrays.stream(PalPackageType.values()).map(PalPackageType::number))
        .isEqualTo(IntStream.range(0, 38).boxed().toList());
    for (PalPackageType type : PalPackageType.values()) {
      assertThat(PalPackageType.of(type.number())).contains(type);
    }
    assertThat(PalPackageType.of(38)).isEmpty();
    assertThat(PalPackageType.of(999)).isEmpty();
  }

  @Test
  @Requirement("R8295-2.1-7")
  void eachRowNamesWhatTheClientDoesAndWhere() {
    List<String> rows =
        Arrays.stream(PalPackageType.values())
            .map(type ->
                Stream.concat(
                        Stream.of(type.digits(), type.action().name().toLowerCase(Locale.ROOT)),
                        type.operations().stream().map(o -> "/" + o.path()))
                    .collect(Collectors.joining(" ")))
            .toList();
    assertThat(rows).isEqualTo(lines("targets.txt"));
  }

  /** Section 11.3: by its operations each type has its media types. */
  @Test
  @Requirement("R8295-11.3-1")
  void everyTypeButTheReservedOneLeadsToAMediaType() {
    for (PalPackageType type : PalPackageType.values()) {
      assertThat(type.operations().isEmpty()).isEqualTo(type == PalPackageType.RESERVED);
      for (EstOperation operation : type.operations()) {
        assertThat(operation.requestType() + operation.responseTypes()).contains("/");
      }
    }
  }

  /** What is fetched comes from an operation that answers something; what is returned is posted. */
  @Test
  void actionsAgreeWithTheMethodsOfTheOperations() {
    for (PalPackageType type : PalPackageType.values()) {
      for (EstOperation operation : type.operations()) {
        if (type.action() == PalAction.RETURN) {
          assertThat(operation.method()).isEqualTo("POST");
          assertThat(operation.path()).endsWith("/return");
        } else {
          assertThat(operation.responseTypes()).isNotEmpty();
        }
      }
    }
  }

  /** Every operation under some labels, with something that names one package of several. */
  private static Stream<String> paths(EstOperation operation) {
    return Stream.of("", "/plant7", "/plant7/line2")
        .flatMap(label ->
            Stream.of("", "/17", "/devices/0a1b")
                .map(suffix -> "/.well-known/est" + label + "/" + operation.path() + suffix));
  }

  @Test
  void aTypePointsToItsOperationsOnlyUnderAnyLabelWithAnySuffix() {
    for (PalPackageType type : PalPackageType.values()) {
      for (EstOperation operation : EstOperation.values()) {
        assertThat(paths(operation))
            .as("%s to %s", type, operation)
            .allMatch(path ->
                type.mayPointTo(URI.create(AUTHORITY + path))
                        == type.operations().contains(operation)
                    && type.mayPointTo(URI.create(path + "?part=2"))
                        == type.operations().contains(operation));
      }
    }
  }

  @Test
  void noTypePointsOutsideOfEst() {
    for (PalPackageType type : PalPackageType.values()) {
      for (String other :
          List.of(
              "https://cdn.example/firmware/17",
              "https://est.example/",
              "https://est.example",
              "mailto:somebody@est.example",
              "urn:ietf:params:xml:ns:pal",
              "https://est.example/.well-known/est/",
              "https://est.example/.well-known/est/%2e%2e/firmware",
              "https://est.example/.well-known/est/firmware/1/2/3/4/5/6/7/../8")) {
        assertThat(type.mayPointTo(URI.create(other))).as(other).isFalse();
      }
    }
  }
}
