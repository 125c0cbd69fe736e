package org.bequest.formats.receipt;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The reasons that RFC 7191 section 5 has numbers for. Those up to 33 mean the same in RFC 5934;
 * {@link #OTHER} should be avoided.
 */
public enum EnumeratedErrorCode {
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
  INCORRECT_TARGET(23, "incorrectTarget"),
  MISSING_SIGNATURE(29, "missingSignature"),
  RESOURCES_BUSY(30, "resourcesBusy"),
  VERSION_NUMBER_MISMATCH(31, "versionNumberMismatch"),
  REVOKED_CERTIFICATE(33, "revokedCertificate"),
  AMBIGUOUS_DECRYPT(60, "ambiguousDecrypt"),
  NO_DECRYPT_KEY(61, "noDecryptKey"),
  BAD_ENCRYPTED_DATA(62, "badEncryptedData"),
  BAD_ENVELOPED_DATA(63, "badEnvelopedData"),
  BAD_AUTHENTICATED_DATA(64, "badAuthenticatedData"),
  BAD_AUTH_ENVELOPED_DATA(65, "badAuthEnvelopedData"),
  BAD_KEY_AGREE_RECIPIENT_INFO(66, "badKeyAgreeRecipientInfo"),
  BAD_KEK_RECIPIENT_INFO(67, "badKEKRecipientInfo"),
  BAD_ENCRYPT_CONTENT(68, "badEncryptContent"),
  BAD_ENCRYPT_ALGORITHM(69, "badEncryptAlgorithm"),
  MISSING_CIPHERTEXT(70, "missingCiphertext"),
  DECRYPT_FAILURE(71, "decryptFailure"),
  BAD_MAC_ALGORITHM(72, "badMACAlgorithm"),
  BAD_AUTH_ATTRS(73, "badAuthAttrs"),
  BAD_UNAUTH_ATTRS(74, "badUnauthAttrs"),
  INVALID_MAC(75, "invalidMAC"),
  MISMATCHED_DIGEST_ALG(76, "mismatchedDigestAlg"),
  MISSING_CERTIFICATE(77, "missingCertificate"),
  TOO_MANY_SIGNERS(78, "tooManySigners"),
  MISSING_SIGNED_ATTRIBUTES(79, "missingSignedAttributes"),
  DER_ENCODING_NOT_USED(80, "derEncodingNotUsed"),
  MISSING_CONTENT_HINTS(81, "missingContentHints"),
  INVALID_ATTRIBUTE_LOCATION(82, "invalidAttributeLocation"),
  BAD_MESSAGE_DIGEST(83, "badMessageDigest"),
  BAD_KEY_PACKAGE(84, "badKeyPackage"),
  BAD_ATTRIBUTES(85, "badAttributes"),
  ATTRIBUTE_COMPARISON_FAILURE(86, "attributeComparisonFailure"),
  UNSUPPORTED_SYMMETRIC_KEY_PACKAGE(87, "unsupportedSymmetricKeyPackage"),
  UNSUPPORTED_ASYMMETRIC_KEY_PACKAGE(88, "unsupportedAsymmetricKeyPackage"),
  CONSTRAINT_VIOLATION(89, "constraintViolation"),
  AMBIGUOUS_DEFAULT_VALUE(90, "ambiguousDefaultValue"),
  NO_MATCHING_RECIPIENT_INFO(91, "noMatchingRecipientInfo"),
  UNSUPPORTED_KEY_WRAP_ALGORITHM(92, "unsupportedKeyWrapAlgorithm"),
  BAD_KEY_TRANS_RECIPIENT_INFO(93, "badKeyTransRecipientInfo"),
  OTHER(127, "other");

  private static final Map<BigInteger, EnumeratedErrorCode> BY_NUMBER =
      Arrays.stream(values())
          .collect(Collectors.toMap(c -> BigInteger.valueOf(c.number), Function.identity()));

  private final int number;
  private final String word;

  EnumeratedErrorCode(int number, String word) {
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

  static Optional<EnumeratedErrorCode> of(BigInteger number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }
}
