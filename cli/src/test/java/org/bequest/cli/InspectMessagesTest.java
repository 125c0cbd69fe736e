package org.bequest.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EncryptedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.anchor.TrustAnchorList;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.ContentCollection;
import org.bequest.formats.cms.EntityIdentifier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code bequest inspect} of messages: layer in layer, signatures, keys to open them with. */
class InspectMessagesTest {
  private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("2.999.7");
  private static final Content LEAF = new Content(STRANGE, "hello, device".getBytes(US_ASCII));
  private static final String LEAF_HEX = "68656c6c6f2c20646576696365";

  @TempDir Path folder;

  private final InspectParty root = InspectParty.root("root");
  private final InspectParty signer = root.issue("signer");
  private Path anchor;
  private Path key;

  @BeforeEach
  void files() throws Exception {
    anchor = root.certificateFile(folder);
    key = signer.keyFile(folder);
  }

  private CommandRun inspect(Content message, Object... options) throws IOException {
    return inspect(message.encode(), options);
  }

  private CommandRun inspect(byte[] message, Object... options) throws IOException {
    Path file = Files.write(folder.resolve("message"), message);
    List<String> arguments = new ArrayList<>(List.of("inspect", file.toString()));
    for (Object option : options) {
      arguments.add(option.toString());
    }
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static String text(JsonNode node, String pointer) {
    return node.at(pointer).asString();
  }

  @Test
  void theSignerIsNamedAndNotCheckedWithoutAnAnchor() throws Exception {
    CommandRun run = inspect(SignedMessage.sign(LEAF, signer.signer()));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("id-signedData", "2.999.7", LEAF_HEX, "of CN=root", "not checked: no --ca");
  }

  @Test
  void aSignatureThatLeadsToTheAnchorIsGood() throws Exception {
    CommandRun run = inspect(SignedMessage.sign(LEAF, signer.signer()), "--ca", anchor, "--json");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(text(run.json().getFirst(), "/value/content/signerInfos/0/verified"))
        .isEqualTo("good, by CN=signer, below CN=root");
  }

  @Test
  void aSignatureThatLeadsElsewhereIsNotBelieved() throws Exception {
    Path other = InspectParty.root("other").certificateFile(folder);

    CommandRun run = inspect(SignedMessage.sign(LEAF, signer.signer()), "--ca", other);

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.out()).contains("! /ContentInfo/content/signerInfos/0/verified: ");
  }

  @Test
  void aChangedContentIsExitCode7() throws Exception {
    byte[] message = SignedMessage.sign(LEAF, signer.signer()).encode();
    String latin = new String(message, ISO_8859_1);
    byte[] changed = latin.replace("hello", "hallo").getBytes(ISO_8859_1);

    assertThat(inspect(changed).exitCode()).isZero();
    CommandRun run = inspect(changed, "--ca", anchor);

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.out()).contains("the content is not the one that was signed");
  }

  @Test
  void aPathIsValidatedAtTheTimeThatTheUserSays() throws Exception {
    Content message = SignedMessage.sign(LEAF, signer.signer());
    Instant late = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    CommandRun run = inspect(message, "--ca", anchor, "--at", late);

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.out()).contains("not believed");
  }

  @Test
  void anAnchorWithoutACertificateIsFoundByItsKeyIdentifier() throws Exception {
    byte[] id = {1, 2, 3};
    var anchors =
        new TrustAnchorList(
            List.of(
                new TrustAnchorChoice.TaInfo(
                    TrustAnchorInfo.of(
                        signer.certificate().getSubjectPublicKeyInfo(),
                        new EntityIdentifier.KeyIdentifier(id)))));
    Path list = Files.write(folder.resolve("anchors"), anchors.content().encode());
    MessageSigner bare = MessageSigner.withoutCertificate(PrivateKeySigner.of(signer.keys()), id);

    CommandRun run = inspect(SignedMessage.sign(LEAF, bare), "--ca", list);

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out()).contains("key 010203", "good, by an anchor");
  }

  @Test
  void whatIsEncryptedIsOpenedWithThePrivateKeyOnly() throws Exception {
    Content message = encrypted(SignedMessage.sign(LEAF, signer.signer()));

    CommandRun closed = inspect(message, "--json");
    CommandRun opened = inspect(message, "--decrypt-key", key, "--ca", anchor, "--json");

    assertThat(closed.json().getFirst().at("/value/content").has("decrypted")).isFalse();
    assertThat(opened.exitCode()).as(opened.out() + opened.err()).isZero();
    JsonNode content = opened.json().getFirst().at("/value/content");
    assertThat(
            text(
                content,
                "/recipientInfos/0/kari/recipientEncryptedKeys/0/rid"
                    + "/issuerAndSerialNumber/issuer"))
        .isEqualTo("CN=root");
    assertThat(text(content, "/decrypted/signerInfos/0/verified")).startsWith("good");
    assertThat(content.at("/decrypted/encapContentInfo/eContent/hidden").asBoolean()).isTrue();
    assertThat(opened.out()).doesNotContain(LEAF_HEX);
  }

  private Content encrypted(Content inner) {
    return EnvelopedMessage.encrypt(
        inner,
        ContentCipher.AES_256_CBC,
        List.of(
            Recipient.of(
                EntityIdentifier.of(signer.certificate()),
                signer.certificate().getSubjectPublicKeyInfo())));
  }

  @Test
  void aWrongKeyIsExitCode7() throws Exception {
    CommandRun run = inspect(encrypted(LEAF), "--decrypt-key", root.keyFile(folder));

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.out()).contains("decrypted", "the key or the octets are wrong");
  }

  @Test
  void aPasswordOpensWhatIsUnderAPassword() throws Exception {
    Content message =
        EnvelopedMessage.encrypt(
            SignedMessage.sign(LEAF, signer.signer()),
            ContentCipher.AES_256_GCM,
            List.of(Recipient.Password.of(Secret.of("sesame"))));
    Path right = Files.writeString(folder.resolve("right"), "sesame\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "simsalabim\n");

    assertThat(inspect(message, "--password-file", right).out())
        .contains("id-ct-authEnvelopedData", "pwri", "of CN=root");
    assertThat(inspect(message, "--password-file", wrong).exitCode()).isEqualTo(7);
  }

  @Test
  void aSecretKeyOpensAnEncryptedKeyPackage() throws Exception {
    byte[] octets = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    var kek = new RecipientKey.Kek(new byte[] {9}, Secret.of(octets));
    Content message =
        EncryptedMessage.encryptKeyPackage(
            SignedMessage.sign(LEAF, signer.signer()), ContentCipher.AES_256_CBC, kek);
    Path file = Files.writeString(folder.resolve("kek"), "0x" + HexFormat.of().formatHex(octets));

    CommandRun run = inspect(message, "--decrypt-key", file);

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out()).contains("encrypted", "id-aa-KP-contentDecryptKeyID", "of CN=root");
  }

  @Test
  void aCollectionAndACompressionAreLookedInto() throws Exception {
    Content message =
        new ContentCollection(
                List.of(
                    CompressedContent.deflating(LEAF).encode(),
                    SignedMessage.sign(LEAF, signer.signer())))
            .encode();

    CommandRun run = inspect(message, "--json", "--ca", anchor);

    JsonNode content = run.json().getFirst().at("/value/content");
    assertThat(text(content, "/0/content/inflated")).isEqualTo(LEAF_HEX);
    assertThat(text(content, "/1/content/signerInfos/0/verified")).startsWith("good");
  }

  @Test
  void whatIsBrokenInsideIsSaidOfItAlone() throws Exception {
    Content broken = new Content(CmsOids.KEY_PACKAGE_RECEIPT, new byte[] {0x30, 3, 2, 1, 5});

    CommandRun run = inspect(SignedMessage.sign(broken, signer.signer()), "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    JsonNode finding = run.json().getFirst().at("/findings/0");
    assertThat(text(finding, "/weight")).isEqualTo("unreadable");
    assertThat(text(finding, "/path")).isEqualTo("/ContentInfo/content/encapContentInfo/eContent");
    assertThat(
            text(
                run.json().getFirst(),
                "/value/content/signerInfos/0/sid/issuerAndSerialNumber/issuer"))
        .isEqualTo("CN=root");
  }

  @Test
  void tooManyLayersAreRefused() throws Exception {
    Content message = LEAF;
    for (int i = 0; i < 9; i++) {
      message = CompressedContent.deflating(message).encode();
    }

    CommandRun run = inspect(message);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("more than 8 layers");
  }

  @Test
  void aLargeMessageIsStreamedAndItsContentShownByItsDigest() throws Exception {
    byte[] image = new byte[17 << 20];
    Content message =
        encrypted(
            SignedMessage.sign(new Content(CmsOids.FIRMWARE_PACKAGE, image), signer.signer()));

    CommandRun run = inspect(message, "--decrypt-key", key, "--ca", anchor, "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode signed = run.json().getFirst().at("/value/content/decrypted");
    JsonNode content = signed.at("/encapContentInfo/eContent");
    assertThat(content.get("octets").asLong()).isEqualTo(image.length);
    assertThat(text(content, "/sha256")).isEqualTo(sha256(image));
    assertThat(text(signed, "/signerInfos/0/verified")).startsWith("good");
  }

  @Test
  void aLargeMessageIsNotShownUnverifiedAndAWrongKeyIsToldAsAlways() throws Exception {
    Content image = new Content(CmsOids.FIRMWARE_PACKAGE, new byte[17 << 20]);
    MessageSigner stranger =
        MessageSigner.withoutCertificate(PrivateKeySigner.of(signer.keys()), new byte[] {5});

    CommandRun unknown = inspect(SignedMessage.sign(image, stranger));
    CommandRun wrong = inspect(encrypted(image), "--decrypt-key", root.keyFile(folder));

    assertThat(unknown.exitCode()).as(unknown.err()).isZero();
    assertThat(unknown.out()).contains("too large to be shown unverified");
    assertThat(wrong.exitCode()).isEqualTo(7);
  }

  private static String sha256(byte[] octets) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
  }
}
