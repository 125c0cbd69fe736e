package org.bequest.formats.tamp;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Encoded;

/**
 * What came of an update, in short or with the state afterwards.
 *
 * <pre>
 * UpdateConfirm ::= CHOICE {
 *   terseConfirm    [0] TerseUpdateConfirm,
 *   verboseConfirm  [1] VerboseUpdateConfirm }        -- RFC 5934 section 4.4
 * </pre>
 */
public sealed interface UpdateConfirm {
  /** One for each entry of the update, in their order. */
  List<Status> status();

  /** <code>TerseUpdateConfirm ::= StatusCodeList</code>. */
  record Terse(List<Status> status) implements UpdateConfirm {
    private static final int TAG = 0;

    public Terse {
      status = SequenceOf.required(status, "status codes");
    }

    @Override
    public Encoded encode() {
      return Tag.implicit(TAG, Status.encodeAll(status));
    }
  }

  /**
   * <pre>
   * VerboseUpdateConfirm ::= SEQUENCE {
   *   status          StatusCodeList,
   *   taInfo          TrustAnchorChoiceList,
   *   tampSeqNumbers  TAMPSequenceNumbers OPTIONAL,
   *   usesApex        BOOLEAN DEFAULT TRUE }
   * </pre>
   *
   * @param tampSeqNumbers of the anchors that may sign messages; an empty list is an absent one
   * @param usesApex whether the first anchor is the apex
   */
  record Verbose(
      List<Status> status,
      List<TrustAnchorChoice> taInfo,
      List<TampSequenceNumber> tampSeqNumbers,
      boolean usesApex)
      implements UpdateConfirm {
    private static final int TAG = 1;

    public Verbose {
      status = SequenceOf.required(status, "status codes");
      taInfo = SequenceOf.required(taInfo, "trust anchors");
      tampSeqNumbers = List.copyOf(tampSeqNumbers);
    }

    private static Verbose decodeFields(Fields fields) throws MalformedException {
      List<Status> status = Status.decodeAll(fields.next("status"), fields.at("status"));
      List<TrustAnchorChoice> anchors = fields.anchors("taInfo");
      List<TampSequenceNumber> numbers = fields.sequenceNumbers(fields.optional(Encoded.SEQUENCE));
      boolean usesApex = fields.usesApex();
      fields.end();
      return new Verbose(status, anchors, numbers, usesApex);
    }

    @Override
    public Encoded encode() {
      Fields.Written fields = new Fields.Written().add(Status.encodeAll(status)).anchors(taInfo);
      if (!tampSeqNumbers.isEmpty()) {
        fields.add(TampSequenceNumber.encodeAll(tampSeqNumbers));
      }
      return Tag.implicit(TAG, fields.usesApex(usesApex).sequence());
    }
  }

  static UpdateConfirm decode(Encoded value, String path) throws MalformedException {
    return switch (Tag.number(value)) {
      case Terse.TAG -> {
        String inside = path + "/terseConfirm";
        Encoded list = Tag.untagged(value, Encoded.SEQUENCE, inside);
        yield new Terse(Status.decodeAll(list, inside));
      }
      case Verbose.TAG -> Verbose.decodeFields(Fields.untagged(value, path + "/verboseConfirm"));
      default -> throw new MalformedException("unknown choice at " + path);
    };
  }

  Encoded encode();
}
