package org.bequest.crypto.cms.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.Holder;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.key.OpenSsl;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code openssl cms} reads what we stream, and we read what it streams: BER without lengths. */
class OpenSslStreamTest {
  private static final String HEX_KEY =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final Secret KEY = Secret.of(HexFormat.of().parseHex(HEX_KEY));
  private static final byte[] ID = {(byte) 0xab, 1};
  private static final RecipientKey.Kek OWN = new RecipientKey.Kek(ID, KEY);
  private static final byte[] TEXT = new byte[300_001];

  @TempDir Path folder;

  private final Holder signer = Holder.of(KeyAlgorithm.P256);

  @BeforeEach
  void needsOpenSsl() throws Exception {
    assumeTrue(OpenSsl.isPresent(), "openssl is not installed");
    new Random(1).nextBytes(TEXT);
    Files.write(folder.resolve("text"), TEXT);
    pem("cert.pem", signer.certificate());
    byte[] key = Keys.pkcs8(signer.keys().getPrivate()).getEncoded();
    pem("key.pem", new PemObject("PRIVATE KEY", key));
  }

  private void pem(String name, Object object) throws Exception {
    try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(folder.resolve(name)))) {
      pem.writeObject(object);
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Body text() throws Exception {
    return StreamedContent.of(CmsOids.DATA, folder.resolve("text"));
  }

  private void itReads(Body body, String... how) throws Exception {
    try (OutputStream out = Files.newOutputStream(folder.resolve("message"))) {
      new ContentInfoBody(body).writeTo(out);
    }
    List<String> all = new ArrayList<>(List.of("cms"));
    all.addAll(List.of(how));
    all.addAll(List.of("-binary", "-inform", "DER", "-in", file("message"), "-out", file("out")));
    OpenSsl.run(all);
    assertThat(Files.readAllBytes(folder.resolve("out"))).isEqualTo(TEXT);
  }

  private StreamUnpacked.Whole weRead(String... how) throws Exception {
    List<String> all = new ArrayList<>(List.of("cms"));
    all.addAll(List.of(how));
    all.addAll(List.of("-binary", "-stream", "-outform", "DER"));
    all.addAll(List.of("-in", file("text"), "-out", file("message")));
    OpenSsl.run(all);
    Path message = folder.resolve("message");
    assertThat(Files.readAllBytes(message)).startsWith(0x30, 0x80);
    StreamOpener opener = new StreamOpener(List.of(OWN), List.of(), CmsLimits.STANDARD);
    StreamUnpacked.Whole whole = (StreamUnpacked.Whole) opener.open(Source.of(message));
    try (StreamedContent leaf = whole.leaf();
        OutputStream out = Files.newOutputStream(folder.resolve("out"))) {
      assertThat(leaf.length()).isEqualTo(TEXT.length);
      leaf.writeTo(out);
    }
    assertThat(Files.readAllBytes(folder.resolve("out"))).isEqualTo(TEXT);
    return whole;
  }

  @Test
  void itVerifiesOurSignature() throws Exception {
    itReads(SignedBody.sign(text(), m -> m.by(signer.signer())), "-verify", "-noverify");
  }

  @ParameterizedTest
  @EnumSource(
      value = ContentCipher.class,
      names = {"AES_128_CBC", "AES_256_CBC", "AES_128_GCM", "AES_256_GCM"})
  void itDecryptsOurEnvelope(ContentCipher cipher) throws Exception {
    Recipient recipient = Recipient.of(ID, KEY);
    try (EnvelopedBody body = EnvelopedBody.of(text(), cipher, List.of(recipient))) {
      itReads(body, "-decrypt", "-secretkey", HEX_KEY, "-secretkeyid", "ab01");
    }
  }

  @Test
  void itReadsOurEncryptedAndDigestedData() throws Exception {
    itReads(
        EncryptedBody.of(text(), ContentCipher.AES_256_CBC, KEY),
        "-EncryptedData_decrypt",
        "-secretkey",
        HEX_KEY);
    itReads(DigestedBody.of(text(), DigestAlgorithm.SHA256), "-digest_verify");
    itReads(text(), "-data_out");
  }

  /** Where it is built without zlib it still sees the structure. */
  @Test
  void itParsesOurCompressedData() throws Exception {
    try (OutputStream out = Files.newOutputStream(folder.resolve("message"))) {
      new ContentInfoBody(CompressedBody.of(text())).writeTo(out);
    }
    assertThat(OpenSsl.text("asn1parse", "-inform", "DER", "-in", file("message")))
        .contains("id-smime-ct-compressedData", "zlib compression", "pkcs7-data")
        .doesNotContain("Error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha384", "sha512"})
  void weVerifyItsSignature(String hash) throws Exception {
    StreamUnpacked.Whole whole =
        weRead(
            "-sign",
            "-nodetach",
            "-md",
            hash,
            "-signer",
            file("cert.pem"),
            "-inkey",
            file("key.pem"));
    assertThat(whole.signers())
        .singleElement()
        .satisfies(s -> assertThat(s.ownCertificate()).contains(signer.certificate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-aes128", "-aes256", "-aes-128-gcm", "-aes-256-gcm"})
  void weDecryptItsEnvelope(String cipher) throws Exception {
    weRead("-encrypt", cipher, "-secretkey", HEX_KEY, "-secretkeyid", "ab01");
  }

  @Test
  void weReadItsEncryptedAndDigestedData() throws Exception {
    weRead("-EncryptedData_encrypt", "-aes256", "-secretkey", HEX_KEY);
    weRead("-digest_create", "-md", "sha256");
    weRead("-data_create");
  }
}
