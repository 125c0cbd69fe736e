package org.bequest.crypto.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.util.Strings;

/**
 * A password or another secret in memory. It never shows itself: not in {@code toString}, not in a
 * log, not in an error. Where it comes from ({@code file:}, {@code env:}, {@code credential:}) is
 * for the configuration to say.
 */
public final class Secret implements AutoCloseable {
  private final byte[] octets;

  private Secret(byte[] octets) {
    this.octets = octets;
  }

  public static Secret of(byte[] octets) {
    return new Secret(octets.clone());
  }

  /** As UTF-8. */
  public static Secret of(char[] text) {
    return new Secret(Strings.toUTF8ByteArray(text));
  }

  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy. Whoever asks for it wipes it. */
  public byte[] octets() {
    return octets.clone();
  }

  /** A copy, read as UTF-8. Whoever asks for it wipes it. */
  public char[] characters() {
    char[] space = new char[octets.length];
    CharBuffer text = CharBuffer.wrap(space);
    StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(ByteBuffer.wrap(octets), text, true);
    char[] characters = Arrays.copyOf(space, text.position());
    Arrays.fill(space, '\0');
    return characters;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  /** In octets. */
  public int length() {
    return octets.length;
  }

  /** Compared in a time that does not tell where they differ. */
  public boolean matches(Secret other) {
    return MessageDigest.isEqual(octets, other.octets);
  }

  @Override
  public String toString() {
    return "<secret>";
  }

  /** Overwrites the memory. */
  @Override
  public void close() {
    Arrays.fill(octets, (byte) 0);
  }
}
