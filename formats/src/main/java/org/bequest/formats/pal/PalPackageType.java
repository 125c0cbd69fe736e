package org.bequest.formats.pal;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bequest.formats.wire.EstOperation;
import org.bequest.formats.wire.Reason;
import org.bequest.formats.wire.Target;
import org.bequest.formats.wire.Target.Endpoint;
import org.bequest.formats.wire.Target.Unknown;

/**
 * The registry "PAL Package Types" (RFC 8295 section 2.1.1 and table 1), a row each: number, the
 * RFC's description, what the client does, the operations that an entry may point to. DS is digital
 * signature, KE key establishment.
 */
@SuppressWarnings("ImmutableEnumChecker") // The list cannot be changed.
public enum PalPackageType {
  RESERVED("0000", "Reserved", PalAction.NONE),
  ADDITIONAL_PAL("0001", "Additional PAL value present", PalAction.FOLLOW, EstOperation.PAL),
  CA_CERTIFICATE("0002", "X.509 CA certificate", PalAction.FETCH, EstOperation.CA_CERTS),
  EE_CERTIFICATE("0003", "X.509 EE certificate", PalAction.FETCH, EstOperation.EE_CERTS),
  ARL("0004", "X.509 ARL", PalAction.FETCH, EstOperation.CRLS),
  CRL("0005", "X.509 CRL", PalAction.FETCH, EstOperation.CRLS),
  /** The attributes of /csrattrs hold a template of the request; then the client enrols. */
  DS_START_WITH_CSR(
      "0006",
      "Start DS certificate enrollment with CSR attribute",
      PalAction.START,
      EstOperation.CSR_ATTRS),
  DS_START("0007", "Start DS certificate enrollment", PalAction.START, EstOperation.SIMPLE_ENROLL),
  DS_SUCCESS(
      "0008",
      "DS certificate enrollment (success)",
      PalAction.FETCH,
      EstOperation.SIMPLE_ENROLL,
      EstOperation.FULL_CMC),
  DS_FAILURE(
      "0009",
      "DS certificate enrollment (failure)",
      PalAction.FETCH,
      EstOperation.SIMPLE_ENROLL,
      EstOperation.FULL_CMC),
  DS_RESTART(
      "0010",
      "Start DS certificate re-enrollment",
      PalAction.START,
      EstOperation.SIMPLE_REENROLL,
      EstOperation.FULL_CMC),
  /** As 0008 by section 2.1.1; section 9 adds /simplereenroll. */
  DS_RENEWAL_SUCCESS(
      "0011",
      "DS certificate re-enrollment (success)",
      PalAction.FETCH,
      EstOperation.SIMPLE_ENROLL,
      EstOperation.FULL_CMC,
      EstOperation.SIMPLE_REENROLL),
  DS_RENEWAL_FAILURE(
      "0012",
      "DS certificate re-enrollment (failure)",
      PalAction.FETCH,
      EstOperation.SIMPLE_ENROLL,
      EstOperation.FULL_CMC,
      EstOperation.SIMPLE_REENROLL),
  KE_START_WITH_CSR(
      "0013",
      "Start KE certificate enrollment with CSR attribute",
      PalAction.START,
      EstOperation.CSR_ATTRS),
  KE_START("0014", "Start KE certificate enrollment", PalAction.START, EstOperation.SIMPLE_ENROLL),
  KE_SUCCESS(
      "0015",
      "KE certificate enrollment (success)",
      PalAction.FETCH,
      EstOperation.SIMPLE_ENROLL,
      EstOperation.FULL_CMC),
  KE_FAILURE(
      "0016",
      "KE certificate enrollment (failure)",
      PalAction.FETCH,
      EstOperation.SIMPLE_ENROLL,
      EstOperation.FULL_CMC),
  KE_RESTART(
      "0017",
      "Start KE certificate re-enrollment",
      PalAction.START,
      EstOperation.SIMPLE_REENROLL,
      EstOperation.FULL_CMC),
  KE_RENEWAL_SUCCESS(
      "0018",
      "KE certificate re-enrollment (success)",
      PalAction.FETCH,
      EstOperation.SIMPLE_ENROLL,
      EstOperation.FULL_CMC,
      EstOperation.SIMPLE_REENROLL),
  KE_RENEWAL_FAILURE(
      "0019",
      "KE certificate re-enrollment (failure)",
      PalAction.FETCH,
      EstOperation.SIMPLE_ENROLL,
      EstOperation.FULL_CMC,
      EstOperation.SIMPLE_REENROLL),
  /** A prepared key, fetched with GET: the RFC names no method. */
  ASYMMETRIC_KEY_PKCS8(
      "0020",
      "Asymmetric Key Package (PKCS #8)",
      PalAction.FETCH,
      EstOperation.SERVER_KEYGEN,
      EstOperation.FULL_CMC),
  ASYMMETRIC_KEY_CMS(
      "0021",
      "Asymmetric Key Package (CMS)",
      PalAction.FETCH,
      EstOperation.SERVER_KEYGEN,
      EstOperation.FULL_CMC),
  ASYMMETRIC_KEY_PKCS12(
      "0022",
      "Asymmetric Key Package (PKCS #12)",
      PalAction.FETCH,
      EstOperation.SERVER_KEYGEN,
      EstOperation.FULL_CMC),
  ASYMMETRIC_KEY_RECEIPT(
      "0023",
      "Asymmetric Key Package Receipt or Error",
      PalAction.RETURN,
      EstOperation.SERVER_KEYGEN_RETURN),
  SYMMETRIC_KEY("0024", "Symmetric Key Package", PalAction.FETCH, EstOperation.SYMMETRIC_KEYS),
  SYMMETRIC_KEY_RECEIPT(
      "0025",
      "Symmetric Key Package Receipt or Error",
      PalAction.RETURN,
      EstOperation.SYMMETRIC_KEYS_RETURN),
  FIRMWARE("0026", "Firmware Package", PalAction.FETCH, EstOperation.FIRMWARE),
  FIRMWARE_RECEIPT(
      "0027", "Firmware Package Receipt or Error", PalAction.RETURN, EstOperation.FIRMWARE_RETURN),
  TAMP_STATUS_QUERY("0028", "TAMP Status Query", PalAction.FETCH, EstOperation.TAMP),
  TAMP_STATUS_RESPONSE(
      "0029", "TAMP Status Query Response or Error", PalAction.RETURN, EstOperation.TAMP_RETURN),
  TRUST_ANCHOR_UPDATE("0030", "Trust Anchor Update", PalAction.FETCH, EstOperation.TAMP),
  TRUST_ANCHOR_UPDATE_CONFIRM(
      "0031", "Trust Anchor Update Confirm or Error", PalAction.RETURN, EstOperation.TAMP_RETURN),
  APEX_UPDATE("0032", "Apex Trust Anchor Update", PalAction.FETCH, EstOperation.TAMP),
  APEX_UPDATE_CONFIRM(
      "0033",
      "Apex Trust Anchor Update Confirm or Error",
      PalAction.RETURN,
      EstOperation.TAMP_RETURN),
  COMMUNITY_UPDATE("0034", "Community Update", PalAction.FETCH, EstOperation.TAMP),
  COMMUNITY_UPDATE_CONFIRM(
      "0035", "Community Update Confirm or Error", PalAction.RETURN, EstOperation.TAMP_RETURN),
  SEQUENCE_ADJUST("0036", "Sequence Number Adjust", PalAction.FETCH, EstOperation.TAMP),
  SEQUENCE_ADJUST_CONFIRM(
      "0037",
      "Sequence Number Adjust Confirm or Error",
      PalAction.RETURN,
      EstOperation.TAMP_RETURN);

  private static final int MOST_SUFFIX_SEGMENTS = 4;

  private static final Map<Integer, PalPackageType> BY_NUMBER =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(PalPackageType::number, Function.identity()));

  private final String digits;
  private final String description;
  private final PalAction action;
  private final List<EstOperation> operations;

  PalPackageType(String digits, String description, PalAction action, EstOperation... operations) {
    this.digits = digits;
    this.description = description;
    this.action = action;
    this.operations = List.of(operations);
  }

  /** The row of a number; empty for a type that was registered after the RFC, or never. */
  public static Optional<PalPackageType> of(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  public int number() {
    return Integer.parseInt(digits);
  }

  /** The number as it is written, with four digits. */
  public String digits() {
    return digits;
  }

  public String description() {
    return description;
  }

  public PalAction action() {
    return action;
  }

  /** Where an entry may point, the usual operation first; empty for the reserved type only. */
  public List<EstOperation> operations() {
    return operations;
  }

  /** Whether a URI, absolute or not, leads to one of the operations under any label. */
  public boolean mayPointTo(URI location) {
    String path = location.getRawPath();
    for (int cut = 0; path != null && cut <= MOST_SUFFIX_SEGMENTS; cut++) {
      switch (Target.parse(path)) {
        case Endpoint endpoint -> {
          return operations.contains(endpoint.operation());
        }
        case Unknown unknown when unknown.reason() != Reason.NOT_FOUND -> {
          return false;
        }
        case Unknown _ -> path = withoutLastSegment(path);
      }
    }
    return false;
  }

  /** One package of several is named by what follows the operation: {@code /simpleenroll/17}. */
  private static String withoutLastSegment(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
