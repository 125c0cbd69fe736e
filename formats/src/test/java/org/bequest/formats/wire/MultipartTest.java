package org.bequest.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.Multipart.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
  private static final String EXAMPLE_TYPE = "multipart/mixed ; boundary=estServerExampleBoundary";

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<Part> parts(String type, String body) throws MalformedException {
    return Multipart.decode(octets(body), MediaType.parse(type)).parts();
  }

  @Test
  @Requirement({"R7030-4.4.2-1", "R7030-4.4.2-2"})
  void theExampleOfTheRfcIsRead() throws MalformedException {
    String lf = new String(Vectors.text("rfc7030/a4-response.txt"), StandardCharsets.US_ASCII);
    for (String body : List.of(lf, lf.replace("\n", "\r\n"))) {
      List<Part> parts = parts(EXAMPLE_TYPE, body);
      assertThat(parts).hasSize(2);
      assertThat(parts.get(0).type()).isEqualTo(MediaType.PKCS8);
      assertThat(parts.get(1).type()).isEqualTo(MediaType.CERTS_ONLY);
      assertThat(Base64Body.decode(parts.get(0).body(), BodyContent.PRIVATE_KEY).value())
          .hasSize(1218);
      assertThat(Base64Body.decode(parts.get(1).body(), BodyContent.CMS).value()).hasSize(841);
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() throws MalformedException {
    byte[] key = {0, 13, 10, 45, 45, -1};
    Multipart sent =
        new Multipart(
            List.of(new Part(MediaType.PKCS8, key), new Part(MediaType.CERTS_ONLY, octets("c"))));
    byte[] body = sent.encode("b0undary");
    List<Part> read = Multipart.decode(body, Multipart.type("b0undary")).parts();
    assertThat(read.get(0).body()).isEqualTo(key);
    assertThat(read.get(1).body()).isEqualTo(octets("c"));
    assertThat(read.get(1).type()).isEqualTo(MediaType.CERTS_ONLY);
    assertThat(new String(body, StandardCharsets.ISO_8859_1))
        .startsWith("--b0undary\r\nContent-Type: application/pkcs8\r\n")
        .endsWith("\r\n--b0undary--\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b\r\n\r\nx\r\n--b--",
        "--b\n\nx\n--b--\n",
        "preamble\r\n--bc\r\n--b  \r\n\r\nx\r\n--b--\r\nepilogue\r\n--b\r\n",
        "--b\r\ncontent-TYPE : text/plain;\r\n charset=us-ascii\r\n\r\nx\r\n--b--",
        "--b\r\n\r\nx"
      })
  void tolerableFormsAreRead(String body) throws MalformedException {
    List<Part> parts = parts("multipart/mixed; boundary=\"b\"", body);
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().body()).isEqualTo(octets("x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "--b--",
        "--b\r\n",
        "--b\r\nno colon\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Type: nonsense\r\n\r\nx\r\n--b--",
        "--b\r\nContent-Type: text/plain"
      })
  void brokenBodiesAreMalformed(String body) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> parts("multipart/mixed; boundary=b", body));
  }

  @Test
  void aTypeWithoutAUsableBoundaryIsMalformed() {
    for (String type :
        List.of("multipart/mixed", "multipart/mixed; boundary=\"\"", "text/plain; boundary=b")) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> parts(type, "--b\r\n\r\nx\r\n--b--"));
    }
  }

  @Test
  @Requirement("S-50")
  void damageNeverEscapes() throws MalformedException {
    MediaType type = MediaType.parse(EXAMPLE_TYPE);
    int refused =
        Damage.everywhere(
            Vectors.text("rfc7030/a4-response.txt"), body -> Multipart.decode(body, type));
    assertThat(refused).isPositive();
  }

  @Test
  @Requirement("S-50")
  void partsAreCounted() {
    String many = "--b\r\n\r\nx\r\n".repeat(1000);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> parts("multipart/mixed; boundary=b", many + "--b--"));
  }
}
