package org.bequest.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How a request may be cut into pieces, and what of HTTP may be old. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramingTest {
  private static final String CACERTS = "/.well-known/est/cacerts";

  private TestEst est;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory);
    est.user("alice", "correct horse");
  }

  @AfterAll
  void stop() {
    est.close();
  }

  private static byte[] request(String device) {
    return TestEst.body(TestKeys.csr("CN=" + device, TestKeys.p256()));
  }

  private static String enroll(String... fields) {
    String[] all = Arrays.copyOf(fields, fields.length + 2);
    all[fields.length] = RawClient.basic("alice", "correct horse");
    all[fields.length + 1] = "Content-Type: application/pkcs10";
    return RawClient.head("POST", TestEst.ENROLL, all);
  }

  private static void sendInChunks(RawClient client, byte[] body, int size) {
    for (int at = 0; at < body.length; at += size) {
      byte[] chunk = Arrays.copyOfRange(body, at, Math.min(body.length, at + size));
      client.send(Integer.toHexString(chunk.length) + ";name=value\r\n");
      client.send(chunk);
      client.send("\r\n");
    }
    client.send("0\r\nX-Trailer: ignored\r\n\r\n");
  }

  @Test
  @Requirement("R7030-3.2-1")
  void aChunkedRequestIsTakenAndAnsweredWithALength() {
    try (RawClient client = est.client()) {
      for (int size : List.of(7, 100, 4096)) {
        client.send(enroll("Transfer-Encoding: chunked"));
        sendInChunks(client, request("device-chunks"), size);
        HttpReply reply = client.reply();
        assertThat(reply.status()).as("chunks of " + size).isEqualTo(200);
        assertThat(reply.header("Content-Length")).contains("" + reply.body().length);
        assertThat(reply.header("Transfer-Encoding")).isEmpty();
      }
    }
  }

  @Test
  void aRequestThatComesOctetByOctetIsTaken() {
    byte[] body = request("device-drops");
    byte[] head = enroll("Content-Length: " + body.length).getBytes(StandardCharsets.US_ASCII);
    try (RawClient client = est.client()) {
      for (byte octet : head) {
        client.send(new byte[] {octet});
      }
      client.send(Arrays.copyOf(body, 1));
      client.send(Arrays.copyOfRange(body, 1, body.length));
      assertThat(client.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void requestsThatComeBeforeTheirTurnAreAnsweredInTheirOrder() {
    String both =
        RawClient.head("GET", CACERTS)
            + RawClient.head("GET", "/.well-known/est/nothing")
            + RawClient.head("GET", CACERTS);
    try (RawClient client = est.client()) {
      client.send(both);
      assertThat(client.reply().status()).isEqualTo(200);
      assertThat(client.reply().status()).isEqualTo(404);
      assertThat(client.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatWaitsForLeaveGetsItOnceItIsKnownAndItsAnswerAtOnceWhenNot() {
    byte[] body = request("device-leave");
    try (RawClient client = est.client()) {
      client.send(enroll("Expect: 100-continue", "Content-Length: " + body.length));
      assertThat(client.reply().status()).isEqualTo(100);
      client.send(body);
      assertThat(client.reply().status()).isEqualTo(200);
    }
    try (RawClient client = est.client()) {
      client.send(
          RawClient.head(
              "POST",
              TestEst.ENROLL,
              "Content-Type: application/pkcs10",
              "Expect: 100-continue",
              "Content-Length: " + body.length));
      HttpReply reply = client.reply();
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("Content-Length")).contains("0");
      // Nobody could tell the body, should it still come, from the next request.
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aClientOfHttp10IsAnsweredInHttp11WithALengthAndKeptOnlyIfItAsks() {
    try (RawClient client = est.client()) {
      String line = "GET " + CACERTS + " HTTP/1.0\r\n";
      HttpReply kept = client.exchange(line + "Connection: keep-alive\r\n\r\n", new byte[0]);
      assertThat(kept.head().getFirst()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(kept.header("Content-Length")).contains("" + kept.body().length);
      HttpReply last = client.exchange(line + "\r\n", new byte[0]);
      assertThat(last.body()).isEqualTo(kept.body());
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void headHasTheHeadOfGetWhereverGetIs() {
    try (RawClient client = est.client()) {
      for (String operation :
          List.of("cacerts", "csrattrs", "crls", "linked/csrattrs", "nothing")) {
        String path = "/.well-known/est/" + operation;
        HttpReply got = client.get(path);
        HttpReply head = client.exchange(RawClient.head("HEAD", path), new byte[0]);
        assertThat(head.status()).as(operation).isEqualTo(got.status());
        assertThat(head.header("Content-Type")).isEqualTo(got.header("Content-Type"));
        assertThat(head.header("Content-Length")).isEqualTo(got.header("Content-Length"));
      }
      assertThat(client.exchange(RawClient.head("HEAD", TestEst.ENROLL), new byte[0]).status())
          .isEqualTo(405);
    }
  }

  @Test
  @Requirement("S-59")
  void aFieldThatStandsTwiceAndMayStandOnceIsRefused() {
    byte[] body = request("device-twice");
    String length = "Content-Length: " + body.length;
    try (RawClient client = est.client()) {
      for (String second : List.of(RawClient.basic("mallory", "x"), "Content-Type: text/plain")) {
        HttpReply reply = client.exchange(enroll(length, second), body);
        assertThat(reply.status()).as(second).isEqualTo(400);
        assertThat(reply.text()).contains("twice");
      }
      assertThat(client.exchange(enroll(length), body).status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsSaidAboutCompressionChangesNothing() {
    try (RawClient client = est.client()) {
      HttpReply plain = client.get(CACERTS);
      HttpReply offered = client.get(CACERTS, "Accept-Encoding: gzip, deflate, br, zstd, *;q=0.1");
      HttpReply demanded = client.get(CACERTS, "Accept-Encoding: gzip, identity;q=0");
      assertThat(offered.body()).isEqualTo(plain.body()).isEqualTo(demanded.body());
      assertThat(offered.head()).noneMatch(line -> line.startsWith("Content-Encoding"));
    }
  }
}
