package org.bequest.crypto.cms;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Optional;
import org.bequest.formats.cms.KeyTransRecipientInfo;

/** Keys of content under an RSA key (RFC 5652 section 6.2.1). */
final class TransportKeys {
  private TransportKeys() {}

  static KeyTransRecipientInfo wrap(Recipient.KeyTransport recipient, byte[] contentKey) {
    try {
      return new KeyTransRecipientInfo(
          recipient.id(),
          recipient.algorithm().identifier(),
          recipient.algorithm().encrypt(recipient.key(), contentKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("an RSA key that encrypts nothing", e);
    }
  }

  /** Empty only for an unknown algorithm; otherwise some key, which may be a random one. */
  static Optional<byte[]> unwrap(KeyTransRecipientInfo info, PrivateKey key, int octets) {
    return KeyTransportAlgorithm.of(info.algorithm())
        .filter(_ -> key.getAlgorithm().equals("RSA"))
        .map(algorithm -> algorithm.decrypt(key, info.encryptedKey(), octets));
  }
}
