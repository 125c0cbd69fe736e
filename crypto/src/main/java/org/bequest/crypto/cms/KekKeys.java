package org.bequest.crypto.cms;

import java.util.Arrays;
import java.util.Optional;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.KekRecipientInfo;

/** Keys of content under a shared symmetric key (RFC 5652 section 6.2.3). */
final class KekKeys {
  private KekKeys() {}

  static KekRecipientInfo wrap(Recipient.Kek recipient, byte[] contentKey) {
    byte[] kek = recipient.key().octets();
    try {
      return new KekRecipientInfo(
          recipient.keyIdentifier(),
          recipient.wrap().identifier(),
          recipient.wrap().wrap(kek, contentKey));
    } finally {
      Arrays.fill(kek, (byte) 0);
    }
  }

  static Optional<byte[]> unwrap(KekRecipientInfo info, Secret key) {
    byte[] kek = key.octets();
    try {
      return KeyWrap.of(info.algorithm()).flatMap(w -> w.unwrap(kek, info.encryptedKey()));
    } finally {
      Arrays.fill(kek, (byte) 0);
    }
  }
}
