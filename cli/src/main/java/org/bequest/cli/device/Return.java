package org.bequest.cli.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.EstClient;
import org.bequest.client.PackageReturn;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bequest return}: what the server hears afterwards of what it sent (RFC 8295 8.2). */
@Command(
    name = "return",
    description = "Confirm a key package that came before, or say why it was of no use.",
    footer = {
      "",
      "The receipt or error of RFC 7191 is signed with --key in the name of --cert, and posted to",
      "/serverkeygen/return.",
      "  bequest return --ca ca.pem --key device.key --cert device.pem --package 0x5f0c..."
    })
public final class Return implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private OutputOptions output;

  @Option(
      names = "--package",
      paramLabel = "ID",
      description = "Name of the package, as serverkeygen shows it: 0x0a1b... or a text.")
  private @Nullable String packageId;

  @Option(
      names = "--error",
      paramLabel = "CODE",
      description =
          "Why it was of no use, in a word of RFC 7191: decryptFailure, noTrustAnchor, ...")
  private @Nullable String error;

  @Option(
      names = "--receipt-cert",
      paramLabel = "FILE",
      description = "Encrypt what is sent for the holder of this certificate. Can be repeated.")
  private List<Path> readers = new ArrayList<>();

  @Override
  public void run() {
    if (packageId == null && error == null) {
      throw new CommandFailure(ExitCode.USAGE, "--package is needed: a receipt is for a package");
    }
    TlsIdentity signer = Contact.with(server::identity);
    PackageReturn told =
        error == null
            ? PackageReturn.receipt(id().orElseThrow(), signer)
            : PackageReturn.error(id(), code(error), signer);
    PackageReturn sent = readers.isEmpty() ? told : encrypted(told);
    Contact.with(() -> sent(sent));
    output
        .terminal()
        .result("the server has it", Map.of("state", error == null ? "received" : "failed"));
  }

  private PackageReturn encrypted(PackageReturn told) {
    try {
      return told.encryptedFor(CertificateFiles.all(readers));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.LOCAL, "--receipt-cert: " + e.getMessage());
    }
  }

  private boolean sent(PackageReturn told) {
    try (EstClient client = server.client()) {
      client.serverKeygenReturn(told);
      return true;
    }
  }

  private Optional<PackageId> id() {
    return Optional.ofNullable(packageId).map(IdentifierText::parse).map(PackageId::of);
  }

  private static EnumeratedErrorCode code(String word) {
    return Arrays.stream(EnumeratedErrorCode.values())
        .filter(code -> code.word().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE,
                "--error is none of "
                    + Arrays.stream(EnumeratedErrorCode.values())
                        .map(EnumeratedErrorCode::word)
                        .collect(Collectors.joining(", "))));
  }
}
