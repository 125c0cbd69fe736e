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
    private static final int CLASS_AND_NUMBER = 0xdf;
    private static final int CONTEXT_2 = 0x82;

    /**
     * @throws IllegalArgumentException for a tag that can be none of the future
     */
    public Other {
      if (!isPossible(value)) {
        throw new IllegalArgumentException("not an alternative of the future");
      }
    }

    private static boolean isPossible(Encoded value) {
      int tag = value.identifier() & CLASS_AND_NUMBER;
      return tag >= CONTEXT_2 && tag < 0xc0;
    }

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
      default -> other(value, path);
    };
  }

  /** [0] and [1] in another form are no alternatives of the future. */
  private static Other other(Encoded value, String path) throws MalformedException {
    if (Other.isPossible(value)) {
      return new Other(value);
    }
    throw new MalformedException("unknown choice at " + path);
  }
}
