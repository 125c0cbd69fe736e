package org.bequest.formats.tamp;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.wire.MediaType;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The eleven messages, with what each is called (RFC 5934 section 4 and appendix B). */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum TampMessageType {
  STATUS_QUERY(1, "TAMPStatusQuery", "status-query", "tsq", TampStatusQuery::decode),
  STATUS_RESPONSE(2, "TAMPStatusResponse", "status-response", "tsr", TampStatusResponse::decode),
  UPDATE(3, "TAMPUpdate", "update", "tur", TampUpdate::decode),
  UPDATE_CONFIRM(4, "TAMPUpdateConfirm", "update-confirm", "tuc", TampUpdateConfirm::decode),
  APEX_UPDATE(5, "TAMPApexUpdate", "apex-update", "tau", TampApexUpdate::decode),
  APEX_UPDATE_CONFIRM(
      6, "TAMPApexUpdateConfirm", "apex-update-confirm", "auc", TampApexUpdateConfirm::decode),
  COMMUNITY_UPDATE(
      7, "TAMPCommunityUpdate", "community-update", "tcu", TampCommunityUpdate::decode),
  COMMUNITY_UPDATE_CONFIRM(
      8,
      "TAMPCommunityUpdateConfirm",
      "community-update-confirm",
      "cuc",
      TampCommunityUpdateConfirm::decode),
  ERROR(9, "TAMPError", "error", "ter", TampError::decode),
  SEQUENCE_ADJUST(
      10, "SequenceNumberAdjust", "sequence-adjust", "tsa", SequenceNumberAdjust::decode),
  SEQUENCE_ADJUST_CONFIRM(
      11,
      "SequenceNumberAdjustConfirm",
      "sequence-adjust-confirm",
      "sac",
      SequenceNumberAdjustConfirm::decode);

  private static final Map<ASN1ObjectIdentifier, TampMessageType> BY_IDENTIFIER =
      Arrays.stream(values())
          .collect(Collectors.toMap(TampMessageType::identifier, Function.identity()));

  /** How the drafts of RFC 8295 write the type of a status response. */
  private static final List<String> DRAFT_STATUS_RESPONSE =
      List.of("tamp-status-query-response", "tamp-status-query-respond");

  private final ASN1ObjectIdentifier identifier;
  private final String structure;
  private final MediaType mediaType;
  private final String fileExtension;
  private final Decoder<? extends TampMessage> decoder;

  TampMessageType(
      int arc,
      String structure,
      String subtype,
      String fileExtension,
      Decoder<? extends TampMessage> decoder) {
    this.identifier = TampOids.TAMP.branch(Integer.toString(arc));
    this.structure = structure;
    this.mediaType = MediaType.of("application", "tamp-" + subtype);
    this.fileExtension = fileExtension;
    this.decoder = decoder;
  }

  public static Optional<TampMessageType> of(ASN1ObjectIdentifier contentType) {
    return Optional.ofNullable(BY_IDENTIFIER.get(contentType));
  }

  /** By a header: as registered, or as the drafts of RFC 8295 have it. Parameters say nothing. */
  public static Optional<TampMessageType> of(MediaType declared) {
    if (declared.type().equals("application")
        && DRAFT_STATUS_RESPONSE.contains(declared.subtype())) {
      return Optional.of(STATUS_RESPONSE);
    }
    return Arrays.stream(values()).filter(t -> t.mediaType.matches(declared)).findFirst();
  }

  /** The content type. */
  public ASN1ObjectIdentifier identifier() {
    return identifier;
  }

  /** The name in the ASN.1 module. */
  public String structure() {
    return structure;
  }

  public MediaType mediaType() {
    return mediaType;
  }

  /** Without a dot. */
  public String fileExtension() {
    return fileExtension;
  }

  /** Whether it goes to a store, and so must be signed. */
  public boolean isRequest() {
    return switch (this) {
      case STATUS_QUERY, UPDATE, APEX_UPDATE, COMMUNITY_UPDATE, SEQUENCE_ADJUST -> true;
      case STATUS_RESPONSE,
          UPDATE_CONFIRM,
          APEX_UPDATE_CONFIRM,
          COMMUNITY_UPDATE_CONFIRM,
          SEQUENCE_ADJUST_CONFIRM,
          ERROR ->
          false;
    };
  }

  /** What a store sends back when it has acted on this; empty for an answer. */
  public Optional<TampMessageType> confirmedBy() {
    return switch (this) {
      case STATUS_QUERY -> Optional.of(STATUS_RESPONSE);
      case UPDATE -> Optional.of(UPDATE_CONFIRM);
      case APEX_UPDATE -> Optional.of(APEX_UPDATE_CONFIRM);
      case COMMUNITY_UPDATE -> Optional.of(COMMUNITY_UPDATE_CONFIRM);
      case SEQUENCE_ADJUST -> Optional.of(SEQUENCE_ADJUST_CONFIRM);
      case STATUS_RESPONSE,
          UPDATE_CONFIRM,
          APEX_UPDATE_CONFIRM,
          COMMUNITY_UPDATE_CONFIRM,
          SEQUENCE_ADJUST_CONFIRM,
          ERROR ->
          Optional.empty();
    };
  }

  TampMessage decode(Encoded value) throws MalformedException {
    return decoder.decode(value, "/" + structure);
  }
}
