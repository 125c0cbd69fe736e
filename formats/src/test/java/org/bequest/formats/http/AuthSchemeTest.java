package org.bequest.formats.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthSchemeTest {
  @Test
  void severalChallengesStandInOneField() throws MalformedException {
    List<AuthScheme> schemes =
        AuthScheme.parse(
            "Negotiate YII=, Basic, Digest realm=\"a, \\\"b\\\" = Basic\" , qop=\"auth,auth-int\","
                + " NONCE = abc== ,stale=TRUE, , Bearer realm=\"x\",");
    assertThat(schemes)
        .extracting(AuthScheme::scheme)
        .containsExactly("Negotiate", "Basic", "Digest", "Bearer");
    assertThat(schemes.get(0).token68()).isEqualTo("YII=");
    AuthScheme digest = schemes.get(2);
    assertThat(digest.is("dIGEST")).isTrue();
    assertThat(digest.parameter("realm")).contains("a, \"b\" = Basic");
    assertThat(digest.parameter("Nonce")).contains("abc==");
    assertThat(digest.parameter("stale")).contains("TRUE");
    assertThat(digest.parameter("opaque")).isEmpty();
  }

  @Test
  void nothingIsNoChallenge() throws MalformedException {
    assertThat(AuthScheme.parse("")).isEmpty();
    assertThat(AuthScheme.parse(" , ,")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=",
        "Digest realm=\"open",
        "Digest realm=\"a\"nonce=\"b\"",
        "Digest a=1, a=2",
        "Digest realm=\"a\u0001b\"",
        "\"Basic\"",
        "Digest realm=\"a\\",
        "(Basic)"
      })
  @Requirement("S-59")
  void whatIsMalformedIsSaidToBe(String field) {
    assertThatThrownBy(() -> AuthScheme.parse(field)).isInstanceOf(MalformedException.class);
  }

  @Test
  @Requirement("S-59")
  void sizesAreBounded() {
    assertThatThrownBy(() -> AuthScheme.parse("x".repeat(20_000)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> AuthScheme.parse("Basic,".repeat(1_000)))
        .isInstanceOf(MalformedException.class);
    StringBuilder many = new StringBuilder("Digest ");
    for (int i = 0; i < 100; i++) {
      many.append("p").append(i).append("=1,");
    }
    assertThatThrownBy(() -> AuthScheme.parse(many.toString()))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  @Requirement("S-59")
  void everyDamageEndsInAResultOrInTheOneException() {
    String good = "Digest realm=\"a\\\"b\", nonce=\"c\", qop=\"auth\", algorithm=SHA-256, Basic";
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      char[] damaged = good.substring(0, 1 + random.nextInt(good.length() - 1)).toCharArray();
      damaged[random.nextInt(damaged.length)] = (char) random.nextInt(0x180);
      try {
        assertThat(AuthScheme.parse(new String(damaged))).isNotNull();
      } catch (MalformedException _) {
        // Expected of most.
      }
    }
  }

  @Test
  void nothingEndsAQuotedString() throws MalformedException {
    String hostile = "a\", realm=\"b\\\r\n\u007f, x=\"";
    AuthScheme read = AuthScheme.parse("Digest realm=" + AuthScheme.quoted(hostile)).getFirst();
    assertThat(read.parameters()).hasSize(1);
    assertThat(read.parameter("realm")).contains("a\", realm=\"b\\, x=\"");
  }

  @Test
  @Requirement("S-16")
  void parametersAreNotInTheText() throws MalformedException {
    assertThat(AuthScheme.parse("Bearer abc.def").getFirst().toString())
        .isEqualTo("AuthScheme[Bearer]");
  }
}
