package org.bequest.formats.firmware;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a package was not loaded (RFC 4108 section 4.1.3). RFC 5934 and RFC 7191 give the same ideas
 * other numbers from 15 on.
 */
public enum LoadErrorCode {
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
  SIGNATURE_FAILURE(15, "signatureFailure"),
  CONTENT_TYPE_MISMATCH(16, "contentTypeMismatch"),
  BAD_ENCRYPTED_DATA(17, "badEncryptedData"),
  UNPROTECTED_ATTRS_PRESENT(18, "unprotectedAttrsPresent"),
  BAD_ENCRYPT_CONTENT(19, "badEncryptContent"),
  BAD_ENCRYPT_ALGORITHM(20, "badEncryptAlgorithm"),
  MISSING_CIPHERTEXT(21, "missingCiphertext"),
  NO_DECRYPT_KEY(22, "noDecryptKey"),
  DECRYPT_FAILURE(23, "decryptFailure"),
  BAD_COMPRESS_ALGORITHM(24, "badCompressAlgorithm"),
  MISSING_COMPRESSED_CONTENT(25, "missingCompressedContent"),
  DECOMPRESS_FAILURE(26, "decompressFailure"),
  WRONG_HARDWARE(27, "wrongHardware"),
  STALE_PACKAGE(28, "stalePackage"),
  NOT_IN_COMMUNITY(29, "notInCommunity"),
  UNSUPPORTED_PACKAGE_TYPE(30, "unsupportedPackageType"),
  MISSING_DEPENDENCY(31, "missingDependency"),
  WRONG_DEPENDENCY_VERSION(32, "wrongDependencyVersion"),
  INSUFFICIENT_MEMORY(33, "insufficientMemory"),
  BAD_FIRMWARE(34, "badFirmware"),
  UNSUPPORTED_PARAMETERS(35, "unsupportedParameters"),
  BREAKS_DEPENDENCY(36, "breaksDependency"),
  /** Only with a code of the vendor's. */
  OTHER_ERROR(99, "otherError");

  private static final Map<BigInteger, LoadErrorCode> BY_NUMBER =
      Arrays.stream(values())
          .collect(Collectors.toMap(c -> BigInteger.valueOf(c.number), Function.identity()));

  private final int number;
  private final String word;

  LoadErrorCode(int number, String word) {
    this.number = number;
    this.word = word;
  }

  public int number() {
    return number;
  }

  /** As the RFC writes it. */
  public String word() {
    return word;
  }

  static Optional<LoadErrorCode> of(BigInteger number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }
}
