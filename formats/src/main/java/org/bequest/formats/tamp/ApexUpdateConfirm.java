package org.bequest.formats.tamp;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Encoded;

/**
 * What came of an apex update, in short or with the state afterwards.
 *
 * <pre>
 * ApexUpdateConfirm ::= CHOICE {
 *   terseApexConfirm    [0] TerseApexUpdateConfirm,
 *   verboseApexConfirm  [1] VerboseApexUpdateConfirm } -- RFC 5934 section 4.6
 * </pre>
 */
public sealed interface ApexUpdateConfirm {
  Status status();

  /** <code>TerseApexUpdateConfirm ::= StatusCode</code>: a primitive value under its tag. */
  record Terse(Status status) implements ApexUpdateConfirm {
    private static final int TAG = 0;

    @Override
    public Encoded encode() {
      return Tag.implicit(TAG, status.encode());
    }
  }

  /**
   * <pre>
   * VerboseApexUpdateConfirm ::= SEQUENCE {
   *   status              StatusCode,
   *   taInfo              TrustAnchorChoiceList,
   *   communities     [0] CommunityIdentifierList OPTIONAL,
   *   tampSeqNumbers  [1] TAMPSequenceNumbers OPTIONAL }
   * </pre>
   *
   * @param taInfo the apex first
   * @param tampSeqNumbers of the anchors that may sign messages; an empty list is an absent one
   */
  record Verbose(
      Status status,
      List<TrustAnchorChoice> taInfo,
      Optional<CommunityIdentifierList> communities,
      List<TampSequenceNumber> tampSeqNumbers)
      implements ApexUpdateConfirm {
    private static final int TAG = 1;
    private static final int COMMUNITIES = 0;
    private static final int NUMBERS = 1;

    public Verbose {
      taInfo = SequenceOf.required(taInfo, "trust anchors");
      tampSeqNumbers = List.copyOf(tampSeqNumbers);
    }

    private static Verbose decodeFields(Fields fields) throws MalformedException {
      Verbose confirm =
          new Verbose(
              fields.status(),
              fields.anchors("taInfo"),
              fields.communities(COMMUNITIES),
              fields.sequenceNumbers(NUMBERS));
      fields.end();
      return confirm;
    }

    @Override
    public Encoded encode() {
      Encoded fields =
          new Fields.Written()
              .add(status.encode())
              .anchors(taInfo)
              .communities(COMMUNITIES, communities)
              .sequenceNumbers(NUMBERS, tampSeqNumbers)
              .sequence();
      return Tag.implicit(TAG, fields);
    }
  }

  static ApexUpdateConfirm decode(Encoded value, String path) throws MalformedException {
    return switch (Tag.number(value)) {
      case Terse.TAG -> {
        String inside = path + "/terseApexConfirm";
        yield new Terse(Status.decode(Tag.untagged(value, Tag.ENUMERATED, inside), inside));
      }
      case Verbose.TAG ->
          Verbose.decodeFields(Fields.untagged(value, path + "/verboseApexConfirm"));
      default -> throw new MalformedException("unknown choice at " + path);
    };
  }

  Encoded encode();
}
