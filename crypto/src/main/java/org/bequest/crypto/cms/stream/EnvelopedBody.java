package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.Providers;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Content for recipients: as an AuthEnvelopedData with an authenticated cipher, else as an
 * EnvelopedData. It keeps the key of the content until it is closed.
 */
public final class EnvelopedBody implements Body, AutoCloseable {
  private final Body content;
  private final Engine engine;
  private final Secret key;
  private final List<RecipientInfo> recipients;
  private final long ciphertext;
  private final Frame frame;
  private volatile boolean closed;

  private EnvelopedBody(Body content, Engine engine, Secret key, List<RecipientInfo> recipients) {
    this.content = content;
    this.engine = engine;
    this.key = key;
    this.recipients = recipients;
    this.ciphertext = engine.length(content.length());
    this.frame = Frame.around(empty(new byte[engine.tag()]), ciphertext);
  }

  public static EnvelopedBody of(
      Body content, ContentCipher cipher, List<? extends Recipient> recipients) {
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("nobody to encrypt for");
    }
    byte[] key = new byte[cipher.keyOctets()];
    Providers.random().nextBytes(key);
    try {
      List<RecipientInfo> infos = recipients.stream().map(r -> r.wrap(key)).toList();
      return new EnvelopedBody(content, Engine.fresh(cipher), Secret.of(key), infos);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private Layer empty(byte[] tag) {
    EncryptedContentInfo info = EncryptedBody.info(content, engine);
    return engine.cipher().isAuthenticated()
        ? new AuthEnvelopedContent(recipients, info, attributes(), tag, Attributes.NONE)
        : new EnvelopedContent(recipients, info, Attributes.NONE);
  }

  /** RFC 5083 section 2.1: other content than id-data says what it is among the attributes. */
  private Attributes attributes() {
    return content.type().equals(CmsOids.DATA)
        ? Attributes.NONE
        : Attributes.of(Attributes.attribute(CmsOids.CONTENT_TYPE, content.type()));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return engine.cipher().isAuthenticated() ? CmsOids.AUTH_ENVELOPED_DATA : CmsOids.ENVELOPED_DATA;
  }

  @Override
  public long length() {
    return frame.length(ciphertext);
  }

  /** The tag is known at the end of the ciphertext, and its place is after it. */
  @Override
  public void writeTo(OutputStream out) throws IOException {
    if (closed) {
      throw new IllegalStateException("the key of the content is gone");
    }
    byte[] associated = attributes().isEmpty() ? new byte[0] : attributes().encode();
    out.write(frame.head());
    byte[] tag = Encrypting.write(content, engine.encrypting(key, associated), engine.tag(), out);
    out.write(Frame.around(empty(tag), ciphertext).tail());
  }

  /** Wipes the key: it cannot be written after that. */
  @Override
  public void close() {
    closed = true;
    key.close();
  }
}
