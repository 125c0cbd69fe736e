package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Encrypts what is written, and passes it on. */
final class Encrypting extends OutputStream {
  private final OutputStream out;
  private final Cipher cipher;

  private Encrypting(OutputStream out, Cipher cipher) {
    this.out = out;
    this.cipher = cipher;
  }

  /**
   * Writes the ciphertext of all of the content.
   *
   * @param started at the beginning
   * @param tag octets that end what it makes; they are returned
   */
  static byte[] write(Body content, Cipher started, int tag, OutputStream out) throws IOException {
    Encrypting encrypting = new Encrypting(out, started);
    content.writeTo(encrypting);
    return encrypting.finish(tag);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    byte[] ciphertext = cipher.update(octets, offset, length);
    if (ciphertext != null) {
      out.write(ciphertext);
    }
  }

  private byte[] finish(int tag) throws IOException {
    try {
      byte[] last = cipher.doFinal();
      out.write(last, 0, last.length - tag);
      return Arrays.copyOfRange(last, last.length - tag, last.length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("content that cannot be encrypted", e);
    }
  }
}
