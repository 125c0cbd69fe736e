package org.bequest.client.keygen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.keygen.Delivery.KeyPart;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Multipart;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers send for a key that they made, in whatever wrapping. */
class DeliveryTest {
  private static final KeyPair PAIR = KeyAlgorithm.P256.generate();
  private static final byte[] KEY = encoded(Keys.pkcs8(PAIR.getPrivate()));
  private static final List<X509Certificate> CERTIFICATE =
      List.of(TestCa.root("CN=root").issue(PAIR, Leaf.of("CN=device-7")));
  private static final String CERTIFICATES = base64(Reply.certsOnly(CERTIFICATE));

  /** Not opened here, so anything that is framed as one will do. */
  private static final byte[] MESSAGE =
      new Content(CmsOids.ENVELOPED_DATA, encoded(new DERSequence())).encode();

  private static byte[] encoded(ASN1Object object) {
    try {
      return object.getEncoded("DER");
    } catch (IOException e) {
      return fail(e);
    }
  }

  private static String base64(byte[] octets) {
    return new String(Base64Body.encode(octets), ISO_8859_1);
  }

  private static String part(String headers, String body) {
    return "--b\r\n" + headers + "\r\n\r\n" + body + "\r\n";
  }

  private static Delivery read(String type, String body) throws MalformedException {
    return Delivery.read(Optional.of(type), body.getBytes(ISO_8859_1));
  }

  private static void assertPlain(Delivery delivery) {
    assertThat(delivery.key())
        .isInstanceOfSatisfying(
            KeyPart.Plain.class, plain -> assertThat(plain.der()).isEqualTo(KEY));
    assertThat(delivery.certificates()).isEqualTo(CERTIFICATE);
  }

  @Test
  @Requirement({"R7030-4.4.2-1", "R7030-4.4.2-2", "R7030-4.4.2-9"})
  void keyAndCertificateComeInEitherOrder() throws MalformedException {
    String key = part("Content-Type: application/pkcs8", base64(KEY));
    String certificate =
        part("Content-Type: application/pkcs7-mime; smime-type=certs-only", CERTIFICATES);
    String type = "multipart/mixed; boundary=b";
    assertPlain(read(type, key + certificate + "--b--\r\n"));
    assertPlain(read(type, certificate + key + "--b--\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/mixed ; boundary=b",
        "Multipart/Mixed;BOUNDARY=\"b\"; charset=utf-8",
        "multipart/related; boundary=b",
      })
  @Requirement({"R8951-3-2", "R8951-3.1-1", "R8951-3.2-1"})
  void whatSurroundsThePartsIsReadAsItComes(String type) throws MalformedException {
    String key = part("content-type:APPLICATION/PKCS8", base64(KEY) + " \r\n\r\n");
    String certificate =
        part(
            "CONTENT-TRANSFER-ENCODING: binary\r\nContent-Type:\r\n application/x-pkcs7-mime",
            CERTIFICATES);
    String text = part("Content-Type: text/plain", "here you are");
    String body = "preamble\r\n" + text + key + certificate + "--b--\r\nepilogue";
    assertPlain(read(type, body));
    assertPlain(read(type, body.replace("\r\n", "\n")));
    assertPlain(read(type, body.replace("--b--\r\nepilogue", "")));
  }

  @Test
  void theOctetsDecideWhatIsWhat() throws MalformedException {
    String mixedUp =
        part("Content-Type: application/pkcs7-mime", base64(KEY))
            + part("Content-Type: application/octet-stream", CERTIFICATES);
    assertPlain(read("multipart/mixed; boundary=b", mixedUp + "--b--"));
    byte[] pfx = encoded(new DERSequence(new ASN1Integer(3)));
    for (String type : List.of("application/pkcs12", "application/pkcs8", "text/plain")) {
      assertThat(read(type, base64(pfx)).key()).isInstanceOf(KeyPart.Store.class);
      assertThat(read(type, base64(MESSAGE)).key()).isInstanceOf(KeyPart.Message.class);
      assertThat(read(type, new String(MESSAGE, ISO_8859_1)).key())
          .isInstanceOf(KeyPart.Message.class);
    }
    assertThat(Delivery.read(Optional.empty(), MESSAGE).certificates()).isEmpty();
  }

  @Test
  void partsMayBePemOrDer() throws MalformedException {
    String pem = new String(PrivateKeyPem.encode(PAIR.getPrivate()), ISO_8859_1);
    String pkcs7 =
        "-----BEGIN PKCS7-----\n"
            + Base64.getMimeEncoder().encodeToString(Reply.certsOnly(CERTIFICATE))
            + "\n-----END PKCS7-----\n";
    String body =
        part("Content-Type: application/pkcs8", pem)
            + part("Content-Type: application/pkcs7-mime", pkcs7);
    assertPlain(read("multipart/mixed; boundary=b", body + "--b--"));
    Multipart der =
        new Multipart(
            List.of(
                new Multipart.Part(MediaType.PKCS8, KEY),
                new Multipart.Part(MediaType.CERTS_ONLY, Reply.certsOnly(CERTIFICATE))));
    assertPlain(Delivery.read(Optional.of("multipart/mixed; boundary=b"), der.encode("b")));
  }

  @Test
  void oneKeyIsExpectedAndNoMoreOrLess() {
    String type = "multipart/mixed; boundary=b";
    String key = part("Content-Type: application/pkcs8", base64(KEY));
    String certificate = part("Content-Type: application/pkcs7-mime", CERTIFICATES);
    for (String body : List.of(certificate, key + key + certificate, part("A: b", "x"))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> read(type, body + "--b--"));
    }
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read("application/pkcs7-mime; smime-type=certs-only", CERTIFICATES));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read("application/cms", "MAA="))
        .withMessageContaining("ends too early");
  }

  @Test
  @Requirement("S-34")
  void closingOverwritesTheKey() throws MalformedException {
    String key = part("Content-Type: application/pkcs8", base64(KEY));
    Delivery delivery = read("multipart/mixed; boundary=b", key + "--b--");
    byte[] octets = delivery.key().der();
    delivery.close();
    assertThat(octets).hasSameSizeAs(KEY).containsOnly(0);
  }

  @Test
  @Requirement("S-50")
  void damageNeverEscapes() {
    byte[] body =
        (part("Content-Type: application/pkcs8", base64(KEY))
                + part("Content-Type: application/pkcs7-mime", CERTIFICATES)
                + "--b--")
            .getBytes(ISO_8859_1);
    int refused = 0;
    for (int i = 0; i < body.length; i++) {
      byte[] flipped = body.clone();
      flipped[i] ^= 0x21;
      refused += refuses(flipped) + refuses(Arrays.copyOf(body, i));
    }
    assertThat(refused).isPositive();
  }

  private static int refuses(byte[] body) {
    try (Delivery _ = Delivery.read(Optional.of("multipart/mixed; boundary=b"), body)) {
      return 0;
    } catch (MalformedException _) {
      return 1;
    }
  }
}
