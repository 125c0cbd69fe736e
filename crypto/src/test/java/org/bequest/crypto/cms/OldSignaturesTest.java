package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.OldRsaSigner;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignatureCheck.Refused;
import org.bequest.crypto.cms.SignatureCheck.Verified;
import org.bequest.crypto.key.OpenSsl;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures over SHA-1: for those alone who ask for them in words. */
class OldSignaturesTest {
  private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @BeforeEach
  void needsOpenSsl() throws Exception {
    assumeTrue(OpenSsl.isPresent(), "openssl is not installed");
    Files.write(folder.resolve("text"), TEXT);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private SignedContent signedByOpenSsl() throws Exception {
    OpenSsl.run(
        List.of(
            "req",
            "-x509",
            "-new",
            "-sha256",
            "-days",
            "9",
            "-key",
            file("key.pem"),
            "-subj",
            "/CN=old",
            "-out",
            file("cert.pem")));
    OpenSsl.run(
        List.of(
            "cms",
            "-sign",
            "-binary",
            "-nodetach",
            "-outform",
            "DER",
            "-md",
            "sha1",
            "-in",
            file("text"),
            "-signer",
            file("cert.pem"),
            "-inkey",
            file("key.pem"),
            "-out",
            file("message")));
    return SignedContent.decode(Files.readAllBytes(folder.resolve("message")));
  }

  private static void assertOnlyWhenAskedFor(SignedContent message) {
    SignerKeys keys = SignerKeys.in(message);
    assertThat(SignatureCheck.of(message, keys))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.fault()).isEqualTo(Fault.REFUSED_DIGEST_ALGORITHM));
    assertThat(SignatureCheck.of(message, keys, SignaturePolicy.WITH_SHA1))
        .isInstanceOf(Verified.class);
    SignerInfo good = message.signers().getFirst();
    for (int i : new int[] {0, 5, good.signature().length - 1}) {
      byte[] changed = good.signature().clone();
      changed[i] ^= 1;
      assertThat(SignatureCheck.of(with(message, changed), keys, SignaturePolicy.WITH_SHA1))
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.fault()).isEqualTo(Fault.BAD_SIGNATURE));
    }
  }

  private static SignedContent with(SignedContent message, byte[] signature) {
    SignerInfo s = message.signers().getFirst();
    SignerInfo changed =
        new SignerInfo(
            s.version(),
            s.id(),
            s.digestAlgorithm(),
            s.signedAttributes(),
            s.signatureAlgorithm(),
            signature,
            s.unsignedAttributes());
    return message.with(List.of(changed));
  }

  @Test
  @Requirement({"R5274-4.1-1", "S-23"})
  void rsaOverSha1Verifies() throws Exception {
    OpenSsl.run(List.of("genrsa", "-out", file("key.pem"), "2048"));
    assertOnlyWhenAskedFor(signedByOpenSsl());
  }

  @Test
  @Requirement("R5274-4.1-1")
  void dsaOverSha1Verifies() throws Exception {
    OpenSsl.run(List.of("dsaparam", "-out", file("params"), "1024"));
    OpenSsl.run(List.of("gendsa", "-out", file("key.pem"), file("params")));
    assertOnlyWhenAskedFor(signedByOpenSsl());
  }

  @Test
  @Requirement("R5274-4.1-3")
  void opensslVerifiesOurs() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.RSA_2048);
    OldRsaSigner signer =
        new OldRsaSigner(
            holder.keys().getPrivate(), holder.certificate().getSubjectPublicKeyInfo());
    MessageSigner old =
        new MessageSigner(
            signer, EntityIdentifier.of(holder.certificate()), List.of(holder.certificate()));
    Content message = SignedMessage.sign(Content.data(TEXT), old);
    assertOnlyWhenAskedFor(SignedContent.of(message));
    Files.write(folder.resolve("message"), message.encode());
    OpenSsl.run(
        List.of(
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            file("message"),
            "-noverify",
            "-out",
            file("out")));
    assertThat(Files.readAllBytes(folder.resolve("out"))).isEqualTo(TEXT);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new OldRsaSigner(
                holder.keys().getPrivate(),
                Holder.of(KeyAlgorithm.P256).certificate().getSubjectPublicKeyInfo()));
  }
}
