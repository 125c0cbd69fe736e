package org.bequest.crypto.cms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.ContentCipher.Ciphertext;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;

/** Content under a key that the receiver has already (RFC 5652 section 8). */
public final class EncryptedMessage {
  private static final byte[] NONE = new byte[0];

  private EncryptedMessage() {}

  /** An EncryptedData in DER that names its key (RFC 6032 section 3). */
  public static Content encrypt(Content content, ContentCipher cipher, RecipientKey.Kek key) {
    return layer(content, cipher, key).encode();
  }

  /** The same, as the choice of a key package (RFC 6032). */
  public static Content encryptKeyPackage(
      Content content, ContentCipher cipher, RecipientKey.Kek key) {
    return new EncryptedKeyPackage(layer(content, cipher, key)).encode();
  }

  private static EncryptedContent layer(
      Content content, ContentCipher cipher, RecipientKey.Kek key) {
    byte[] octets = key.key().octets();
    try {
      if (cipher.isAuthenticated() || octets.length != cipher.keyOctets()) {
        throw new IllegalArgumentException("EncryptedData with " + cipher + " and such a key");
      }
      Ciphertext ciphertext = cipher.encrypt(octets, content.octets(), NONE);
      Attributes named =
          Attributes.of(EncryptedContent.contentDecryptionKeyId(key.keyIdentifier()));
      return new EncryptedContent(
          new EncryptedContentInfo(content.type(), ciphertext.algorithm(), ciphertext.octets()),
          named);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /** With the key that the message names; with the only one, when it names none. */
  public static Opening open(EncryptedContent message, List<RecipientKey.Kek> keys) {
    EncryptedContentInfo info = message.encrypted();
    Optional<ContentCipher> cipher =
        ContentCipher.of(info.algorithm().getAlgorithm()).filter(c -> !c.isAuthenticated());
    if (cipher.isEmpty()) {
      return EnvelopedMessage.refused(info.algorithm());
    }
    try {
      Optional<RecipientKey.Kek> key = key(message, keys);
      return key.isEmpty() ? new Opening.NotForUs() : open(info, cipher.get(), key.get().key());
    } catch (MalformedException e) {
      return new Opening.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static Opening open(EncryptedContentInfo info, ContentCipher cipher, Secret key) {
    byte[] octets = key.octets();
    Ciphertext ciphertext = new Ciphertext(info.algorithm(), info.octets(), NONE);
    try {
      return cipher
          .decrypt(octets, ciphertext, NONE)
          .<Opening>map(plain -> new Opening.Opened(new Content(info.contentType(), plain)))
          .orElseGet(Opening.Failed::new);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /** The one that the message names, or the only one. */
  public static Optional<RecipientKey.Kek> key(
      EncryptedContent message, List<RecipientKey.Kek> keys) throws MalformedException {
    Optional<KeyIdentifier> id = message.contentDecryptionKeyId().map(KeyIdentifier::new);
    if (id.isPresent()) {
      return keys.stream()
          .filter(k -> new KeyIdentifier(k.keyIdentifier()).equals(id.get()))
          .findFirst();
    }
    if (keys.size() > 1) {
      throw new MalformedException("the message does not say which key opens it");
    }
    return keys.stream().findFirst();
  }
}
