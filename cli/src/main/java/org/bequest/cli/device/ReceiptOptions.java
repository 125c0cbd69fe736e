package org.bequest.cli.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.DueReceipt;
import org.bequest.client.EstException;
import org.bequest.client.KeyGeneration;
import org.bequest.client.KeygenRequest;
import org.bequest.client.PackageReturn;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import picocli.CommandLine.Option;

/** What the server hears about a key package (RFC 8295 8.2, RFC 7191). */
final class ReceiptOptions {
  /** When a receipt is sent. */
  enum When {
    /** When the package asks this device for one. */
    ASKED,
    /** For every package that is signed and has a name; an error for every one that fails. */
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--receipt",
      defaultValue = "asked",
      paramLabel = "WHEN",
      description =
          "asked: confirm a signed package that asks for it. always: every signed package"
              + " that has a name, and say why one was of no use. never. Default:"
              + " ${DEFAULT-VALUE}")
  private When when;

  @Option(
      names = "--receipt-cert",
      paramLabel = "FILE",
      description =
          "Certificate of one who reads receipts: for an originator who wants his encrypted. Can"
              + " be repeated.")
  private List<Path> readers = new ArrayList<>();

  @Option(
      names = "--vague-errors",
      description = "With --receipt always: do not tell which check failed.")
  private boolean vague;

  /** Sends the receipts that are due; the key is in place. */
  void confirm(KeyGeneration.Delivered delivered, ReceiptSender sender) {
    List<DueReceipt> due =
        switch (when) {
          case NEVER -> List.of();
          case ASKED -> delivered.receiptsAskedOf(sender.names(delivered));
          case ALWAYS -> delivered.marks().stream().map(DueReceipt::of).distinct().toList();
        };
    if (due.isEmpty()) {
      return;
    }
    TlsIdentity signer =
        sender
            .signer(delivered)
            .orElseThrow(() -> unconfirmed("the new key cannot sign, and there is no --cert"));
    List<PackageReturn> receipts = due.stream().map(one -> receipt(one, signer)).toList();
    try {
      sender.receipts(receipts, signer);
    } catch (EstException e) {
      throw unconfirmed(String.valueOf(e.getMessage()));
    }
  }

  private PackageReturn receipt(DueReceipt due, TlsIdentity signer) {
    PackageReturn receipt = PackageReturn.receipt(due.id(), signer);
    return due.encrypted() ? encrypted(receipt, due) : receipt;
  }

  /** Its originator wants it so; and the key is in place already. */
  private PackageReturn encrypted(PackageReturn receipt, DueReceipt due) {
    try {
      return receipt.encryptedFor(due.readers(CertificateFiles.all(readers)));
    } catch (CommandFailure | IllegalArgumentException e) {
      throw unconfirmed(
          "its originator wants it encrypted, and --receipt-cert names no certificate of his to"
              + " encrypt with: "
              + e.getMessage());
    }
  }

  private static CommandFailure unconfirmed(String why) {
    return new CommandFailure(
        ExitCode.PARTLY_DONE, "the key is in place, but its receipt did not arrive: " + why);
  }

  /**
   * Tells the server of a package that is of no use, where it shall hear of that.
   *
   * @return why it could not be told
   */
  Optional<String> complain(
      KeyGeneration.Unusable unusable, KeygenRequest request, ReceiptSender sender) {
    if (when != When.ALWAYS) {
      return Optional.empty();
    }
    EnumeratedErrorCode code = vague ? EnumeratedErrorCode.OTHER : unusable.code();
    Optional<PackageId> id =
        unusable.marks().stream().findFirst().map(PackageIdAndReceiptRequest::id);
    try {
      sender.error(id, code, request.request().names().subject());
      return Optional.empty();
    } catch (EstException e) {
      return Optional.of("note: the server was not told: " + String.valueOf(e.getMessage()));
    }
  }
}
