package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.KeyTransRecipientInfo;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of recipient with every cipher, and what comes of damage. */
class EnvelopedMessageTest {
  private static final Content TEXT =
      Content.data("the text of a message".getBytes(StandardCharsets.UTF_8));

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {
        "P256",
        "P384",
        "P521",
        "RSA_2048",
        "X25519",
        "ML_KEM_512",
        "ML_KEM_768",
        "ML_KEM_1024"
      })
  void theHolderOfAKeyOpensWhatIsEncryptedForIt(KeyAlgorithm algorithm) throws Exception {
    Holder holder = Holder.of(algorithm);
    for (ContentCipher cipher : ContentCipher.values()) {
      for (EntityIdentifier id : holder.recipientKey().ids()) {
        Recipient recipient = Recipient.of(id, holder.certificate().getSubjectPublicKeyInfo());
        byte[] message = EnvelopedMessage.encrypt(TEXT, cipher, List.of(recipient)).encode();
        assertOpens(open(message, holder.recipientKey()));
      }
    }
  }

  private static void assertOpens(Opening opening) {
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    Content content = ((Opening.Opened) opening).content();
    assertThat(content.type()).isEqualTo(TEXT.type());
    assertThat(content.octets()).isEqualTo(TEXT.octets());
  }

  private static Opening open(byte[] message, RecipientKey... keys) throws MalformedException {
    Content content = Content.decode(message);
    Layer layer = Layer.of(content).orElseThrow(() -> new MalformedException("not a layer"));
    return switch (layer) {
      case EnvelopedContent enveloped -> EnvelopedMessage.open(enveloped, List.of(keys));
      case AuthEnvelopedContent enveloped -> EnvelopedMessage.open(enveloped, List.of(keys));
      case Layer other -> throw new MalformedException("another layer: " + other.type());
    };
  }

  @Test
  @Requirement({"R5274-4.1-5", "R5274-4.1-8"})
  void thatWorksWithSharedKeysAndPasswords() throws Exception {
    for (ContentCipher cipher : ContentCipher.values()) {
      for (KeyWrap wrap : KeyWrap.values()) {
        Secret key = Secret.of(ContentCipher.random(wrap.keyOctets()));
        Recipient recipient = new Recipient.Kek(new byte[] {1, 2}, key, wrap);
        byte[] message = EnvelopedMessage.encrypt(TEXT, cipher, List.of(recipient)).encode();
        assertOpens(open(message, new RecipientKey.Kek(new byte[] {1, 2}, key)));
      }
      for (PasswordKeyEncryption encryption : PasswordKeyEncryption.values()) {
        Secret password = Secret.of("correct horse");
        Recipient recipient = new Recipient.Password(password, encryption, 1000);
        byte[] message = EnvelopedMessage.encrypt(TEXT, cipher, List.of(recipient)).encode();
        assertOpens(open(message, new RecipientKey.Password(password)));
      }
    }
  }

  private static EnvelopedContent cbcFor(Holder holder) throws MalformedException {
    Recipient recipient =
        new Recipient.KeyTransport(
            EntityIdentifier.of(holder.certificate()),
            holder.certificate().getSubjectPublicKeyInfo(),
            KeyTransportAlgorithm.PKCS1_V15);
    return EnvelopedContent.of(
        EnvelopedMessage.encrypt(TEXT, ContentCipher.AES_256_CBC, List.of(recipient)));
  }

  private static EnvelopedContent with(EnvelopedContent message, byte[] encryptedKey) {
    KeyTransRecipientInfo info = (KeyTransRecipientInfo) message.recipients().getFirst();
    return new EnvelopedContent(
        List.of(new KeyTransRecipientInfo(info.id(), info.algorithm(), encryptedKey)),
        message.encrypted(),
        message.unprotected());
  }

  /**
   * What an attacker sends to learn whether the padding under RSA was right: nothing encrypted at
   * all, padding that is wrong, a key of another length. The answer is that of wrong content.
   */
  @Test
  void badPaddingUnderRsaLooksLikeWrongContent() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.RSA_2048);
    EnvelopedContent message = cbcFor(holder);
    KeyTransRecipientInfo info = (KeyTransRecipientInfo) message.recipients().getFirst();
    byte[] changed = info.encryptedKey().clone();
    changed[100] ^= 1;
    byte[] shortKey =
        KeyTransportAlgorithm.PKCS1_V15.encrypt(
            holder.certificate().getSubjectPublicKeyInfo(), new byte[16]);
    for (byte[] probe : List.of(changed, shortKey, new byte[256], new byte[0], new byte[300])) {
      for (int attempt = 0; attempt < 3; attempt++) {
        assertOpensNot(EnvelopedMessage.open(with(message, probe), List.of(holder.recipientKey())));
      }
    }
  }

  /** One in 256 random keys gives a padding that looks right: then it is other octets. */
  private static void assertOpensNot(Opening opening) {
    switch (opening) {
      case Opening.Opened(Content content) ->
          assertThat(content.octets()).isNotEqualTo(TEXT.octets());
      case Opening.Failed _ -> {}
      case Opening.NotForUs _, Opening.Refused _ -> throw new AssertionError(opening);
    }
  }

  /** Every way to fail behind a key is the one value, without a word. */
  @Test
  void failureIsOneValue() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.P256);
    Recipient recipient =
        Recipient.of(
            EntityIdentifier.of(holder.certificate()),
            holder.certificate().getSubjectPublicKeyInfo());
    byte[] good =
        EnvelopedMessage.encrypt(TEXT, ContentCipher.AES_256_GCM, List.of(recipient)).encode();
    int failed = 0;
    for (int i = 0; i < good.length; i++) {
      byte[] damaged = good.clone();
      damaged[i] ^= 0x55;
      try {
        Opening opening = open(damaged, holder.recipientKey());
        if (opening instanceof Opening.Opened) {
          assertOpens(opening);
        }
        failed += opening.equals(new Opening.Failed()) ? 1 : 0;
      } catch (MalformedException _) {
        // Anybody can see these.
      }
    }
    assertThat(failed).isGreaterThan(100);
  }

  @Test
  void whatIsForOthersIsNotTried() throws Exception {
    Holder other = Holder.of(KeyAlgorithm.P256);
    Holder holder = Holder.of(KeyAlgorithm.P256);
    Recipient recipient =
        Recipient.of(
            EntityIdentifier.of(holder.certificate()),
            holder.certificate().getSubjectPublicKeyInfo());
    byte[] message =
        EnvelopedMessage.encrypt(TEXT, ContentCipher.AES_128_CBC, List.of(recipient)).encode();
    assertThat(open(message, other.recipientKey())).isEqualTo(new Opening.NotForUs());
    assertThat(open(message)).isEqualTo(new Opening.NotForUs());
    Holder impostor = new Holder("impostor", other.keys(), holder.certificate());
    assertThat(open(message, impostor.recipientKey())).isEqualTo(new Opening.Failed());
  }

  /** Each of several recipients opens it, and the order does not matter. */
  @Test
  void thereMayBeSeveralRecipients() throws Exception {
    Secret password = Secret.of("correct horse");
    Secret key = Secret.of(new byte[16]);
    Holder rsa = Holder.of(KeyAlgorithm.RSA_2048);
    Holder kem = Holder.of(KeyAlgorithm.ML_KEM_768);
    List<Recipient> all =
        List.of(
            Recipient.of(new byte[] {7}, key),
            Recipient.Password.of(password),
            Recipient.of(
                EntityIdentifier.of(rsa.certificate()),
                rsa.certificate().getSubjectPublicKeyInfo()),
            Recipient.of(
                EntityIdentifier.of(kem.certificate()),
                kem.certificate().getSubjectPublicKeyInfo()));
    byte[] message = EnvelopedMessage.encrypt(TEXT, ContentCipher.AES_256_CBC, all).encode();
    for (RecipientKey own :
        List.of(
            new RecipientKey.Kek(new byte[] {7}, key),
            new RecipientKey.Password(password),
            rsa.recipientKey(),
            kem.recipientKey())) {
      assertOpens(open(message, own));
    }
  }

  /** Its tag would not be looked at, and whoever has the ciphertext could have made it so. */
  @Test
  @Requirement("S-33")
  void anAuthenticatedCipherIsRefusedInEnvelopedData() throws Exception {
    Secret key = Secret.of(new byte[32]);
    RecipientKey own = new RecipientKey.Kek(new byte[] {1}, key);
    AuthEnvelopedContent good =
        AuthEnvelopedContent.of(
            EnvelopedMessage.encrypt(
                TEXT, ContentCipher.AES_256_GCM, List.of(Recipient.of(new byte[] {1}, key))));
    EnvelopedContent downgraded =
        new EnvelopedContent(good.recipients(), good.encrypted(), Attributes.NONE);
    assertThat(EnvelopedMessage.open(downgraded, List.of(own))).isInstanceOf(Opening.Refused.class);
    EnvelopedContent cbc =
        EnvelopedContent.of(
            EnvelopedMessage.encrypt(
                TEXT, ContentCipher.AES_256_CBC, List.of(Recipient.of(new byte[] {1}, key))));
    AuthEnvelopedContent upgraded =
        new AuthEnvelopedContent(
            cbc.recipients(), cbc.encrypted(), Attributes.NONE, good.mac(), Attributes.NONE);
    assertThat(EnvelopedMessage.open(upgraded, List.of(own))).isInstanceOf(Opening.Refused.class);
  }

  @Test
  void aShortTagIsNotAccepted() throws Exception {
    Secret key = Secret.of(new byte[32]);
    AuthEnvelopedContent good =
        AuthEnvelopedContent.of(
            EnvelopedMessage.encrypt(
                TEXT, ContentCipher.AES_256_GCM, List.of(Recipient.of(new byte[] {1}, key))));
    AuthEnvelopedContent cut =
        new AuthEnvelopedContent(
            good.recipients(),
            good.encrypted(),
            Attributes.NONE,
            Arrays.copyOf(good.mac(), 4),
            Attributes.NONE);
    assertThat(EnvelopedMessage.open(cut, List.of(new RecipientKey.Kek(new byte[] {1}, key))))
        .isEqualTo(new Opening.Failed());
  }

  /** RFC 5083 section 2.1: the type of other content is among the authenticated attributes. */
  @Test
  void theTypeOfAuthenticatedContentCannotBeChanged() throws Exception {
    Secret key = Secret.of(new byte[32]);
    Content typed = new Content(CmsOids.ASYMMETRIC_KEY_PACKAGE, TEXT.octets());
    AuthEnvelopedContent good =
        AuthEnvelopedContent.of(
            EnvelopedMessage.encrypt(
                typed, ContentCipher.AES_256_GCM, List.of(Recipient.of(new byte[] {1}, key))));
    EncryptedContentInfo info = good.encrypted();
    AuthEnvelopedContent retyped =
        new AuthEnvelopedContent(
            good.recipients(),
            new EncryptedContentInfo(CmsOids.PKI_DATA, info.algorithm(), info.octets()),
            good.authenticated(),
            good.mac(),
            Attributes.NONE);
    RecipientKey own = new RecipientKey.Kek(new byte[] {1}, key);
    assertThat(EnvelopedMessage.open(retyped, List.of(own))).isInstanceOf(Opening.Refused.class);
    assertThat(EnvelopedMessage.open(good, List.of(own)))
        .isInstanceOfSatisfying(
            Opening.Opened.class,
            o -> assertThat(o.content().type()).isEqualTo(CmsOids.ASYMMETRIC_KEY_PACKAGE));
  }

  @Test
  @Requirement("S-35")
  void aPasswordIsNotDerivedAMillionTimesForAStranger() throws Exception {
    Secret password = Secret.of("correct horse");
    Recipient costly =
        new Recipient.Password(
            password, PasswordKeyEncryption.PWRI_KEK, PasswordKeys.MOST_ITERATIONS + 1);
    byte[] message =
        EnvelopedMessage.encrypt(TEXT, ContentCipher.AES_256_CBC, List.of(costly)).encode();
    assertThat(open(message, new RecipientKey.Password(password)))
        .isInstanceOf(Opening.Refused.class);
    Recipient cheap = new Recipient.Password(password, PasswordKeyEncryption.PWRI_KEK, 1);
    byte[] many =
        EnvelopedMessage.encrypt(TEXT, ContentCipher.AES_256_CBC, List.of(cheap, cheap, cheap))
            .encode();
    assertThat(open(many, new RecipientKey.Password(password))).isInstanceOf(Opening.Refused.class);
  }

  @Test
  @Requirement("S-36")
  void saltsAndVectorsAreFresh() throws Exception {
    Secret password = Secret.of("correct horse");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      EnvelopedContent message =
          EnvelopedContent.of(
              EnvelopedMessage.encrypt(
                  TEXT,
                  ContentCipher.AES_128_CBC,
                  List.of(new Recipient.Password(password, PasswordKeyEncryption.AES_WRAP, 1))));
      PasswordRecipientInfo info = (PasswordRecipientInfo) message.recipients().getFirst();
      PBKDF2Params params = PBKDF2Params.getInstance(info.derivation().getParameters());
      assertThat(params.getSalt()).hasSize(16);
      seen.add(HexFormat.of().formatHex(params.getSalt()));
      seen.add(message.encrypted().algorithm().getParameters().toString());
    }
    assertThat(seen).hasSize(40);
  }

  @Test
  void nobodyIsNoRecipient() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnvelopedMessage.encrypt(TEXT, ContentCipher.AES_128_CBC, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recipient.Kek(new byte[1], Secret.of(new byte[16]), KeyWrap.AES_256));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipient.of(new byte[1], Secret.of(new byte[17])));
  }

  /** Also with padding, which Bouncy Castle has not under an agreement. */
  @Test
  void everySchemeGoesWithEveryWrap() throws Exception {
    for (KeyAlgorithm algorithm : List.of(KeyAlgorithm.P384, KeyAlgorithm.X25519)) {
      Holder holder = Holder.of(algorithm);
      for (AgreementScheme scheme : AgreementScheme.values()) {
        for (KeyWrap wrap : KeyWrap.values()) {
          Recipient recipient =
              new Recipient.KeyAgreement(
                  EntityIdentifier.of(holder.certificate()),
                  holder.certificate().getSubjectPublicKeyInfo(),
                  scheme,
                  wrap);
          byte[] message =
              EnvelopedMessage.encrypt(TEXT, ContentCipher.AES_256_CBC, List.of(recipient))
                  .encode();
          assertOpens(open(message, holder.recipientKey()));
        }
      }
    }
  }
}
