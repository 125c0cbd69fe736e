package org.bequest.crypto.keypackage;

import java.util.List;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EncryptedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.formats.cms.Content;

/** For whom a key package is encrypted, and by what. */
public sealed interface PackageEncryption extends AutoCloseable {
  ContentCipher cipher();

  /**
   * By itself (RFC 7030 4.4.2).
   *
   * @throws IllegalArgumentException where there is no recipient but a key that is there already
   */
  Content encrypt(Content keys);

  /** As one of the three choices of an encrypted key package (RFC 6032). */
  Content encryptKeyPackage(Content keys);

  @Override
  void close();

  /** For holders of keys: AuthEnvelopedData with an authenticated cipher, else EnvelopedData. */
  record Envelope(List<Recipient> recipients, ContentCipher cipher) implements PackageEncryption {
    public Envelope {
      recipients = List.copyOf(recipients);
    }

    public static Envelope of(Recipient recipient, ContentCipher cipher) {
      return new Envelope(List.of(recipient), cipher);
    }

    @Override
    public Content encrypt(Content keys) {
      return EnvelopedMessage.encrypt(keys, cipher, recipients);
    }

    @Override
    public Content encryptKeyPackage(Content keys) {
      return EnvelopedMessage.encryptKeyPackage(keys, cipher, recipients);
    }

    @Override
    public void close() {
      for (Recipient recipient : recipients) {
        if (recipient instanceof Recipient.Kek kek) {
          kek.key().close();
        }
      }
    }
  }

  /** Under a key that the device has already: EncryptedData, in an encrypted key package. */
  record Direct(RecipientKey.Kek key, ContentCipher cipher) implements PackageEncryption {
    @Override
    public Content encrypt(Content keys) {
      throw new IllegalArgumentException("an EncryptedData is in an encrypted key package only");
    }

    @Override
    public Content encryptKeyPackage(Content keys) {
      return EncryptedMessage.encryptKeyPackage(keys, cipher, key);
    }

    @Override
    public void close() {
      key.key().close();
    }
  }
}
