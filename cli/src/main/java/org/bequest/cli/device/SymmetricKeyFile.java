package org.bequest.cli.device;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.secret.Secret;

/** A file with a key for AES, written as {@code bequest secret add} reads and writes them. */
final class SymmetricKeyFile {
  private static final String HEXADECIMAL = "0x";
  private static final List<Integer> LENGTHS = List.of(16, 24, 32);

  private SymmetricKeyFile() {}

  static Secret read(Path file) {
    byte[] octets = octets(file, SecretFile.firstLine(file).strip());
    try {
      if (!LENGTHS.contains(octets.length)) {
        throw notAKey(file);
      }
      return Secret.of(octets);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private static byte[] octets(Path file, String line) {
    try {
      return line.startsWith(HEXADECIMAL)
          ? HexFormat.of().parseHex(line.substring(HEXADECIMAL.length()))
          : Base64.getDecoder().decode(line);
    } catch (IllegalArgumentException _) {
      throw notAKey(file);
    }
  }

  private static CommandFailure notAKey(Path file) {
    return new CommandFailure(
        ExitCode.LOCAL, file + " holds no key of 16, 24 or 32 octets in base64 or hexadecimal");
  }
}
