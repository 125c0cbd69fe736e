package org.bequest.interop.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The ways in which clients write a request into a body. */
enum Spelling {
  ONE_LINE,
  /** As {@code openssl base64} and PEM without its armour have it. */
  LF_64,
  CRLF_64,
  CRLF_76,
  PEM,
  /** What {@code curl --data} makes of PEM. */
  PEM_WITHOUT_LINE_ENDS,
  /** What {@code curl --data} makes of base64 in lines is {@link #ONE_LINE}. */
  DER;

  private static final String BEGIN = "-----BEGIN CERTIFICATE REQUEST-----\n";
  private static final String END = "-----END CERTIFICATE REQUEST-----\n";

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String text(byte[] csr) {
    return switch (this) {
      case ONE_LINE -> Base64.getEncoder().encodeToString(csr);
      case LF_64 -> lines(64, "\n", csr) + "\n";
      case CRLF_64 -> lines(64, "\r\n", csr) + "\r\n";
      case CRLF_76 -> lines(76, "\r\n", csr) + "\r\n";
      case PEM -> BEGIN + LF_64.text(csr) + END;
      case PEM_WITHOUT_LINE_ENDS -> PEM.text(csr).replace("\n", "");
      case DER -> new String(csr, ISO_8859_1);
    };
  }

  /** With every spelling in braces written out. */
  static String fill(String body, byte[] csr) {
    String filled = body;
    for (Spelling spelling : values()) {
      String text = spelling.text(csr);
      String chunks = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n0\r\n\r\n";
      filled = filled.replace("{csr:" + spelling.word() + "}", text);
      filled = filled.replace("{chunked:" + spelling.word() + "}", chunks);
    }
    return filled.replace("{crlf}", "\r\n");
  }

  /** The same the other way round: the body that a client sent, its request replaced by a word. */
  static String recognise(String body) {
    Optional<byte[]> csr = decoded(body);
    return csr.flatMap(der ->
            Arrays.stream(values())
                .filter(s -> s.text(der).equals(body))
                .map(s -> "{csr:" + s.word() + "}")
                .findFirst())
        .orElse(body);
  }

  private static Optional<byte[]> decoded(String body) {
    if (body.startsWith("0")) {
      return Optional.of(body.getBytes(ISO_8859_1));
    }
    String digits = body.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return digits.matches("[A-Za-z0-9+/]+=*")
        ? Optional.of(Base64.getDecoder().decode(digits.getBytes(US_ASCII)))
        : Optional.empty();
  }

  private static String lines(int columns, String end, byte[] csr) {
    return Base64.getMimeEncoder(columns, end.getBytes(US_ASCII)).encodeToString(csr);
  }
}
