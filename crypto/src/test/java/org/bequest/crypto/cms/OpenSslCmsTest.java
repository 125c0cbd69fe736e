package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.key.OpenSsl;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code openssl cms} reads what we write, and we read what it writes. */
class OpenSslCmsTest {
  private static final byte[] TEXT = "the text\r\nof a message".getBytes(StandardCharsets.UTF_8);
  private static final String HEX_KEY =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final Secret KEK = Secret.of(HexFormat.of().parseHex(HEX_KEY));

  @TempDir Path folder;

  @BeforeEach
  void needsOpenSsl() throws Exception {
    assumeTrue(OpenSsl.isPresent(), "openssl is not installed");
    Files.write(folder.resolve("text"), TEXT);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void write(Holder holder) throws Exception {
    try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(folder.resolve("cert.pem")))) {
      pem.writeObject(holder.certificate());
    }
    try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(folder.resolve("key.pem")))) {
      pem.writeObject(
          new PemObject("PRIVATE KEY", Keys.pkcs8(holder.keys().getPrivate()).getEncoded()));
    }
  }

  private byte[] openssl(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("cms"));
    all.addAll(List.of(arguments));
    return OpenSsl.run(all);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"P256", "P384", "P521", "RSA_2048"})
  void itVerifiesOurSignatures(KeyAlgorithm algorithm) throws Exception {
    Holder holder = Holder.of(algorithm);
    write(holder);
    Files.write(
        folder.resolve("message"),
        SignedMessage.sign(Content.data(TEXT), holder.signer()).encode());
    openssl(
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        file("message"),
        "-noverify",
        "-out",
        file("out"));
    assertThat(Files.readAllBytes(folder.resolve("out"))).isEqualTo(TEXT);
  }

  static Stream<Arguments> itsSignatures() {
    return Stream.of(
        Arguments.of(KeyAlgorithm.P256, List.of()),
        Arguments.of(KeyAlgorithm.P384, List.of("-md", "sha384")),
        Arguments.of(KeyAlgorithm.RSA_2048, List.of()),
        Arguments.of(KeyAlgorithm.RSA_2048, List.of("-keyopt", "rsa_padding_mode:pss")),
        Arguments.of(KeyAlgorithm.P256, List.of("-keyid")),
        Arguments.of(KeyAlgorithm.P256, List.of("-noattr")),
        Arguments.of(KeyAlgorithm.P256, List.of("-indef")));
  }

  @ParameterizedTest
  @MethodSource("itsSignatures")
  void weVerifyItsSignatures(KeyAlgorithm algorithm, List<String> options) throws Exception {
    write(Holder.of(algorithm));
    List<String> all = new ArrayList<>();
    all.addAll(List.of("cms", "-sign", "-binary", "-nodetach", "-outform", "DER"));
    all.addAll(
        List.of("-in", file("text"), "-signer", file("cert.pem"), "-inkey", file("key.pem")));
    all.addAll(List.of("-out", file("message")));
    all.addAll(options);
    OpenSsl.run(all);
    SignedContent message = SignedContent.decode(Files.readAllBytes(folder.resolve("message")));
    assertThat(SignatureCheck.of(message, SignerKeys.in(message)))
        .isInstanceOfSatisfying(
            SignatureCheck.Verified.class, v -> assertThat(v.content().octets()).isEqualTo(TEXT));
  }

  static Stream<Arguments> ours() {
    return Stream.of(KeyAlgorithm.P256, KeyAlgorithm.P384, KeyAlgorithm.P521, KeyAlgorithm.RSA_2048)
        .flatMap(a ->
            Stream.of(
                    ContentCipher.AES_128_CBC,
                    ContentCipher.AES_256_CBC,
                    ContentCipher.AES_128_GCM,
                    ContentCipher.AES_256_GCM)
                .map(c -> Arguments.of(a, c)));
  }

  @ParameterizedTest
  @MethodSource("ours")
  @Requirement({"R7030-4.4.2-5", "R7030-4.4.2-6"})
  void itDecryptsWhatWeEncryptForItsKey(KeyAlgorithm algorithm, ContentCipher cipher)
      throws Exception {
    Holder holder = Holder.of(algorithm);
    write(holder);
    for (EntityIdentifier id : holder.recipientKey().ids()) {
      Recipient recipient = Recipient.of(id, holder.certificate().getSubjectPublicKeyInfo());
      decrypts(cipher, recipient, "-inkey", file("key.pem"), "-recip", file("cert.pem"));
    }
  }

  private void decrypts(ContentCipher cipher, Recipient recipient, String... key) throws Exception {
    Content message = EnvelopedMessage.encrypt(Content.data(TEXT), cipher, List.of(recipient));
    Files.write(folder.resolve("message"), message.encode());
    List<String> all = new ArrayList<>();
    all.addAll(List.of("cms", "-decrypt", "-binary", "-inform", "DER", "-in", file("message")));
    all.addAll(List.of(key));
    all.addAll(List.of("-out", file("out")));
    OpenSsl.run(all);
    assertThat(Files.readAllBytes(folder.resolve("out"))).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(
      value = ContentCipher.class,
      names = {"AES_128_CBC", "AES_192_CBC", "AES_256_CBC", "AES_256_GCM"})
  @Requirement("R7030-4.4.2-4")
  void itDecryptsWithASharedKeyAndAPassword(ContentCipher cipher) throws Exception {
    Recipient kek = Recipient.of(new byte[] {(byte) 0xab, 1}, KEK);
    decrypts(cipher, kek, "-secretkey", HEX_KEY, "-secretkeyid", "ab01");
    decrypts(
        cipher,
        Recipient.Password.of(Secret.of("correct horse")),
        "-pwri_password",
        "correct horse");
  }

  static Stream<Arguments> its() {
    return Stream.of(
        Arguments.of(KeyAlgorithm.RSA_2048, List.of("-aes256")),
        Arguments.of(KeyAlgorithm.RSA_2048, List.of("-aes-256-gcm")),
        Arguments.of(KeyAlgorithm.RSA_2048, List.of("-aes256", "-keyopt", "rsa_padding_mode:oaep")),
        Arguments.of(
            KeyAlgorithm.RSA_2048,
            List.of(
                "-aes256", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256")),
        Arguments.of(KeyAlgorithm.P256, List.of("-aes128")),
        Arguments.of(KeyAlgorithm.P384, List.of("-aes-256-gcm")),
        Arguments.of(KeyAlgorithm.P256, List.of("-aes256", "-keyopt", "ecdh_kdf_md:sha256")),
        Arguments.of(KeyAlgorithm.P521, List.of("-aes256", "-keyopt", "ecdh_kdf_md:sha512")),
        Arguments.of(KeyAlgorithm.P256, List.of("-aes256", "-keyopt", "ecdh_cofactor_mode:1")));
  }

  @ParameterizedTest
  @MethodSource("its")
  void weDecryptWhatItEncryptsForOurKey(KeyAlgorithm algorithm, List<String> options)
      throws Exception {
    Holder holder = Holder.of(algorithm);
    write(holder);
    List<String> all = new ArrayList<>();
    all.addAll(List.of("cms", "-encrypt", "-binary", "-outform", "DER", "-in", file("text")));
    all.addAll(List.of(options.getFirst(), "-out", file("message"), "-recip", file("cert.pem")));
    all.addAll(options.subList(1, options.size()));
    OpenSsl.run(all);
    assertOpens(holder.recipientKey());
  }

  private void assertOpens(RecipientKey key) throws Exception {
    Content content = Content.decode(Files.readAllBytes(folder.resolve("message")));
    assertThat(new MessageOpener(List.of(key), List.of()).open(content))
        .isInstanceOfSatisfying(
            Unpacked.Whole.class, w -> assertThat(w.leaf().octets()).isEqualTo(TEXT));
  }

  @Test
  void weDecryptWithASharedKeyAndAPassword() throws Exception {
    openssl(
        "-encrypt",
        "-binary",
        "-outform",
        "DER",
        "-in",
        file("text"),
        "-out",
        file("message"),
        "-aes256",
        "-secretkey",
        HEX_KEY,
        "-secretkeyid",
        "ab01");
    assertOpens(new RecipientKey.Kek(new byte[] {(byte) 0xab, 1}, KEK));
    openssl(
        "-encrypt",
        "-binary",
        "-outform",
        "DER",
        "-in",
        file("text"),
        "-out",
        file("message"),
        "-aes256",
        "-pwri_password",
        "correct horse");
    assertOpens(new RecipientKey.Password(Secret.of("correct horse")));
  }

  @Test
  void encryptedDataGoesBothWays() throws Exception {
    RecipientKey.Kek key = new RecipientKey.Kek(new byte[] {1}, KEK);
    Content ours = EncryptedMessage.encrypt(Content.data(TEXT), ContentCipher.AES_256_CBC, key);
    Files.write(folder.resolve("message"), ours.encode());
    openssl(
        "-EncryptedData_decrypt",
        "-binary",
        "-inform",
        "DER",
        "-in",
        file("message"),
        "-secretkey",
        HEX_KEY,
        "-out",
        file("out"));
    assertThat(Files.readAllBytes(folder.resolve("out"))).isEqualTo(TEXT);
    openssl(
        "-EncryptedData_encrypt",
        "-binary",
        "-outform",
        "DER",
        "-in",
        file("text"),
        "-out",
        file("message"),
        "-aes256",
        "-secretkey",
        HEX_KEY);
    assertOpens(key);
  }
}
