package org.bequest.formats.keys.pskc;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;

/**
 * What is said of one key, or of all keys of a package, in the order in which it is said. None at
 * all is the same as an absent field.
 *
 * <pre>
 * SEQUENCE SIZE (1..MAX) OF Attribute                 -- RFC 6031 section 2; a SEQUENCE, not a SET
 * </pre>
 */
public record KeyAttributes(List<PskcAttribute> attributes) {
  public static final KeyAttributes NONE = new KeyAttributes(List.of());

  static final int MOST_VALUES = 16;
  private static final int MOST = 64;

  public KeyAttributes {
    attributes = List.copyOf(attributes);
  }

  public static KeyAttributes of(PskcAttribute... attributes) {
    return new KeyAttributes(List.of(attributes));
  }

  /** What RFC 6031 section 3 wants said of every key. */
  public static KeyAttributes ofKey(String keyId, String algorithm) {
    return of(
        PskcAttribute.text(PskcType.KEY_ID, keyId),
        PskcAttribute.text(PskcType.ALGORITHM, algorithm));
  }

  /** These and one more. */
  public KeyAttributes and(PskcAttribute another) {
    return new KeyAttributes(Stream.concat(attributes.stream(), Stream.of(another)).toList());
  }

  /**
   * @param identifier of the sequence, which may have an implicit tag
   */
  public static KeyAttributes decode(Encoded sequence, int identifier, String path)
      throws MalformedException {
    PartReader elements = PartReader.of(sequence, identifier, path);
    List<PskcAttribute> attributes = new ArrayList<>();
    while (elements.hasMore()) {
      if (attributes.size() == MOST) {
        throw new MalformedException("more than " + MOST + " attributes at " + path);
      }
      attributes.add(PskcAttribute.decode(elements.next("attribute"), path));
    }
    if (attributes.isEmpty()) {
      throw new MalformedException("no attributes at " + path);
    }
    return new KeyAttributes(attributes);
  }

  /**
   * @param identifier of the sequence, which may have an implicit tag
   */
  public Encoded encode(int identifier) {
    return Encoded.constructed(identifier, attributes.stream().map(PskcAttribute::encode).toList());
  }

  public boolean isEmpty() {
    return attributes.isEmpty();
  }

  /** The first value of the first attribute of this type. */
  public Optional<PskcValue> first(PskcType type) {
    return attributes.stream()
        .filter(PskcAttribute.Known.class::isInstance)
        .map(PskcAttribute.Known.class::cast)
        .filter(a -> a.type() == type)
        .map(a -> a.values().getFirst())
        .findFirst();
  }

  /** Of an attribute that is a text. */
  public Optional<String> text(PskcType type) {
    return first(type)
        .filter(PskcValue.TextValue.class::isInstance)
        .map(v -> ((PskcValue.TextValue) v).value());
  }

  /** Of an attribute that is a time. */
  public Optional<Instant> time(PskcType type) {
    return first(type)
        .filter(PskcValue.TimeValue.class::isInstance)
        .map(v -> ((PskcValue.TimeValue) v).value());
  }

  /** Of an attribute that is a number. */
  public Optional<BigInteger> number(PskcType type) {
    return first(type)
        .filter(PskcValue.NumberValue.class::isInstance)
        .map(v -> ((PskcValue.NumberValue) v).value());
  }

  /** Absent: the key may be used for anything. */
  public Optional<KeyUsages> usages() {
    return first(PskcType.KEY_USAGES).map(KeyUsages.class::cast);
  }

  public Optional<PinPolicy> pinPolicy() {
    return first(PskcType.PIN_POLICY).map(PinPolicy.class::cast);
  }
}
