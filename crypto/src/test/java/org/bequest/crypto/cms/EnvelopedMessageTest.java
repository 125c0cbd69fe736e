package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
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
    return switch (Layer.of(content).orElseThrow()) {
      case EnvelopedContent enveloped -> EnvelopedMessage.open(enveloped, List.of(keys));
      case AuthEnvelopedContent enveloped -> EnvelopedMessage.open(enveloped, List.of(keys));
      case Layer other -> throw new AssertionError(other.type());
    };
  }

  @Test
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
}
