package org.bequest.formats.tamp;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.AnchorFields;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The state of a store, in short or in full. Where there is an apex, it comes first.
 *
 * <pre>
 * StatusResponse ::= CHOICE {
 *   terseResponse    [0] TerseStatusResponse,
 *   verboseResponse  [1] VerboseStatusResponse }      -- RFC 5934 section 4.2
 * </pre>
 */
public sealed interface StatusResponse {
  /**
   * <pre>
   * TerseStatusResponse ::= SEQUENCE {
   *   taKeyIds     KeyIdentifiers,                    -- SEQUENCE SIZE (1..MAX) OF KeyIdentifier
   *   communities  CommunityIdentifierList OPTIONAL }
   * </pre>
   */
  record Terse(List<KeyIdentifier> taKeyIds, Optional<CommunityIdentifierList> communities)
      implements StatusResponse {
    private static final int TAG = 0;

    public Terse {
      taKeyIds = SequenceOf.required(taKeyIds, "key identifiers");
    }

    private static Terse decodeFields(Fields fields) throws MalformedException {
      List<KeyIdentifier> keyIds =
          SequenceOf.atLeastOne(
              fields.next("taKeyIds"), fields.at("taKeyIds"), AnchorFields::keyId);
      Optional<CommunityIdentifierList> communities =
          fields.communities(fields.optional(Encoded.SEQUENCE));
      fields.end();
      return new Terse(keyIds, communities);
    }

    @Override
    public Encoded encode() {
      Encoded fields =
          new Fields.Written()
              .add(SequenceOf.encode(taKeyIds, AnchorFields::encode))
              .addIfPresent(communities.map(CommunityIdentifierList::encode))
              .sequence();
      return Tag.implicit(TAG, fields);
    }
  }

  /**
   * <pre>
   * VerboseStatusResponse ::= SEQUENCE {
   *   taInfo                     TrustAnchorChoiceList,
   *   continPubKeyDecryptAlg [0] AlgorithmIdentifier OPTIONAL,
   *   communities            [1] CommunityIdentifierList OPTIONAL,
   *   tampSeqNumbers         [2] TAMPSequenceNumbers OPTIONAL }
   * </pre>
   *
   * @param continPubKeyDecryptAlg what opens the contingency key of the apex, when it has one
   * @param tampSeqNumbers of the anchors that may sign messages; an empty list is an absent one
   */
  record Verbose(
      List<TrustAnchorChoice> taInfo,
      Optional<AlgorithmIdentifier> continPubKeyDecryptAlg,
      Optional<CommunityIdentifierList> communities,
      List<TampSequenceNumber> tampSeqNumbers)
      implements StatusResponse {
    private static final int TAG = 1;
    private static final int ALGORITHM = 0;
    private static final int COMMUNITIES = 1;
    private static final int NUMBERS = 2;

    public Verbose {
      taInfo = SequenceOf.required(taInfo, "trust anchors");
      tampSeqNumbers = List.copyOf(tampSeqNumbers);
    }

    private static Verbose decodeFields(Fields fields) throws MalformedException {
      List<TrustAnchorChoice> anchors = fields.anchors("taInfo");
      Optional<Encoded> algorithm =
          fields.implicit(ALGORITHM, Encoded.SEQUENCE, "continPubKeyDecryptAlg");
      Verbose response =
          new Verbose(
              anchors,
              fields.read(algorithm, "continPubKeyDecryptAlg", Fields::algorithm),
              fields.communities(COMMUNITIES),
              fields.sequenceNumbers(NUMBERS));
      fields.end();
      return response;
    }

    @Override
    public Encoded encode() {
      Encoded fields =
          new Fields.Written()
              .anchors(taInfo)
              .addIfPresent(continPubKeyDecryptAlg.map(a -> Tag.implicit(ALGORITHM, Encoded.of(a))))
              .communities(COMMUNITIES, communities)
              .sequenceNumbers(NUMBERS, tampSeqNumbers)
              .sequence();
      return Tag.implicit(TAG, fields);
    }
  }

  static StatusResponse decode(Encoded value, String path) throws MalformedException {
    return switch (Tag.number(value)) {
      case Terse.TAG -> Terse.decodeFields(Fields.untagged(value, path + "/terseResponse"));
      case Verbose.TAG -> Verbose.decodeFields(Fields.untagged(value, path + "/verboseResponse"));
      default -> throw new MalformedException("unknown choice at " + path);
    };
  }

  /** Whether it says something that is true only of a store with an apex. */
  default boolean needsApex() {
    return this instanceof Verbose verbose && verbose.continPubKeyDecryptAlg().isPresent();
  }

  Encoded encode();
}
