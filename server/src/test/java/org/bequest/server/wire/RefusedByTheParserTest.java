package org.bequest.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.server.event.RequestEvent;
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

/**
 * Heads that two readers could read differently, or nobody: refused, told once, connection over.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedByTheParserTest {
  private TestEst est;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory);
  }

  @AfterAll
  void stop() {
    est.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "length and chunks    | Content-Length: 4~Transfer-Encoding: chunked        | 400",
        "chunks and length    | Transfer-Encoding: chunked~Content-Length: 4        | 400",
        "chunks and no length | Transfer-Encoding: chunked~Content-Length: 0        | 400",
        "two lengths          | Content-Length: 4~Content-Length: 5                 | 400",
        "a list of lengths    | Content-Length: 4, 5                                | 400",
        "a signed length      | Content-Length: +4                                  | 400",
        "a hexadecimal length | Content-Length: 0x4                                 | 400",
        "an endless length    | Content-Length: 99999999999999999999                | 400",
        "base64 as transfer   | Transfer-Encoding: base64                           | 400",
        "gzip as transfer     | Transfer-Encoding: gzip                             | 400",
        "chunked not last     | Transfer-Encoding: chunked, identity                | 400",
        "chunked twice        | Transfer-Encoding: chunked, chunked                 | 400",
        "chunked in two lines | Transfer-Encoding: chunked~Transfer-Encoding: chunked | 400",
        "a blank before colon | Transfer-Encoding : chunked                         | 400",
        "a folded field       | X-Folded: a~ b                                      | 400",
        "a second host        | Host: elsewhere.example                             | 400",
        "no field at all      | nonsense                                            | 400",
        "an unknown hope      | Expect: a-miracle~Content-Length: 4                 | 417",
      })
  @Requirement("S-59")
  void anAmbiguousHeadIsRefusedAndTold(String why, String fields, int status) {
    String head =
        "POST "
            + TestEst.ENROLL
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic hunter2\r\n"
            + fields.replace("~", "\r\n")
            + "\r\n\r\nMIIB";
    refused(why, head, status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no host         | GET / HTTP/1.1~~                               | 400",
        "HTTP/3.0        | GET / HTTP/3.0~Host: a~~                       | 505",
        "HTTP/0.9        | GET /hunter2~~                                 | 505",
        "no HTTP         | hunter2 hunter2 hunter2~~                      | 505",
      })
  @Requirement("S-59")
  void anUnreadableHeadIsRefusedAndTold(String why, String head, int status) {
    refused(why, head.replace("~", "\r\n"), status);
  }

  @Test
  @Requirement({"S-59", "S-50"})
  void anEndlessHeadIsRefusedAndTold() {
    String field = "Authorization: Basic hunter2" + "x".repeat(17_000);
    refused("an endless field", RawClient.head("GET", "/", field), 431);
  }

  private void refused(String why, String request, int status) {
    int before = est.events().size();
    try (RawClient client = est.client()) {
      client.send(request);
      HttpReply reply = client.reply();
      assertThat(reply.status()).as(why + ": " + reply.text()).isEqualTo(status);
      assertThat(client.isClosedByServer()).as(why).isTrue();
      List<RequestEvent> told = est.events().subList(before, est.events().size());
      assertThat(told)
          .as(why)
          .singleElement()
          .satisfies(event -> {
            assertThat(event.status()).isEqualTo(status);
            assertThat(reply.text()).endsWith(" [req " + event.id() + "]\n");
            assertThat(event.reason()).isEqualTo("MALFORMED");
            assertThat(event.detail()).isNotEmpty().doesNotContain("hunter2");
            assertThat(event.remote()).isEqualTo("127.0.0.1");
            assertThat(event.tls()).isEqualTo("TLSv1.3");
            assertThat(event.toString().length()).isLessThan(800);
          });
    }
  }
}
