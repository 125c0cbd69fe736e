package org.bequest.crypto.firmware;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.Providers;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.RecipientInfo;
import org.bequest.formats.firmware.WrappedFirmwareKey;

/**
 * The key of a package, and who gets it with the package.
 *
 * @param keyIdentifier which every module knows that has the key
 * @param recipients none when the key reaches the modules on another way
 */
public record FirmwareEncryption(
    ContentCipher cipher, Octets keyIdentifier, Secret key, List<Recipient> recipients)
    implements AutoCloseable {
  public FirmwareEncryption {
    recipients = List.copyOf(recipients);
  }

  /** With a key that the modules have already. */
  public static FirmwareEncryption of(ContentCipher cipher, Octets keyIdentifier, Secret key) {
    return new FirmwareEncryption(cipher, keyIdentifier, key, List.of());
  }

  /** With a random key (RFC 4108 section 6.2). Whoever asks for it closes it. */
  public static FirmwareEncryption withNewKey(
      ContentCipher cipher, Octets keyIdentifier, List<Recipient> recipients) {
    byte[] key = new byte[cipher.keyOctets()];
    Providers.random().nextBytes(key);
    try {
      return new FirmwareEncryption(cipher, keyIdentifier, Secret.of(key), recipients);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Empty when nobody is to get the key with the package. */
  Optional<WrappedFirmwareKey> wrapped(EncryptedContentInfo encrypted) {
    return recipients.isEmpty()
        ? Optional.empty()
        : Optional.of(wrapped(encrypted, key, recipients));
  }

  static WrappedFirmwareKey wrapped(
      EncryptedContentInfo encrypted, Secret key, List<Recipient> recipients) {
    byte[] octets = key.octets();
    try {
      List<RecipientInfo> infos = recipients.stream().map(r -> r.wrap(octets)).toList();
      return WrappedFirmwareKey.of(infos, encrypted.contentType(), encrypted.algorithm());
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /** Forgets the key. */
  @Override
  public void close() {
    key.close();
  }
}
