package org.bequest.formats.keys.pskc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bequest.conformance.Some;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;

/** Attributes as somebody might write them. */
public final class SomePskc {
  private SomePskc() {}

  /** Each type at most once, in any order, of either level, and some of other documents. */
  public static KeyAttributes attributes(Some some, int least, int most) {
    Set<PskcType> used = EnumSet.noneOf(PskcType.class);
    List<PskcAttribute> attributes = new ArrayList<>();
    int wanted = some.number(least, most);
    while (attributes.size() < wanted) {
      PskcType type = some.oneOf(List.of(PskcType.values()));
      if (some.number(0, 9) == 9) {
        attributes.add(other(some));
      } else if (used.add(type)) {
        attributes.add(PskcAttribute.of(type, value(type, some)));
      }
    }
    return new KeyAttributes(attributes);
  }

  private static PskcAttribute other(Some some) {
    return new PskcAttribute.Other(
        new ASN1ObjectIdentifier("2.999." + some.number(0, 1000)), List.of(unknown(some)));
  }

  private static Encoded unknown(Some some) {
    return Encoded.of(new DEROctetString(some.octets(0, 200)));
  }

  public static PskcValue value(PskcType type, Some some) {
    return switch (type.syntax()) {
      case TEXT -> new PskcValue.TextValue(some.text(0, 60));
      case TIME ->
          new PskcValue.TimeValue(
              some.second().plusNanos(some.yes() ? 0 : some.number(0, 999_999_999)));
      case NUMBER -> new PskcValue.NumberValue(some.natural(100));
      case SIGNED_NUMBER -> new PskcValue.NumberValue(some.integer(100));
      case FRIENDLY_NAME ->
          new FriendlyName(some.text(0, 20), some.perhaps(() -> some.plain(2, 8)));
      case ALGORITHM_PARAMETERS -> parameters(some);
      case VALUE_MAC -> ValueMac.of(some.text(0, 20), some.octets(0, 40));
      case KEY_USAGES ->
          new KeyUsages(some.list(0, 11, () -> some.oneOf(List.of(KeyUsage.values()))));
      case PIN_POLICY -> pinPolicy(some);
    };
  }

  private static AlgorithmParameters parameters(Some some) {
    return some.either(
        () -> new AlgorithmParameters.Suite(some.text(0, 20)),
        () ->
            new ChallengeFormat(
                encoding(some), some.yes(), some.natural(80), some.natural(80), further(some)),
        () -> new ResponseFormat(encoding(some), some.natural(80), some.yes(), further(some)),
        () -> new AlgorithmParameters.Other(unknown(some).retagged(0x82)));
  }

  private static List<Encoded> further(Some some) {
    return IntStream.range(0, some.number(0, 2)).mapToObj(_ -> unknown(some)).toList();
  }

  private static ValueEncoding encoding(Some some) {
    return some.oneOf(List.of(ValueEncoding.values()));
  }

  private static PinPolicy pinPolicy(Some some) {
    return new PinPolicy(
        some.perhaps(() -> some.text(0, 10)),
        some.oneOf(List.of(PinUsageMode.values())),
        natural(some),
        natural(some),
        natural(some),
        some.perhaps(() -> encoding(some)));
  }

  private static Optional<BigInteger> natural(Some some) {
    return some.perhaps(() -> some.natural(80));
  }
}
