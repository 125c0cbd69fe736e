package org.bequest.formats.cmc.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Text;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bequest.formats.cmc.status.OtherStatusInfo.ExtendedFailInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.FailInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERUTF8String;

/**
 * What became of some parts of a request. It is the value of both status controls.
 *
 * <pre>
 * CMCStatusInfoV2 ::= SEQUENCE {
 *   cMCStatus             CMCStatus,
 *   bodyList              SEQUENCE SIZE (1..MAX) OF BodyPartReference,
 *   statusString          UTF8String OPTIONAL,
 *   otherInfo             OtherStatusInfo OPTIONAL }
 * CMCStatusInfo ::= SEQUENCE {
 *   cMCStatus             CMCStatus,
 *   bodyList              BodyPartList,
 *   statusString          UTF8String OPTIONAL,
 *   otherInfo             CHOICE {
 *     failInfo              CMCFailInfo,
 *     pendInfo              PendInfo } OPTIONAL }         -- RFC 5272 section 6.1
 * </pre>
 *
 * @param otherInfo a failure only with {@link CmcStatus#FAILED}, a token only with {@link
 *     CmcStatus#PENDING} and {@link CmcStatus#PARTIAL}
 */
public record StatusInfo(
    CmcStatus status,
    List<BodyPartReference> bodyList,
    Optional<String> statusString,
    Optional<OtherStatusInfo> otherInfo) {
  private static final String PATH = "/CMCStatusInfo";
  private static final int UTF8_STRING = 0x0c;

  public StatusInfo {
    bodyList = List.copyOf(bodyList);
    if (bodyList.isEmpty() || !agree(status, otherInfo)) {
      throw new IllegalArgumentException("a status that contradicts itself");
    }
  }

  public static StatusInfo of(CmcStatus status, List<? extends BodyPartReference> bodyList) {
    return new StatusInfo(status, List.copyOf(bodyList), Optional.empty(), Optional.empty());
  }

  /**
   * @param text for people, in one clause
   */
  public static StatusInfo failed(
      CmcFailInfo failInfo, String text, List<? extends BodyPartReference> bodyList) {
    return new StatusInfo(
        CmcStatus.FAILED,
        List.copyOf(bodyList),
        Optional.of(text),
        Optional.of(FailInfo.of(failInfo)));
  }

  public static StatusInfo pending(PendInfo until, List<? extends BodyPartReference> bodyList) {
    return new StatusInfo(
        CmcStatus.PENDING, List.copyOf(bodyList), Optional.empty(), Optional.of(until));
  }

  /** The form of RFC 5272 section 6.1.1. */
  public static StatusInfo decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    CmcStatus status = CmcStatus.of(fields.next("cMCStatus", ASN1Integer::getInstance));
    List<BodyPartReference> bodyList =
        BodyPartReference.decodeList(fields.next("bodyList"), PATH + "/bodyList");
    Optional<Encoded> text = fields.optional(UTF8_STRING);
    Optional<String> statusString =
        text.isEmpty() ? Optional.empty() : Optional.of(Text.utf8(text.get(), PATH));
    Optional<OtherStatusInfo> other =
        fields.hasMore()
            ? Optional.of(OtherStatusInfo.decode(fields.next("otherInfo")))
            : Optional.empty();
    fields.end();
    if (!agree(status, other)) {
      throw new MalformedException("otherInfo contradicts cMCStatus at " + PATH);
    }
    return new StatusInfo(status, bodyList, statusString, other);
  }

  /** The older form of RFC 5272 section 6.1.2: no paths, no extendedFailInfo. */
  public static StatusInfo decodeV1(Encoded value) throws MalformedException {
    StatusInfo info = decode(value);
    if (!info.fitsV1()) {
      throw new MalformedException("a field that this version does not have at " + PATH);
    }
    return info;
  }

  /** Whether the older form can say it. */
  public boolean fitsV1() {
    return bodyList.stream().allMatch(BodyPartId.class::isInstance)
        && !(otherInfo.orElse(null) instanceof ExtendedFailInfo);
  }

  private static boolean agree(CmcStatus status, Optional<OtherStatusInfo> other) {
    if (other.isEmpty()) {
      return true;
    }
    return switch (other.get()) {
      case FailInfo _, ExtendedFailInfo _ -> status == CmcStatus.FAILED;
      case PendInfo _ -> status == CmcStatus.PENDING || status == CmcStatus.PARTIAL;
    };
  }

  public Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(Encoded.of(new ASN1Integer(status.code())));
    fields.add(BodyPartReference.encodeList(bodyList));
    statusString.ifPresent(text -> fields.add(Encoded.of(new DERUTF8String(text))));
    otherInfo.ifPresent(other -> fields.add(other.encode()));
    return Encoded.sequenceOf(fields);
  }

  /**
   * Why it failed. A private or unknown reason counts as internalCAError (RFC 5272 section 6.1.1),
   * and so does none at all.
   */
  public Optional<CmcFailInfo> failInfo() {
    if (status != CmcStatus.FAILED) {
      return Optional.empty();
    }
    return otherInfo.orElse(null) instanceof FailInfo fail && fail.known().isPresent()
        ? fail.known()
        : Optional.of(CmcFailInfo.INTERNAL_CA_ERROR);
  }

  public Optional<PendInfo> pendInfo() {
    return otherInfo.orElse(null) instanceof PendInfo pend ? Optional.of(pend) : Optional.empty();
  }
}
