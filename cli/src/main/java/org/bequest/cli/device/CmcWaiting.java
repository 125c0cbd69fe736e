package org.bequest.cli.device;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.cmc.FullRequest;
import org.bequest.formats.asn1.Octets;

/** Beside a key: by what the server knows the request that waits for it. */
record CmcWaiting(Path file) {
  private static final HexFormat HEX = HexFormat.of();

  static CmcWaiting beside(Path key) {
    Path absolute = key.toAbsolutePath();
    return new CmcWaiting(absolute.resolveSibling(absolute.getFileName() + ".waiting"));
  }

  /** The request as it was sent before, if it was. */
  FullRequest goingOn(FullRequest request) {
    return kept().map(request::waitingAs).orElse(request);
  }

  private Optional<FullRequest.Waiting> kept() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines =
        new String(LocalFile.read(file), StandardCharsets.US_ASCII).lines().toList();
    try {
      return Optional.of(
          new FullRequest.Waiting(
              new BigInteger(lines.get(0), 16), Octets.of(HEX.parseHex(lines.get(1)))));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw new CommandFailure(
          ExitCode.LOCAL, file + " is not what this command wrote", "Remove it to ask anew.");
    }
  }

  void keep(FullRequest.Waiting waiting) {
    String text =
        waiting.transaction().toString(16) + "\n" + HEX.formatHex(waiting.token().bytes()) + "\n";
    LocalFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot remove " + file + ": " + e.getMessage());
    }
  }
}
