package org.bequest.formats.tamp;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1Enumerated;

/**
 * What came of a message, or of a part of one.
 *
 * <pre>
 * StatusCode ::= ENUMERATED { … }                     -- RFC 5934 section 5
 *
 * StatusCodeList ::= SEQUENCE SIZE (1..MAX) OF StatusCode
 * </pre>
 */
public sealed interface Status permits StatusCode, Status.Unregistered {
  BigInteger value();

  /** For a log and an operator: a word of the RFC, or a number. */
  String word();

  /** A number that the RFC does not know. It is kept. */
  record Unregistered(BigInteger value) implements Status {
    public Unregistered {
      if (value.signum() < 0) {
        throw new IllegalArgumentException("a status code is not negative");
      }
    }

    @Override
    public String word() {
      return value.toString();
    }
  }

  default boolean isSuccess() {
    return this == StatusCode.SUCCESS;
  }

  static Status of(BigInteger value) {
    Optional<StatusCode> known = StatusCode.of(value);
    return known.isPresent() ? known.get() : new Unregistered(value);
  }

  static Status decode(Encoded value, String path) throws MalformedException {
    if (value.identifier() != Tag.ENUMERATED) {
      throw new MalformedException("no status code at " + path);
    }
    byte[] octets = value.content();
    if (octets.length == 0 || octets[0] < 0) {
      throw new MalformedException("an empty or a negative status code at " + path);
    }
    return of(new BigInteger(octets));
  }

  default Encoded encode() {
    return Encoded.of(new ASN1Enumerated(value()));
  }

  static List<Status> decodeAll(Encoded list, String path) throws MalformedException {
    return SequenceOf.atLeastOne(list, path, Status::decode);
  }

  static Encoded encodeAll(List<Status> list) {
    return SequenceOf.encode(list, Status::encode);
  }
}
