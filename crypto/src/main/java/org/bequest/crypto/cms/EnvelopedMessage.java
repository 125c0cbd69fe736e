package org.bequest.crypto.cms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.ContentCipher.Ciphertext;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Encrypts content for recipients, and opens it again (RFC 5652 section 6, RFC 5083). */
public final class EnvelopedMessage {
  private static final byte[] NONE = new byte[0];

  private EnvelopedMessage() {}

  /** The content in DER: AuthEnvelopedData with an authenticated cipher, else EnvelopedData. */
  public static Content encrypt(
      Content content, ContentCipher cipher, List<? extends Recipient> recipients) {
    return layer(content, cipher, recipients).encode();
  }

  /** The same, as the choice of a key package (RFC 6032). */
  public static Content encryptKeyPackage(
      Content content, ContentCipher cipher, List<? extends Recipient> recipients) {
    return new EncryptedKeyPackage(layer(content, cipher, recipients)).encode();
  }

  private static Layer layer(
      Content content, ContentCipher cipher, List<? extends Recipient> recipients) {
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("nobody to encrypt for");
    }
    byte[] key = cipher.newKey();
    try {
      List<RecipientInfo> infos = recipients.stream().map(r -> r.wrap(key)).toList();
      return cipher.isAuthenticated()
          ? authenticated(content, cipher, key, infos)
          : new EnvelopedContent(
              infos, info(content, cipher.encrypt(key, content.octets(), NONE)), Attributes.NONE);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** RFC 5083 section 2.1: other content than id-data says what it is among the attributes. */
  private static Layer authenticated(
      Content content, ContentCipher cipher, byte[] key, List<RecipientInfo> infos) {
    Attributes attributes =
        content.is(CmsOids.DATA)
            ? Attributes.NONE
            : Attributes.of(Attributes.attribute(CmsOids.CONTENT_TYPE, content.type()));
    Ciphertext ciphertext = cipher.encrypt(key, content.octets(), associated(attributes));
    return new AuthEnvelopedContent(
        infos, info(content, ciphertext), attributes, ciphertext.mac(), Attributes.NONE);
  }

  private static EncryptedContentInfo info(Content content, Ciphertext ciphertext) {
    return new EncryptedContentInfo(content.type(), ciphertext.algorithm(), ciphertext.octets());
  }

  /** RFC 5083 section 2.2: the SET of attributes in DER, or nothing. */
  private static byte[] associated(Attributes attributes) {
    return attributes.isEmpty() ? NONE : attributes.encode();
  }

  public static Opening open(EnvelopedContent message, List<? extends RecipientKey> keys) {
    return open(message, keys, CmsLimits.STANDARD);
  }

  public static Opening open(
      EnvelopedContent message, List<? extends RecipientKey> keys, CmsLimits limits) {
    EncryptedContentInfo info = message.encrypted();
    Optional<ContentCipher> cipher = cipher(info, false);
    if (cipher.isEmpty()) {
      return refused(info.algorithm());
    }
    Ciphertext ciphertext = new Ciphertext(info.algorithm(), info.octets(), NONE);
    return new KeySearch(message.recipients(), cipher.get().keyOctets(), limits.iterations())
        .open(keys, info.contentType(), key -> cipher.get().decrypt(key, ciphertext, NONE));
  }

  public static Opening open(AuthEnvelopedContent message, List<? extends RecipientKey> keys) {
    return open(message, keys, CmsLimits.STANDARD);
  }

  public static Opening open(
      AuthEnvelopedContent message, List<? extends RecipientKey> keys, CmsLimits limits) {
    EncryptedContentInfo info = message.encrypted();
    Optional<ContentCipher> cipher = cipher(info, true);
    if (cipher.isEmpty()) {
      return refused(info.algorithm());
    }
    if (!saysItsType(message)) {
      return new Opening.Refused("the content-type attribute is not that of the content");
    }
    Ciphertext ciphertext = new Ciphertext(info.algorithm(), info.octets(), message.mac());
    byte[] associated = associated(message.authenticated());
    return new KeySearch(message.recipients(), cipher.get().keyOctets(), limits.iterations())
        .open(keys, info.contentType(), key -> cipher.get().decrypt(key, ciphertext, associated));
  }

  /** RFC 5083 section 2.1: among the attributes, if there are any. */
  public static boolean saysItsType(AuthEnvelopedContent message) {
    if (message.authenticated().isEmpty()) {
      return true;
    }
    try {
      return message
          .authenticated()
          .single(CmsOids.CONTENT_TYPE)
          .filter(type -> type.toASN1Primitive().equals(message.encrypted().contentType()))
          .isPresent();
    } catch (MalformedException _) {
      return false;
    }
  }

  /** GCM in EnvelopedData would be read without its tag, and CBC has none. */
  public static Optional<ContentCipher> cipher(EncryptedContentInfo info, boolean authenticated) {
    return ContentCipher.of(info.algorithm().getAlgorithm())
        .filter(c -> c.isAuthenticated() == authenticated);
  }

  /** For a cipher that has no place there. */
  public static Opening.Refused refused(AlgorithmIdentifier algorithm) {
    return new Opening.Refused(
        "the content encryption algorithm " + algorithm.getAlgorithm() + " is refused here");
  }
}
