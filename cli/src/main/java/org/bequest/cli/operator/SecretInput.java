package org.bequest.cli.operator;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** The file that an operator gives a secret in. */
final class SecretInput {
  private static final String KEY = "key-encryption";
  private static final String HOLDER = "key-holder";
  private static final String HEXADECIMAL = "0x";

  private SecretInput() {}

  /** As the admin API takes it. */
  static String base64(String kind, Path file) {
    return switch (kind) {
      case KEY -> key(SecretFile.firstLine(file).strip());
      case HOLDER -> encoded(der(LocalFile.read(file)));
      default -> encoded(SecretFile.firstLine(file).getBytes(StandardCharsets.UTF_8));
    };
  }

  private static String key(String text) {
    try {
      return text.startsWith(HEXADECIMAL)
          ? encoded(HexFormat.of().parseHex(text.substring(HEXADECIMAL.length())))
          : text;
    } catch (IllegalArgumentException _) {
      throw new CommandFailure(ExitCode.LOCAL, "the key is not hexadecimal");
    }
  }

  private static byte[] der(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (!text.contains("-----BEGIN ")) {
      return content;
    }
    try (PemReader reader = new PemReader(new StringReader(text))) {
      PemObject first = reader.readPemObject();
      if (first == null) {
        throw new CommandFailure(ExitCode.LOCAL, "the file holds no PEM block");
      }
      return first.getContent();
    } catch (IOException | IllegalArgumentException _) {
      throw new CommandFailure(ExitCode.LOCAL, "the file holds a broken PEM block");
    }
  }

  private static String encoded(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
