package org.bequest.formats.keys.pskc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;

/**
 * How the PIN of a key must be and is used.
 *
 * <pre>
 * PINPolicy ::= SEQUENCE {
 *   pinKeyId          [0] UTF8String OPTIONAL,
 *   pinUsageMode      [1] PINUsageMode,
 *   maxFailedAttempts [2] INTEGER (0..MAX) OPTIONAL,
 *   minLength         [3] INTEGER (0..MAX) OPTIONAL,
 *   maxLength         [4] INTEGER (0..MAX) OPTIONAL,
 *   pinEncoding       [5] Encoding OPTIONAL }         -- RFC 6031 section 3.3.5; IMPLICIT TAGS
 * </pre>
 *
 * @param keyId of the key in this package whose value is the PIN
 */
public record PinPolicy(
    Optional<String> keyId,
    PinUsageMode usageMode,
    Optional<BigInteger> maxFailedAttempts,
    Optional<BigInteger> minLength,
    Optional<BigInteger> maxLength,
    Optional<ValueEncoding> encoding)
    implements PskcValue {
  public static PinPolicy of(PinUsageMode usageMode) {
    return new PinPolicy(
        Optional.empty(),
        usageMode,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static PinPolicy decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, path);
    Optional<String> keyId = Fields.taggedText(fields, 0, path + "/pinKeyId");
    String modePath = path + "/pinUsageMode";
    String mode =
        Fields.taggedText(fields, 1, modePath)
            .orElseThrow(() -> new MalformedException("missing pinUsageMode at " + path));
    Optional<BigInteger> attempts = Fields.taggedNumber(fields, 2, path + "/maxFailedAttempts");
    Optional<BigInteger> least = Fields.taggedNumber(fields, 3, path + "/minLength");
    Optional<BigInteger> most = Fields.taggedNumber(fields, 4, path + "/maxLength");
    Optional<String> word = Fields.taggedText(fields, 5, path + "/pinEncoding");
    fields.end();
    Optional<ValueEncoding> encoding =
        word.isEmpty()
            ? Optional.empty()
            : Optional.of(ValueEncoding.of(word.get(), path + "/pinEncoding"));
    return new PinPolicy(keyId, PinUsageMode.of(mode, modePath), attempts, least, most, encoding);
  }

  @Override
  public Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    keyId.ifPresent(id -> fields.add(Fields.tagged(0, Fields.utf8(id))));
    fields.add(Fields.tagged(1, Fields.utf8(usageMode.word())));
    maxFailedAttempts.ifPresent(n -> fields.add(Fields.tagged(2, Fields.number(n))));
    minLength.ifPresent(n -> fields.add(Fields.tagged(3, Fields.number(n))));
    maxLength.ifPresent(n -> fields.add(Fields.tagged(4, Fields.number(n))));
    encoding.ifPresent(e -> fields.add(Fields.tagged(5, Fields.utf8(e.name()))));
    return Encoded.sequenceOf(fields);
  }
}
