package org.bequest.server.receipt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Content;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdentifier;
import org.bequest.formats.receipt.ReceiptOids;
import org.bequest.formats.receipt.SirEntityName;
import org.bequest.store.KeyPackageRow.Answer;

/**
 * What is said of a package, by a receipt or by an error.
 *
 * @param outcome {@link Answer#RECEIPT}, or the code of the error
 * @param about absent when the package could not be read so far
 * @param by who says so
 * @param version of its syntax; 1 is deprecated (RFC 7191 sections 4 and 5)
 * @param sha256 of its type and its octets, so that the same said again is known
 */
record Statement(
    String outcome,
    Optional<PackageIdentifier> about,
    SirEntityName by,
    int version,
    String sha256) {
  static Statement of(Content leaf) throws MalformedException {
    String sha256 =
        PackageBook.sha256(leaf.type().getId().getBytes(US_ASCII), new byte[1], leaf.octets());
    if (leaf.is(ReceiptOids.KEY_PACKAGE_RECEIPT)) {
      KeyPackageReceipt receipt = KeyPackageReceipt.decode(leaf.octets());
      return new Statement(
          Answer.RECEIPT,
          Optional.of(receipt.receiptOf()),
          receipt.receivedBy(),
          receipt.version(),
          sha256);
    }
    if (leaf.is(ReceiptOids.KEY_PACKAGE_ERROR)) {
      KeyPackageError error = KeyPackageError.decode(leaf.octets());
      return new Statement(
          error.errorCode().word(), error.errorOf(), error.errorBy(), error.version(), sha256);
    }
    throw new MalformedException("neither a receipt nor an error about a key package");
  }

  boolean isReceipt() {
    return outcome.equals(Answer.RECEIPT);
  }
}
