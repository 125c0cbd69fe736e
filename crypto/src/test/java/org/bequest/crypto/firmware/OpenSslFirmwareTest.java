package org.bequest.crypto.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.Holder;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamOpener;
import org.bequest.crypto.cms.stream.StreamUnpacked;
import org.bequest.crypto.key.OpenSsl;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.firmware.DecryptKeyName;
import org.bequest.formats.firmware.FirmwarePackageMessageDigest;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.WrappedFirmwareKey;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code openssl cms} takes off the layers that we put on, and we those that it puts on. Where it
 * was built without zlib, Python inflates.
 */
class OpenSslFirmwareTest {
  private static final byte[] IMAGE = Factory.image(30_000);

  /** Walks a CompressedData by hand: SEQUENCE, version, algorithm, encapContentInfo, eContent. */
  private static final String INFLATE =
      """
      import sys, zlib
      def element(b, at):
          length, head = b[at + 1], 2
          if length & 0x80:
              count = length & 0x7f
              length, head = int.from_bytes(b[at + 2:at + 2 + count], 'big'), 2 + count
          return at + head, at + head + length
      b = open(sys.argv[1], 'rb').read()
      at, _ = element(b, 0)
      assert b[at:at + 3] == bytes([2, 1, 0])
      at = element(b, at + 3)[1]
      at, _ = element(b, at)
      oid, end = element(b, at)
      assert b[oid:end].hex() == '2a864886f70d0109100110'
      at, _ = element(b, end)
      at, end = element(b, at)
      open(sys.argv[2], 'wb').write(zlib.decompress(b[at:end]))
      """;

  private final Factory factory = new Factory();

  @TempDir Path folder;

  @BeforeEach
  void needsOpenSsl() {
    assumeTrue(OpenSsl.isPresent(), "openssl is not installed");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private byte[] put(String name, byte[] octets) throws IOException {
    Files.write(folder.resolve(name), octets);
    return octets;
  }

  private byte[] openssl(byte[] input, String... options) throws Exception {
    put("in", input);
    List<String> all = new ArrayList<>(List.of("cms"));
    all.addAll(List.of(options));
    all.addAll(List.of("-binary", "-in", file("in"), "-out", file("out")));
    OpenSsl.run(all);
    return Files.readAllBytes(folder.resolve("out"));
  }

  private byte[] inflated(byte[] compressedData) throws Exception {
    put("in", compressedData);
    put("inflate.py", INFLATE.getBytes(StandardCharsets.UTF_8));
    Process python =
        new ProcessBuilder("python3", file("inflate.py"), file("in"), file("out"))
            .redirectErrorStream(true)
            .start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(said).isZero();
    return Files.readAllBytes(folder.resolve("out"));
  }

  static Stream<FirmwareShape> shapes() {
    return FirmwareShape.all().stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  @Requirement({"R8295-6.1.2-2", "R4108-2-1", "R4108-2-2", "R4108-2-3", "R4108-2.1.5-1"})
  void itTakesOffEveryLayer(FirmwareShape shape) throws Exception {
    FirmwareMessage building = Factory.message(IMAGE, shape, Factory.encryption());
    byte[] message =
        Factory.written(shape.signed() ? building.signed(factory.signing()) : building.unsigned());
    byte[] inner = Content.decode(message).octets();
    if (shape.signed()) {
      inner = openssl(message, "-verify", "-noverify", "-inform", "DER");
    }
    if (shape.encrypted()) {
      byte[] alone = new Content(CmsOids.ENCRYPTED_DATA, inner).encode();
      String[] key = {"-EncryptedData_decrypt", "-secretkey", Factory.HEX_KEY};
      inner = openssl(alone, key[0], key[1], key[2], "-inform", "DER");
    }
    if (shape.compressed()) {
      inner = inflated(inner);
    }
    boolean bare = shape.layers().isEmpty();
    assertThat(inner).isEqualTo(bare ? new DEROctetString(IMAGE).getEncoded() : IMAGE);
  }

  private void write(X509CertificateHolder certificate, byte[] pkcs8) throws Exception {
    try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(folder.resolve("cert.pem")))) {
      pem.writeObject(certificate);
    }
    try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(folder.resolve("key.pem")))) {
      pem.writeObject(new PemObject("PRIVATE KEY", pkcs8));
    }
  }

  static Stream<KeyAlgorithm> recipients() {
    return Stream.of(KeyAlgorithm.RSA_2048, KeyAlgorithm.P256);
  }

  /** The ciphertext of the package and the recipients beside it, put together. */
  @ParameterizedTest
  @MethodSource("recipients")
  @Requirement({"R4108-2.3.1-1", "R4108-2.3.1-2"})
  void itDecryptsWithTheWrappedKey(KeyAlgorithm algorithm) throws Exception {
    Holder device = Holder.of(algorithm);
    write(device.certificate(), Keys.pkcs8(device.keys().getPrivate()).getEncoded());
    Recipient recipient =
        Recipient.of(
            EntityIdentifier.of(device.certificate()),
            device.certificate().getSubjectPublicKeyInfo());
    byte[] message =
        Factory.written(
            Factory.message(IMAGE)
                .encrypted(Factory.encryption(recipient))
                .signed(factory.signing()));
    SignedContent signed = SignedContent.decode(message);
    WrappedFirmwareKey key =
        WrappedFirmwareKey.of(signed.signers().getFirst().unsignedAttributes()).orElseThrow();
    EncryptedContent encrypted = EncryptedContent.of(signed.content().orElseThrow());
    byte[] enveloped = key.around(encrypted.encrypted().octets()).encode().encode();
    String[] keys = {"-inkey", file("key.pem"), "-recip", file("cert.pem")};
    assertThat(openssl(enveloped, "-decrypt", "-inform", "DER", keys[0], keys[1], keys[2], keys[3]))
        .isEqualTo(IMAGE);
  }

  private SignedMessage ours(Content content) throws Exception {
    SignedMessage message = SignedMessage.of(content).by(factory.signer());
    Factory.ATTRIBUTES.toAttributes().forEach(message::signedAttribute);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(IMAGE);
    return message
        .signedAttribute(new DecryptKeyName(Factory.KEY_NAME).toAttribute())
        .signedAttribute(
            new FirmwarePackageMessageDigest(DigestAlgorithm.SHA256.identifier(), Octets.of(digest))
                .toAttribute());
  }

  private static Content closed(EncryptedContentInfo info) {
    return new EncryptedContent(
            new EncryptedContentInfo(CmsOids.FIRMWARE_PACKAGE, info.algorithm(), info.octets()),
            Attributes.NONE)
        .encode();
  }

  private void assertOpens(byte[] message, RecipientKey key) throws Exception {
    FirmwareOpening opening = Factory.open(factory.opener(key), message);
    assertThat(opening).isInstanceOf(FirmwareOpening.Opened.class);
    try (OpenedFirmware opened = ((FirmwareOpening.Opened) opening).firmware()) {
      assertThat(Factory.written(opened.image())).isEqualTo(IMAGE);
    }
  }

  @Test
  void weDecryptItsEncryptedData() throws Exception {
    String[] key = {"-EncryptedData_encrypt", "-aes256", "-secretkey", Factory.HEX_KEY};
    byte[] its = openssl(IMAGE, key[0], key[1], key[2], key[3], "-outform", "DER");
    Content content = closed(EncryptedContent.decode(its).encrypted());
    assertOpens(ours(content).sign().encode(), Factory.kek());
  }

  @ParameterizedTest
  @MethodSource("recipients")
  void weDecryptWithAKeyThatItWrapped(KeyAlgorithm algorithm) throws Exception {
    Holder device = Holder.of(algorithm);
    write(device.certificate(), Keys.pkcs8(device.keys().getPrivate()).getEncoded());
    String[] to = {"-encrypt", "-aes256", "-outform", "DER", "-recip", file("cert.pem")};
    byte[] its = openssl(IMAGE, to[0], to[1], to[2], to[3], to[4], to[5]);
    EnvelopedContent enveloped = EnvelopedContent.decode(its);
    EncryptedContentInfo info = enveloped.encrypted();
    WrappedFirmwareKey key =
        WrappedFirmwareKey.of(enveloped.recipients(), CmsOids.FIRMWARE_PACKAGE, info.algorithm());
    byte[] message = ours(closed(info)).unsignedAttribute(key.toAttribute()).sign().encode();
    assertOpens(message, device.recipientKey());
  }

  /** It signs firmware packages, but has no option for their attributes. */
  @Test
  @Requirement("R4108-2.2-2")
  void itsSignatureIsReadAndItsMissingAttributesAreNoticed() throws Exception {
    write(factory.certificate(), Keys.pkcs8(factory.maker().keys().getPrivate()).getEncoded());
    byte[] its =
        openssl(
            IMAGE,
            "-sign",
            "-nodetach",
            "-keyid",
            "-md",
            "sha256",
            "-econtent_type",
            CmsOids.FIRMWARE_PACKAGE.getId(),
            "-signer",
            file("cert.pem"),
            "-inkey",
            file("key.pem"),
            "-outform",
            "DER");
    StreamOpener opener = new StreamOpener(List.of(), List.of(), Factory.LIMITS);
    assertThat(opener.open(Source.of(its)))
        .isInstanceOfSatisfying(
            StreamUnpacked.Whole.class,
            whole -> assertThat(whole.leaf().type()).isEqualTo(CmsOids.FIRMWARE_PACKAGE));
    assertThat(Factory.open(factory.opener(), its))
        .isInstanceOfSatisfying(
            FirmwareOpening.Refused.class,
            refused -> assertThat(refused.why().code()).isEqualTo(LoadErrorCode.BAD_SIGNED_ATTRS));
  }
}
