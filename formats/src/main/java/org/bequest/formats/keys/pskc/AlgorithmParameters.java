package org.bequest.formats.keys.pskc;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Text;

/**
 * What an algorithm does with its input and its result. An attribute may have several values of
 * this: a suite and a format do not exclude each other (RFC 6030 section 4.3.4).
 *
 * <pre>
 * PSKCAlgorithmParameters ::= CHOICE {
 *   suite                UTF8String,
 *   challengeFormat  [0] ChallengeFormat,
 *   responseFormat   [1] ResponseFormat,
 *   ... }                                             -- RFC 6031 section 3.2.7; IMPLICIT TAGS
 * </pre>
 */
public sealed interface AlgorithmParameters extends PskcValue
    permits AlgorithmParameters.Suite, ChallengeFormat, ResponseFormat, AlgorithmParameters.Other {
  /** Further characteristics, by the algorithm's profile. */
  record Suite(String value) implements AlgorithmParameters {
    @Override
    public Encoded encode() {
      return Fields.utf8(value);
    }
  }

  /** An alternative that this grammar leaves to the future. */
  record Other(Encoded value) implements AlgorithmParameters {
    @Override
    public Encoded encode() {
      return value;
    }
  }

  static AlgorithmParameters decode(Encoded value, String path) throws MalformedException {
    return switch (value.identifier()) {
      case 0x0c -> new Suite(Text.utf8(value, path + "/suite"));
      case ChallengeFormat.TAG -> ChallengeFormat.decode(value, path + "/challengeFormat");
      case ResponseFormat.TAG -> ResponseFormat.decode(value, path + "/responseFormat");
      default -> new Other(value);
    };
  }
}
