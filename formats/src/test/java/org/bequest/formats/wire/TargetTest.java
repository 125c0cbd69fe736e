package org.bequest.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.bequest.conformance.Requirement;
import org.bequest.formats.wire.Target.Endpoint;
import org.bequest.formats.wire.Target.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private static Endpoint endpoint(EstOperation operation, String label, String suffix) {
    return new Endpoint(operation, label, suffix);
  }

  @ParameterizedTest
  @EnumSource(EstOperation.class)
  @Requirement({"R7030-3.2.2-1", "R7030-3.2.2-4", "R7030-3.2.2-6"})
  void everyOperationIsFoundWithoutALabelWithOneAndWithSeveral(EstOperation operation) {
    String prefix = "/.well-known/est/";
    assertThat(Target.parse(prefix + operation.path())).isEqualTo(endpoint(operation, "", ""));
    assertThat(Target.parse(prefix + "plant7/" + operation.path()))
        .isEqualTo(endpoint(operation, "plant7", ""));
    assertThat(Target.parse(prefix + "plant7/line-3/" + operation.path()))
        .isEqualTo(endpoint(operation, "plant7/line-3", ""));
  }

  @Test
  void aSuffixNamesOnePackageOfTheExtensions() {
    assertThat(Target.parse("/.well-known/est/a/eecerts/1234"))
        .isEqualTo(endpoint(EstOperation.EE_CERTS, "a", "1234"));
    assertThat(Target.parse("/.well-known/est/firmware/2/part"))
        .isEqualTo(endpoint(EstOperation.FIRMWARE, "", "2/part"));
    assertThat(Target.parse("/.well-known/est/simpleenroll/1234"))
        .isInstanceOfSatisfying(
            Unknown.class, u -> assertThat(u.reason()).isEqualTo(Reason.NOT_FOUND));
  }

  @ParameterizedTest
  @Requirement("R7030-3.2.2-5")
  @ValueSource(
      strings = {
        "cacerts/simpleenroll",
        "a/pal/cacerts",
        "return/cacerts",
        "csr-attrs/cacerts",
        "unknown",
        "a/b/unknown",
        "CACERTS",
        "return",
        "pal/return"
      })
  void whatIsNoOperationOrNoLabelIsNotFound(String path) {
    assertThat(Target.parse("/.well-known/est/" + path))
        .isInstanceOfSatisfying(
            Unknown.class, u -> assertThat(u.reason()).isEqualTo(Reason.NOT_FOUND));
  }

  @ParameterizedTest
  @Requirement("S-56")
  @ValueSource(
      strings = {
        "../est/cacerts",
        "a/../cacerts",
        "%2e%2e/cacerts",
        ".%2E/cacerts",
        "./cacerts",
        "%2E/cacerts",
        "a%2Fb/cacerts",
        "a%2fcacerts",
        "a%252Fb/cacerts",
        "a%5cb/cacerts",
        "a\\b/cacerts",
        "a%00/cacerts",
        "a\u0000/cacerts",
        "/cacerts",
        "a//cacerts",
        "cacerts/",
        "",
        "a%/cacerts",
        "a%2/cacerts",
        "a%zz/cacerts",
        "%C3%A4/cacerts",
        "\u00e4/cacerts",
        "%C0%AF/cacerts",
        "a b/cacerts",
        "a%0d%0aX/cacerts",
        "a#b/cacerts",
        "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/cacerts"
      })
  void dangerousPathsAreMalformed(String path) {
    assertThat(Target.parse("/.well-known/est/" + path))
        .isInstanceOfSatisfying(
            Unknown.class, u -> assertThat(u.reason()).isEqualTo(Reason.MALFORMED));
  }

  @Test
  void overlongSegmentsAndPathsAreMalformed() {
    String longest = "a".repeat(128);
    assertThat(Target.parse("/.well-known/est/" + longest + "/cacerts"))
        .isEqualTo(endpoint(EstOperation.CA_CERTS, longest, ""));
    assertThat(Target.parse("/.well-known/est/" + longest + "a/cacerts"))
        .isInstanceOf(Unknown.class);
    assertThat(Target.parse("/.well-known/est/" + "a/".repeat(10_000) + "cacerts"))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void percentEncodingIsUndoneOnceAndTheQueryIsIgnored() {
    assertThat(Target.parse("/.well-known/est/plant%37/c%61certs?x=/../simpleenroll"))
        .isEqualTo(endpoint(EstOperation.CA_CERTS, "plant7", ""));
  }

  @Test
  void theSpellingOfTheDraftIsUnderstood() {
    assertThat(Target.parse("/.well-known/est/csr-attrs"))
        .isEqualTo(endpoint(EstOperation.CSR_ATTRS, "", ""));
  }

  @Test
  void anotherPrefixAndAForeignPathAreToldApart() {
    assertThat(Target.parse("/api/est/cacerts", "/api/est"))
        .isEqualTo(endpoint(EstOperation.CA_CERTS, "", ""));
    assertThat(Target.parse("/.well-known/established/cacerts")).isInstanceOf(Unknown.class);
    assertThat(Target.parse("/.well-known/est")).isInstanceOf(Unknown.class);
    assertThat(Target.parse("*")).isInstanceOf(Unknown.class);
  }

  @Test
  @Requirement("R7030-3.2.2-5")
  void aLabelThatCouldNotBeReachedIsNamedAsFault() {
    assertThat(Target.faultOfLabel("")).isEmpty();
    assertThat(Target.faultOfLabel("plant7/line-3")).isEmpty();
    assertThat(Target.faultOfLabel("cacerts")).contains("'cacerts' is the name of an operation");
    assertThat(Target.faultOfLabel("a/return")).isPresent();
    assertThat(Target.faultOfLabel("a//b")).isPresent();
    assertThat(Target.faultOfLabel("..")).isPresent();
    assertThat(Target.faultOfLabel("a%20b")).isPresent();
    assertThat(Target.faultOfLabel("a".repeat(129))).isPresent();
    assertThat(Target.faultOfLabel("a/".repeat(20) + "a")).isPresent();
  }
}
