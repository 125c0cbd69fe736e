package org.bequest.formats.tamp;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The codes that RFC 5934 section 5 has numbers for. Those of them that RFC 7191 has too mean the
 * same there; {@link #OTHER} should be avoided.
 */
public enum StatusCode implements Status {
  SUCCESS(0, "success"),
  DECODE_FAILURE(1, "decodeFailure"),
  BAD_CONTENT_INFO(2, "badContentInfo"),
  BAD_SIGNED_DATA(3, "badSignedData"),
  BAD_ENCAP_CONTENT(4, "badEncapContent"),
  BAD_CERTIFICATE(5, "badCertificate"),
  BAD_SIGNER_INFO(6, "badSignerInfo"),
  BAD_SIGNED_ATTRS(7, "badSignedAttrs"),
  BAD_UNSIGNED_ATTRS(8, "badUnsignedAttrs"),
  MISSING_CONTENT(9, "missingContent"),
  NO_TRUST_ANCHOR(10, "noTrustAnchor"),
  NOT_AUTHORIZED(11, "notAuthorized"),
  BAD_DIGEST_ALGORITHM(12, "badDigestAlgorithm"),
  BAD_SIGNATURE_ALGORITHM(13, "badSignatureAlgorithm"),
  UNSUPPORTED_KEY_SIZE(14, "unsupportedKeySize"),
  UNSUPPORTED_PARAMETERS(15, "unsupportedParameters"),
  SIGNATURE_FAILURE(16, "signatureFailure"),
  INSUFFICIENT_MEMORY(17, "insufficientMemory"),
  UNSUPPORTED_TAMP_MSG_TYPE(18, "unsupportedTAMPMsgType"),
  APEX_TAMP_ANCHOR(19, "apexTAMPAnchor"),
  IMPROPER_TA_ADDITION(20, "improperTAAddition"),
  SEQ_NUM_FAILURE(21, "seqNumFailure"),
  CONTINGENCY_PUBLIC_KEY_DECRYPT(22, "contingencyPublicKeyDecrypt"),
  INCORRECT_TARGET(23, "incorrectTarget"),
  COMMUNITY_UPDATE_FAILED(24, "communityUpdateFailed"),
  TRUST_ANCHOR_NOT_FOUND(25, "trustAnchorNotFound"),
  UNSUPPORTED_TA_ALGORITHM(26, "unsupportedTAAlgorithm"),
  UNSUPPORTED_TA_KEY_SIZE(27, "unsupportedTAKeySize"),
  UNSUPPORTED_CONTIN_PUB_KEY_DECRYPT_ALG(28, "unsupportedContinPubKeyDecryptAlg"),
  MISSING_SIGNATURE(29, "missingSignature"),
  RESOURCES_BUSY(30, "resourcesBusy"),
  VERSION_NUMBER_MISMATCH(31, "versionNumberMismatch"),
  MISSING_POLICY_SET(32, "missingPolicySet"),
  REVOKED_CERTIFICATE(33, "revokedCertificate"),
  UNSUPPORTED_TRUST_ANCHOR_FORMAT(34, "unsupportedTrustAnchorFormat"),
  IMPROPER_TA_CHANGE(35, "improperTAChange"),
  MALFORMED(36, "malformed"),
  CMS_ERROR(37, "cmsError"),
  UNSUPPORTED_TARGET_IDENTIFIER(38, "unsupportedTargetIdentifier"),
  OTHER(127, "other");

  private static final Map<BigInteger, StatusCode> BY_VALUE =
      Arrays.stream(values()).collect(Collectors.toMap(Status::value, Function.identity()));

  private final BigInteger value;
  private final String word;

  StatusCode(int number, String word) {
    this.value = BigInteger.valueOf(number);
    this.word = word;
  }

  @Override
  public BigInteger value() {
    return value;
  }

  /** As the RFC writes it. */
  @Override
  public String word() {
    return word;
  }

  static Optional<StatusCode> of(BigInteger value) {
    return Optional.ofNullable(BY_VALUE.get(value));
  }
}
