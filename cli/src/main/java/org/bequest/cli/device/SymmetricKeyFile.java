package org.bequest.cli.device;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.secret.Secret;

/** A file with a key for AES: its octets, or one line with them in hex or base64. */
final class SymmetricKeyFile {
  private static final List<Integer> LENGTHS = List.of(16, 24, 32);

  private SymmetricKeyFile() {}

  static Secret read(Path file) {
    byte[] content = LocalFile.read(file);
    try {
      byte[] octets = octets(content).orElseThrow(() -> notAKey(file));
      try {
        return Secret.of(octets);
      } finally {
        Arrays.fill(octets, (byte) 0);
      }
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static Optional<byte[]> octets(byte[] content) {
    if (LENGTHS.contains(content.length)) {
      return Optional.of(content.clone());
    }
    String line = new String(content, StandardCharsets.US_ASCII).strip();
    return decoded(line, HexFormat.of()::parseHex)
        .or(() -> decoded(line, Base64.getDecoder()::decode));
  }

  private static Optional<byte[]> decoded(String line, Function<String, byte[]> code) {
    try {
      return Optional.of(code.apply(line)).filter(octets -> LENGTHS.contains(octets.length));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static CommandFailure notAKey(Path file) {
    return new CommandFailure(
        ExitCode.LOCAL, file + " holds no key of 16, 24 or 32 octets, plain, in hex or in base64");
  }
}
