package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * What came of a community update, in short or with the communities afterwards.
 *
 * <pre>
 * CommunityConfirm ::= CHOICE {
 *   terseCommConfirm    [0] TerseCommunityConfirm,
 *   verboseCommConfirm  [1] VerboseCommunityConfirm } -- RFC 5934 section 4.8
 * </pre>
 */
public sealed interface CommunityConfirm {
  Status status();

  /** <code>TerseCommunityConfirm ::= StatusCode</code>: a primitive value under its tag. */
  record Terse(Status status) implements CommunityConfirm {
    private static final int TAG = 0;

    @Override
    public Encoded encode() {
      return Tag.implicit(TAG, status.encode());
    }
  }

  /**
   * <pre>
   * VerboseCommunityConfirm ::= SEQUENCE {
   *   status       StatusCode,
   *   communities  CommunityIdentifierList OPTIONAL }
   * </pre>
   *
   * @param communities absent when none are left
   */
  record Verbose(Status status, Optional<CommunityIdentifierList> communities)
      implements CommunityConfirm {
    private static final int TAG = 1;

    private static Verbose decodeFields(Fields fields) throws MalformedException {
      Verbose confirm =
          new Verbose(fields.status(), fields.communities(fields.optional(Encoded.SEQUENCE)));
      fields.end();
      return confirm;
    }

    @Override
    public Encoded encode() {
      Encoded fields =
          new Fields.Written()
              .add(status.encode())
              .addIfPresent(communities.map(CommunityIdentifierList::encode))
              .sequence();
      return Tag.implicit(TAG, fields);
    }
  }

  static CommunityConfirm decode(Encoded value, String path) throws MalformedException {
    return switch (Tag.number(value)) {
      case Terse.TAG -> {
        String inside = path + "/terseCommConfirm";
        yield new Terse(Status.decode(Tag.untagged(value, Tag.ENUMERATED, inside), inside));
      }
      case Verbose.TAG ->
          Verbose.decodeFields(Fields.untagged(value, path + "/verboseCommConfirm"));
      default -> throw new MalformedException("unknown choice at " + path);
    };
  }

  Encoded encode();
}
