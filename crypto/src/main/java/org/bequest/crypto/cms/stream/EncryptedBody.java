package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.OutputStream;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Content as an EncryptedData, under a key that the receiver has or gets elsewhere. */
public final class EncryptedBody implements Body {
  private static final byte[] NONE = new byte[0];

  private final Body content;
  private final Engine engine;
  private final Secret key;
  private final long ciphertext;
  private final Frame frame;

  private EncryptedBody(Body content, Engine engine, Secret key, Attributes unprotected) {
    if (engine.cipher().isAuthenticated() || key.length() != engine.cipher().keyOctets()) {
      throw new IllegalArgumentException(
          "EncryptedData with " + engine.cipher() + " and such a key");
    }
    this.content = content;
    this.engine = engine;
    this.key = key;
    this.ciphertext = engine.length(content.length());
    EncryptedContent empty = new EncryptedContent(info(content, engine), unprotected);
    this.frame = Frame.around(empty, ciphertext);
  }

  /**
   * Without a word on which key it is (RFC 4108 section 2.1.3). The key is the caller's to wipe,
   * when all is written.
   *
   * @throws IllegalArgumentException for a cipher with a tag, for which there is no place, for key
   *     wrap, and for a key of another length
   */
  public static EncryptedBody of(Body content, ContentCipher cipher, Secret key) {
    return new EncryptedBody(content, Engine.fresh(cipher), key, Attributes.NONE);
  }

  /** Names its key (RFC 6032 section 4). */
  public static EncryptedBody of(Body content, ContentCipher cipher, RecipientKey.Kek key) {
    Attributes named = Attributes.of(EncryptedContent.contentDecryptionKeyId(key.keyIdentifier()));
    return new EncryptedBody(content, Engine.fresh(cipher), key.key(), named);
  }

  static EncryptedContentInfo info(Body content, Engine engine) {
    return new EncryptedContentInfo(content.type(), engine.algorithm(), NONE);
  }

  /** What it says of its ciphertext, which is left out: the same belongs beside a wrapped key. */
  public EncryptedContentInfo info() {
    return info(content, engine);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.ENCRYPTED_DATA;
  }

  @Override
  public long length() {
    return frame.length(ciphertext);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(frame.head());
    Encrypting.write(content, engine.encrypting(key, NONE), 0, out);
    out.write(frame.tail());
  }
}
