package org.bequest.client.keygen;

import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.formats.receipt.EnumeratedErrorCode;

/** What the originator of a package is told about it, for each way in which it fails to open. */
final class PackageFaults {
  private PackageFaults() {}

  static EnumeratedErrorCode code(SignatureCheck.Fault fault) {
    return switch (fault) {
      case NO_SIGNER -> EnumeratedErrorCode.MISSING_SIGNATURE;
      case MISSING_CONTENT -> EnumeratedErrorCode.MISSING_CONTENT;
      case BAD_SIGNED_ATTRIBUTES -> EnumeratedErrorCode.BAD_SIGNED_ATTRS;
      case BAD_MESSAGE_DIGEST -> EnumeratedErrorCode.BAD_MESSAGE_DIGEST;
      case REFUSED_DIGEST_ALGORITHM -> EnumeratedErrorCode.BAD_DIGEST_ALGORITHM;
      case REFUSED_SIGNATURE_ALGORITHM -> EnumeratedErrorCode.BAD_SIGNATURE_ALGORITHM;
      case UNKNOWN_SIGNER -> EnumeratedErrorCode.MISSING_CERTIFICATE;
      case UNUSABLE_KEY -> EnumeratedErrorCode.BAD_CERTIFICATE;
      case BAD_SIGNATURE -> EnumeratedErrorCode.SIGNATURE_FAILURE;
    };
  }
}
