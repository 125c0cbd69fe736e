package org.bequest.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An encoding, cut and flipped at every place. */
public final class Damage {
  private static final int[] MASKS = {0x01, 0x20, 0x80, 0xff};

  private Damage() {}

  /** A decoder, and whatever reads all of its result. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] encoded) throws Exception;
  }

  /**
   * That a reader meets every damage with a refusal, a checked exception of ours, or with a result.
   *
   * @return how many damaged encodings were refused
   */
  public static int everywhere(byte[] good, Reader reader) {
    return refused(prefixes(good), reader) + refused(flips(good), reader);
  }

  /** That no encoding that ends too early is read. */
  public static void everyTruncationIsRefused(byte[] good, Reader reader) {
    prefixes(good)
        .forEach(cut ->
            assertThat(refuses(cut, reader))
                .as("the first %s of %s octets are refused", cut.length, good.length)
                .isTrue());
  }

  /** All of it, for readers whose refusals are values. */
  public static Stream<byte[]> of(byte[] good) {
    return Stream.concat(prefixes(good), flips(good));
  }

  public static Stream<byte[]> prefixes(byte[] good) {
    return IntStream.range(0, good.length).mapToObj(length -> Arrays.copyOf(good, length));
  }

  public static Stream<byte[]> flips(byte[] good) {
    return IntStream.range(0, good.length)
        .boxed()
        .flatMap(at -> IntStream.of(MASKS).mapToObj(mask -> flipped(good, at, mask)));
  }

  public static byte[] flipped(byte[] good, int at, int mask) {
    byte[] other = good.clone();
    other[at] ^= (byte) mask;
    return other;
  }

  private static int refused(Stream<byte[]> damaged, Reader reader) {
    return (int) damaged.filter(octets -> refuses(octets, reader)).count();
  }

  private static boolean refuses(byte[] encoded, Reader reader) {
    try {
      reader.read(encoded);
      return false;
    } catch (RuntimeException e) {
      return fail("escaped from " + encoded.length + " octets as " + e, e);
    } catch (Exception e) {
      assertThat(e.getClass().getName()).startsWith("org.bequest.");
      return true;
    }
  }
}
