package org.bequest.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client may write where it wants to go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathsTest {
  private static final String EST = "/.well-known/est";

  private TestEst est;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory);
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private HttpReply get(String target, String host) {
    String head = "GET " + target + " HTTP/1.1\r\n" + host + "\r\n\r\n";
    try (RawClient client = est.client()) {
      return client.exchange(head, new byte[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost",
        "https://localhost:8443",
        "HTTPS://LOCALHOST",
        "https://[::1]:8443",
        "http://localhost"
      })
  void aTargetInAbsoluteFormIsTaken(String origin) {
    String host = origin.substring(origin.indexOf("//") + 2);
    assertThat(get(origin + EST + "/cacerts", "Host: " + host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost:8443",
        "Host: 127.0.0.1",
        "Host: [::1]:8443",
        "Host: anything.example",
        "HOST: localhost",
        "host:localhost"
      })
  void whateverHostIsNamedItIsThisOne(String host) {
    assertThat(get(EST + "/cacerts", host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/cacerts?, 200",
    "/cacerts?a=b&c=/../d, 200",
    "/plant%2D7/cacerts, 404",
    "/%70lant/7/cacerts, 200",
    "/c%61certs, 200",
    "/%2563acerts, 400",
    "/cacerts/, 400",
    "/cacerts//, 400",
    "/plant//7/cacerts, 400",
    "/plant/7//cacerts, 400",
    "/plant/cacerts, 404",
    "/7/cacerts, 404",
    "/Cacerts, 404",
    "/plant/7/plant/7/cacerts, 404",
    "/cacerts/cacerts, 404",
    "/simpleenroll/cacerts, 404",
    "/cacerts;v=1, 404",
    "/cacerts/1, 404",
  })
  @Requirement({"R7030-3.2.2-3", "R7030-3.2.2-5", "S-56"})
  void onlyWhatMeansTheSamePathIsTheSamePath(String path, int status) {
    assertThat(get(EST + path, "Host: localhost").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "EST", "get"})
  void anyOtherMethodIsToldTheRightOnes(String method) {
    try (RawClient client = est.client()) {
      HttpReply reply = client.exchange(RawClient.head(method, EST + "/cacerts"), new byte[0]);
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.header("Allow")).contains("GET, HEAD");
    }
    try (RawClient client = est.client()) {
      HttpReply reply = client.exchange(RawClient.head(method, TestEst.ENROLL), new byte[0]);
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.header("Allow")).contains("POST");
    }
  }

  @ParameterizedTest
  @CsvSource({"OPTIONS, *, 404", "CONNECT, localhost:443, 404"})
  void aTargetThatIsNoPathIsNotFound(String method, String target, int status) {
    try (RawClient client = est.client()) {
      assertThat(client.exchange(RawClient.head(method, target), new byte[0]).status())
          .isEqualTo(status);
    }
  }

  @Test
  @Requirement("S-59")
  void aTargetForOneHostSentToAnotherIsRefused() {
    assertThat(get("https://a.example" + EST + "/cacerts", "Host: b.example").status())
        .isEqualTo(400);
    assertThat(est.events().getLast().status()).isEqualTo(400);
  }

  /** SODP's clients leave at any redirect, and others send their credentials along. */
  @Test
  @Requirement("S-41")
  void nothingIsEverRedirected() {
    try (RawClient client = est.client()) {
      for (String path :
          List.of("", "/", "/.well-known", EST, EST + "/plant", EST + "/plant/7", "/cacerts")) {
        HttpReply reply = client.get(path.isEmpty() ? "/?" : path);
        assertThat(reply.status()).as(path).isIn(400, 404);
        assertThat(reply.header("Location")).isEmpty();
      }
    }
  }
}
