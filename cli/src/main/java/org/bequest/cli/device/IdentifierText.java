package org.bequest.cli.device;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;

/** An identifier of any octets, as people write it: a text, or {@code 0x0a1b}. */
final class IdentifierText {
  private static final String OCTETS = "0x";

  private IdentifierText() {}

  static byte[] parse(String text) {
    try {
      return text.startsWith(OCTETS)
          ? HexFormat.of().parseHex(text.substring(OCTETS.length()))
          : text.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, text + " is not hexadecimal: " + e.getMessage());
    }
  }

  static String of(byte[] octets) {
    return OCTETS + HexFormat.of().formatHex(octets);
  }
}
