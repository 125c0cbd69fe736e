package org.bequest.crypto.keypackage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.AgreementScheme;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EncryptedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Holder;
import org.bequest.crypto.cms.KeyTransportAlgorithm;
import org.bequest.crypto.cms.KeyWrap;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The algorithms that RFC 5959, 6033, 6160 and 6161 ask for around key packages, and RFC 7192
 * around receipts and errors, but for what nobody should use any more: DSA, SHA-1, Diffie-Hellman
 * in a prime field.
 */
class KeyPackageAlgorithmsTest {
  private static final Content RECEIPT =
      new Content(CmsOids.KEY_PACKAGE_RECEIPT, new byte[] {0x30, 0x03, 0x02, 0x01, 0x05});

  private static final Holder SIGNER = Holder.of(KeyAlgorithm.P256);
  private static final Holder RSA = Holder.of(KeyAlgorithm.RSA_2048);
  private static final Holder EC = Holder.of(KeyAlgorithm.P256);

  private static EntityIdentifier id(Holder holder) {
    return EntityIdentifier.of(holder.certificate());
  }

  private static SubjectPublicKeyInfo key(Holder holder) {
    return holder.certificate().getSubjectPublicKeyInfo();
  }

  private static Recipient agreement(KeyWrap wrap) {
    return new Recipient.KeyAgreement(id(EC), key(EC), AgreementScheme.STANDARD_SHA256, wrap);
  }

  private static Recipient transport(KeyTransportAlgorithm algorithm) {
    return new Recipient.KeyTransport(id(RSA), key(RSA), algorithm);
  }

  private static void assertOpens(Content message, RecipientKey key) throws Exception {
    Unpacked unpacked =
        new MessageOpener(List.of(key), List.of()).open(Content.decode(message.encode()));
    assertThat(unpacked)
        .isInstanceOfSatisfying(
            Unpacked.Whole.class,
            whole -> {
              assertThat(whole.leaf().octets()).isEqualTo(RECEIPT.octets());
              assertThat(whole.signers()).hasSize(1);
            });
  }

  /** Whatever the content is encrypted with. */
  @ParameterizedTest
  @EnumSource
  void keysAreTransportedAndAgreedOn(ContentCipher cipher) throws Exception {
    Content signed = SignedMessage.sign(RECEIPT, SIGNER.signer());
    for (KeyTransportAlgorithm algorithm :
        List.of(KeyTransportAlgorithm.PKCS1_V15, KeyTransportAlgorithm.OAEP_SHA256)) {
      assertOpens(
          EnvelopedMessage.encrypt(signed, cipher, List.of(transport(algorithm))),
          RSA.recipientKey());
    }
    for (KeyWrap wrap : KeyWrap.values()) {
      if (wrap.keyOctets() == cipher.keyOctets()) {
        assertOpens(
            EnvelopedMessage.encryptKeyPackage(signed, cipher, List.of(agreement(wrap))),
            EC.recipientKey());
      }
    }
  }

  static Stream<Arguments> directCiphers() {
    return Stream.of(ContentCipher.values())
        .filter(c -> !c.isAuthenticated())
        .map(c -> Arguments.of(c, Secret.of(new byte[c.keyOctets()])));
  }

  @ParameterizedTest
  @MethodSource("directCiphers")
  void aKeyThatIsThereAlreadyNeedsNeither(ContentCipher cipher, Secret key) throws Exception {
    RecipientKey.Kek kek = new RecipientKey.Kek(new byte[] {1}, key);
    Content signed = SignedMessage.sign(RECEIPT, SIGNER.signer());
    assertOpens(EncryptedMessage.encrypt(signed, cipher, kek), kek);
    assertOpens(EncryptedMessage.encryptKeyPackage(signed, cipher, kek), kek);
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "RSA_2048", "RSA_3072"})
  void signaturesAreOfRsaOrOfAnEllipticCurve(KeyAlgorithm algorithm) throws Exception {
    Content signed = SignedMessage.sign(RECEIPT, Holder.of(algorithm).signer());
    assertOpens(signed, RSA.recipientKey());
  }
}
