package org.bequest.conformance;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values for property tests, the same for the same seed. Edges come often: nothing, one, all bits,
 * both sides of the lengths at which DER changes its form.
 */
public final class Some {
  private static final int USUAL_RUNS = 100;
  private static final List<Integer> EDGES = List.of(0, 1, 2, 127, 128, 255, 256);
  private static final long LAST_SECOND_OF_9999 = 253_402_300_799L;

  /** Neighbouring seeds begin alike in this generator; multiples of this do not. */
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  /** Letters of one to four octets in UTF-8, and what XML, JSON and names must escape. */
  private static final List<String> LETTERS =
      List.of("a", "Z", "7", " ", "-", ",", "=", "+", "\"", "\\", "<", "&", "é", "Ω", "漢", "😀");

  private final Random random;

  private Some(long seed) {
    random = new Random(seed * SPREAD);
  }

  public static Some seed(long seed) {
    return new Some(seed);
  }

  /** What must be true of values made with any seed. */
  @FunctionalInterface
  public interface Property {
    void holds(Some some) throws Exception;
  }

  /**
   * Tries a property with the seeds 1, 2, 3, … The failure names the seed. More of them by {@code
   * -Dbequest.property.runs}.
   */
  public static void check(Property property) {
    int runs = Integer.getInteger("bequest.property.runs", USUAL_RUNS);
    for (int seed = 1; seed <= runs; seed++) {
      try {
        property.holds(seed(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  public boolean yes() {
    return random.nextBoolean();
  }

  /** From {@code least} to {@code most}, both included. */
  public int number(int least, int most) {
    List<Integer> edges = EDGES.stream().filter(edge -> edge >= least && edge <= most).toList();
    return !edges.isEmpty() && random.nextInt(4) == 0
        ? oneOf(edges)
        : random.nextInt(least, most + 1);
  }

  /** A non-negative number of up to so many bits. */
  public BigInteger natural(int bits) {
    BigInteger any = new BigInteger(number(0, bits), random);
    return random.nextInt(8) == 0 ? BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE) : any;
  }

  /** A number of either sign of up to so many bits. */
  public BigInteger integer(int bits) {
    return yes() ? natural(bits) : natural(bits).negate();
  }

  public byte[] octets(int least, int most) {
    byte[] octets = new byte[number(least, most)];
    random.nextBytes(octets);
    return octets;
  }

  /** So many letters, of which some are not ASCII. */
  public String text(int least, int most) {
    return letters(number(least, most), LETTERS);
  }

  /** Letters of ASCII that every string type of ASN.1 and every format takes. */
  public String plain(int least, int most) {
    return letters(number(least, most), List.of("a", "b", "Q", "Z", "0", "9"));
  }

  private String letters(int count, List<String> alphabet) {
    return IntStream.range(0, count).mapToObj(_ -> oneOf(alphabet)).collect(Collectors.joining());
  }

  /** The dotted form of an object identifier, its arcs of one octet to many. */
  public String oid() {
    int first = number(0, 2);
    String second = String.valueOf(first == 2 ? number(0, 500) : number(0, 39));
    String rest =
        IntStream.range(0, number(1, 8))
            .mapToObj(_ -> "." + natural(oneOf(List.of(6, 14, 31, 70))))
            .collect(Collectors.joining());
    return first + "." + second + rest;
  }

  /** A full second of the years 1970 to 9999. */
  public Instant second() {
    return Instant.ofEpochSecond(random.nextLong(LAST_SECOND_OF_9999 + 1));
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  public final <T> T either(Supplier<? extends T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }

  public <T> Optional<T> perhaps(Supplier<T> value) {
    return yes() ? Optional.of(value.get()) : Optional.empty();
  }

  public <T> List<T> list(int least, int most, Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    for (int i = number(least, most); i > 0; i--) {
      elements.add(element.get());
    }
    return List.copyOf(elements);
  }
}
