package org.bequest.fuzz;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;

/** What a decoder may do with octets from outside: read them or refuse them, and nothing else. */
public final class Reading {
  private Reading() {}

  @FunctionalInterface
  public interface Decoder<I, T> {
    T decode(I encoded) throws MalformedException;
  }

  /** Empty when it was refused. */
  public static <I, T> Optional<T> of(I encoded, Decoder<I, T> decoder) {
    try {
      return Optional.of(decoder.decode(encoded));
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }

  /** That what was read is written so that it is read again, and written the same again. */
  public static <T> void andWriting(
      byte[] encoded, Decoder<byte[], T> decoder, Function<T, byte[]> encoder) {
    of(encoded, decoder)
        .map(encoder)
        .ifPresent(written -> isWrittenAs(written, again(written, decoder, encoder)));
  }

  /** That it is written as it was read: a type that is DER on the wire. */
  public static <T> void ofDer(
      byte[] encoded, Decoder<byte[], T> decoder, Function<T, byte[]> encoder) {
    of(encoded, decoder).map(encoder).ifPresent(written -> isWrittenAs(encoded, written));
  }

  private static <T> byte[] again(
      byte[] written, Decoder<byte[], T> decoder, Function<T, byte[]> encoder) {
    try {
      return encoder.apply(decoder.decode(written));
    } catch (MalformedException e) {
      throw new AssertionError("what was written is refused: " + hex(written), e);
    }
  }

  private static void isWrittenAs(byte[] expected, byte[] written) {
    if (!Arrays.equals(expected, written)) {
      throw new AssertionError(hex(expected) + " is written as " + hex(written));
    }
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
