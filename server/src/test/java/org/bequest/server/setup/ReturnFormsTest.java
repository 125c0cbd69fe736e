package org.bequest.server.setup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.server.support.Statements.error;
import static org.bequest.server.support.Statements.receipt;
import static org.bequest.server.support.Statements.signed;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.AgreementScheme;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.KeyWrap;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageErrorCode;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.PackageIdentifier.SingleAttribute;
import org.bequest.formats.receipt.ReceiptOids;
import org.bequest.formats.receipt.SirEntityName;
import org.bequest.server.receipt.PackageBook;
import org.bequest.server.receipt.Sending;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.Statements;
import org.bequest.store.KeyPackageRow;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which forms receipts and errors are taken (RFC 7191, RFC 8295 5.2.1). */
class ReturnFormsTest {
  private static final String PATH = "/.well-known/est/keys/serverkeygen/return";
  private static final String CMS = "application/cms";
  private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("2.999.1");

  private static @TempDir Path folder;
  private static ConfiguredEst est;
  private static TlsIdentity device;
  private PackageId id;

  @BeforeAll
  static void start() {
    est =
        new ConfiguredEst(
            folder,
            """
              keys:
                profile: device
                keygen:
                  offered: true
            """);
    device = est.enrolled("device-1");
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  @BeforeEach
  void send() {
    PackageBook book = new PackageBook(est.store().keyPackages(), est.clock());
    id = book.newId();
    X509CertificateHolder certificate = Statements.certificate(device);
    book.sent(
        new Sending("r-1", "keys", "user:a", "enveloped", certificate, Optional.of(id), true));
  }

  private HttpReply post(byte[] body, String type) {
    try (RawClient client = est.client(device)) {
      return client.postAs(PATH, body, List.of("Content-Type: " + type));
    }
  }

  private HttpReply post(Content message) {
    return post(message.encode(), CMS);
  }

  private KeyPackageRow row() {
    return est.store().keyPackages().find(HexFormat.of().formatHex(id.octets())).orElseThrow();
  }

  private Content signedReceipt() {
    return signed(receipt(id, device), device);
  }

  private void assertReceived(HttpReply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(204);
    assertThat(row().answer().orElseThrow().isReceipt()).isTrue();
  }

  private void assertRefused(HttpReply reply, int status, String words) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.text()).contains(words);
    assertThat(row().answer()).isEmpty();
  }

  @Test
  @Requirement({"R8295-5.2.1-1", "R8295-5.1.2-2", "R8295-1.5-1"})
  void theParametersOfTheTypeAreHintsAndTheOctetsDecide() {
    String right = CMS + "; encapsulatingContent=signedData; innerContent=keyPackageReceipt";
    assertReceived(post(signedReceipt().encode(), right));
    String wrong = CMS + "; encapsulatingContent=envelopedData; innerContent=keyPackageError";
    assertReceived(post(signedReceipt().encode(), wrong));
    assertThat(post(signedReceipt().encode(), "application/pkcs7-mime").status()).isEqualTo(415);
  }

  @Test
  void base64AndPemAreReadToo() {
    byte[] der = signedReceipt().encode();
    assertReceived(post(Base64.getMimeEncoder().encode(der), CMS));
    String pem =
        "-----BEGIN CMS-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END CMS-----\n";
    assertReceived(post(pem.getBytes(US_ASCII), CMS));
  }

  @Test
  @Requirement({"R7191-4-3", "R8295-5.2.1-1"})
  void aReceiptWithoutSignatureIsRefused() {
    assertRefused(post(receipt(id, device)), 400, "a receipt must be signed");
    Content unsigned = SignedMessage.of(receipt(id, device)).sign();
    assertRefused(post(unsigned), 400, "the message is not signed");
  }

  @Test
  @Requirement({"R8295-5.2.1-1", "R7191-5-1", "R7191-5-3"})
  void anErrorIsTakenWithAndWithoutSignature() {
    Content bare = error(Optional.of(id), EnumeratedErrorCode.BAD_KEY_PACKAGE, device);
    assertThat(post(bare).status()).isEqualTo(204);
    assertThat(row().answer().orElseThrow().outcome()).isEqualTo("badKeyPackage");
    assertThat(post(signed(bare, device)).status()).isEqualTo(204);
  }

  @Test
  @Requirement("R7191-5-3")
  void anErrorMayHaveACodeOfItsOwn() {
    KeyPackageError own =
        KeyPackageError.of(
            Optional.of(id), Statements.name(device), new KeyPackageErrorCode.Extended(UNKNOWN));
    assertThat(post(new Content(ReceiptOids.KEY_PACKAGE_ERROR, own.encode())).status())
        .isEqualTo(204);
    assertThat(row().answer().orElseThrow().outcome()).isEqualTo("2.999.1");
  }

  @Test
  @Requirement("R7191-3-4")
  void aNameOfAnotherTypeThanADistinguishedOneIsNotCompared() {
    SirEntityName serial = new SirEntityName(UNKNOWN, new DEROctetString(new byte[] {4, 7}));
    assertReceived(post(signed(receipt(KeyPackageReceipt.of(id, serial)), device)));
  }

  @Test
  @Requirement("R8295-5.2.2-2")
  void aSignatureThatIsNotGoodIsRefused() {
    byte[] damagedEnd = signedReceipt().encode();
    damagedEnd[damagedEnd.length - 1] ^= 1;
    assertRefused(post(damagedEnd, CMS), 400, "the signature was not made with the signer's key");
    byte[] changed = signedReceipt().encode();
    int at = indexOf(changed, id.octets());
    changed[at] ^= 1;
    assertRefused(post(changed, CMS), 400, "the content is not the one that was signed");
  }

  private static int indexOf(byte[] whole, byte[] part) {
    for (int i = 0; i + part.length <= whole.length; i++) {
      if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  @Test
  void oneSignsAndOnlyOnce() {
    Content twoSigners =
        SignedMessage.of(receipt(id, device))
            .by(Statements.signer(device))
            .by(Statements.signer(est.enrolled("device-2")))
            .sign();
    assertRefused(post(twoSigners), 400, "a statement has one signer");
    assertRefused(post(signed(signedReceipt(), device)), 400, "signed once");
  }

  @Test
  @Requirement({"S-39", "S-03"})
  void otherContentDoesNotBelongHere() {
    Content data = Content.data("a receipt".getBytes(US_ASCII));
    assertRefused(post(data), 400, "neither a receipt nor an error");
    assertRefused(post(signed(data, device)), 400, "neither a receipt nor an error");
    Content named = new Content(UNKNOWN, receipt(id, device).octets());
    assertRefused(post(signed(named, device)), 400, "neither a receipt nor an error");
    assertRefused(post("no CMS at all".getBytes(US_ASCII), CMS), 400, "base64");
    assertRefused(post(new byte[0], CMS), 400, "the body is empty");
    SingleAttribute attribute = new SingleAttribute(UNKNOWN, new DERUTF8String("7"));
    Content of = receipt(KeyPackageReceipt.of(attribute, Statements.name(device)));
    assertRefused(post(signed(of, device)), 404, "no such package");
  }

  @Test
  @Requirement({"S-39", "S-50"})
  void aBodyHasItsLimit() {
    int limit = est.deployment().settings().limits().body();
    try (RawClient client = est.client(device)) {
      String[] fields = {"Content-Type: " + CMS, "Content-Length: " + (limit + 1)};
      client.send(RawClient.head("POST", PATH, fields));
      assertThat(client.reply().status()).isEqualTo(413);
    }
  }

  @Test
  @Requirement({"R7191-4-3", "R7191-4-4"})
  void aStatementMayBeEncryptedToTheServiceAroundItsSignature() {
    for (ContentCipher cipher : List.of(ContentCipher.AES_256_GCM, ContentCipher.AES_256_CBC)) {
      assertReceived(post(EnvelopedMessage.encrypt(signedReceipt(), cipher, toService())));
    }
  }

  @Test
  @Requirement("R7191-4-3")
  void aSignatureAroundTheEncryptionIsNotOneOfTheStatement() {
    Content bare = EnvelopedMessage.encrypt(receipt(id, device), AES, toService());
    assertRefused(post(bare), 400, "a receipt must be signed");
    assertRefused(post(signed(bare, device)), 400, "does not open");
    Content both = EnvelopedMessage.encrypt(signedReceipt(), AES, toService());
    assertRefused(post(signed(both, device)), 400, "does not open");
    byte[] damaged = both.encode();
    damaged[damaged.length - 1] ^= 1;
    assertRefused(post(damaged, CMS), 400, "does not open with the service's key");
  }

  private static final ContentCipher AES = ContentCipher.AES_256_GCM;

  private static List<Recipient> toService() {
    TlsIdentity exchange =
        new TlsIdentity(
            est.deployment().parts().secrets().messages().get().exchange().key(),
            est.deployment().parts().secrets().messages().get().exchange().chain());
    X509CertificateHolder certificate = Statements.certificate(exchange);
    return List.of(
        new Recipient.KeyAgreement(
            EntityIdentifier.of(certificate),
            certificate.getSubjectPublicKeyInfo(),
            AgreementScheme.STANDARD_SHA256,
            KeyWrap.AES_256));
  }

  @Test
  @Requirement({"R8295-8.2-1", "R7191-4-1"})
  void whatOpensslSignsIsTaken() throws Exception {
    Path key = Files.write(folder.resolve("key.pem"), PrivateKeyPem.encode(device.key()));
    Path certificate =
        Files.write(folder.resolve("own.pem"), CertificatePem.encode(device.chain()));
    Path content = Files.write(folder.resolve("receipt.der"), receipt(id, device).octets());
    Path out = folder.resolve("signed.der");
    openssl(
        List.of(
            "openssl",
            "cms",
            "-sign",
            "-binary",
            "-nodetach",
            "-outform",
            "DER",
            "-econtent_type",
            ReceiptOids.KEY_PACKAGE_RECEIPT.getId(),
            "-in",
            content.toString(),
            "-inkey",
            key.toString(),
            "-signer",
            certificate.toString(),
            "-out",
            out.toString()));
    assertReceived(post(Files.readAllBytes(out), CMS));
  }

  private static void openssl(List<String> command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
      assertThat(process.waitFor()).as(output).isZero();
    } catch (IOException e) {
      assumeTrue(false, "openssl is not on the path: " + e.getMessage());
    }
  }

  /** Whatever is cut or flipped: refused, or read as the same; and never an error of the server. */
  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() {
    byte[] good =
        signed(error(Optional.of(id), EnumeratedErrorCode.OTHER, device), device).encode();
    try (RawClient client = est.client(device)) {
      for (int i = 0; i < good.length; i++) {
        byte[] flipped = good.clone();
        flipped[i] ^= (byte) (i % 2 == 0 ? 0x01 : 0xa0);
        byte[] damaged = i % 3 == 0 ? Arrays.copyOf(good, i + 1) : flipped;
        HttpReply reply = client.postAs(PATH, damaged, List.of("Content-Type: " + CMS));
        assertThat(reply.status()).as("octet " + i).isIn(204, 400, 403, 404);
      }
    }
  }
}
