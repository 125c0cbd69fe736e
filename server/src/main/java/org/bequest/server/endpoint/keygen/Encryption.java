package org.bequest.server.endpoint.keygen;

import java.util.List;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EncryptedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.formats.cms.Content;

/** What is around the signed key. */
sealed interface Encryption extends AutoCloseable {
  Content encrypt(Content signed);

  boolean isKeyPackage();

  @Override
  void close();

  /**
   * For the holder of a key.
   *
   * @param isKeyPackage as the choice of an encrypted key package (RFC 6032), or by itself
   */
  record Envelope(Recipient recipient, ContentCipher cipher, boolean isKeyPackage)
      implements Encryption {
    @Override
    public Content encrypt(Content signed) {
      return isKeyPackage
          ? EnvelopedMessage.encryptKeyPackage(signed, cipher, List.of(recipient))
          : EnvelopedMessage.encrypt(signed, cipher, List.of(recipient));
    }

    @Override
    public void close() {
      if (recipient instanceof Recipient.Kek kek) {
        kek.key().close();
      }
    }
  }

  /** Under a key that the device has already, in an encrypted key package. */
  record Direct(ContentCipher cipher, RecipientKey.Kek key) implements Encryption {
    @Override
    public Content encrypt(Content signed) {
      return EncryptedMessage.encryptKeyPackage(signed, cipher, key);
    }

    @Override
    public boolean isKeyPackage() {
      return true;
    }

    @Override
    public void close() {
      key.key().close();
    }
  }
}
