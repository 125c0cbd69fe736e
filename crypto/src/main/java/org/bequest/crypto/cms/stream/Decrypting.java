package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** What a cipher makes of a stream. */
final class Decrypting extends Reading {
  private static final byte[] NONE = new byte[0];

  private final Cipher cipher;
  private final byte[] buffer = new byte[Pieces.SIZE];
  private byte[] ready = NONE;
  private int at;
  private boolean over;

  Decrypting(InputStream in, Cipher cipher) {
    super(in);
    this.cipher = cipher;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == ready.length) {
      if (over) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, ready.length - at);
    System.arraycopy(ready, at, target, offset, count);
    at += count;
    return count;
  }

  private void fill() throws IOException {
    int count = in.read(buffer);
    over = count < 0;
    byte[] next = over ? last() : cipher.update(buffer, 0, count);
    ready = next == null ? NONE : next;
    at = 0;
  }

  private byte[] last() throws BrokenContentException {
    try {
      return cipher.doFinal();
    } catch (GeneralSecurityException _) {
      throw new BrokenContentException("a ciphertext that does not decrypt");
    }
  }

  @Override
  public long skip(long length) throws IOException {
    byte[] passed = new byte[(int) Math.min(Pieces.SIZE, Math.max(length, 0))];
    return Math.max(read(passed, 0, passed.length), 0);
  }
}
