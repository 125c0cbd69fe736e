package org.bequest.ca.exec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bequest.ca.foreign.Reply;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What a program printed, in one of these forms:
 *
 * <ul>
 *   <li>certificates: PEM, DER or base64, or a certs-only CMS in any of them
 *   <li>{@code pending SECONDS}: it has the request and wants to be asked again
 *   <li>{@code refused REASON text}: it will not; the text is for the client
 * </ul>
 */
final class ProgramAnswer {
  private static final Pattern PENDING = Pattern.compile("pending +([0-9]{1,7})");
  private static final Pattern REFUSED = Pattern.compile("refused +([a-z-]+)(?: +(.*))?");
  private static final int LONGEST_TEXT = 200;

  /** What a program may call its refusals; others are a bad request. */
  private static final List<Reason> REASONS =
      List.of(
          Reason.BAD_REQUEST,
          Reason.BAD_NAMES,
          Reason.BAD_KEY,
          Reason.UNSUPPORTED_EXTENSION,
          Reason.FORBIDDEN,
          Reason.REVOKED,
          Reason.CONFLICT,
          Reason.TOO_MANY_REQUESTS);

  private ProgramAnswer() {}

  /** Empty when it is none of these. */
  static Optional<Reply> read(byte[] output) {
    return line(output).flatMap(ProgramAnswer::words).or(() -> certificates(output));
  }

  private static Optional<Reply> certificates(byte[] output) {
    List<X509CertificateHolder> bag = CertificateBag.read(output);
    return bag.isEmpty() ? Optional.empty() : Optional.of(new Reply.Certificates(bag));
  }

  private static Optional<Reply> words(String line) {
    Matcher pending = PENDING.matcher(line);
    if (pending.matches()) {
      return Optional.of(new Reply.Waiting(Duration.ofSeconds(Long.parseLong(pending.group(1)))));
    }
    Matcher refused = REFUSED.matcher(line);
    return refused.matches()
        ? Optional.of(
            refusal(refused.group(1), refused.group(2) == null ? "" : refused.group(2).strip()))
        : Optional.empty();
  }

  private static Reply refusal(String word, String text) {
    Reason reason =
        REASONS.stream()
            .filter(r -> r.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
            .findFirst()
            .orElse(Reason.BAD_REQUEST);
    String clause = text.replaceAll("\\p{C}", " ");
    return new Reply.Refused(
        reason,
        clause.isEmpty()
            ? "the authority does not certify this"
            : clause.substring(0, Math.min(clause.length(), LONGEST_TEXT)),
        word);
  }

  /** The whole output, when it is one line of text. */
  private static Optional<String> line(byte[] output) {
    byte[] head = Arrays.copyOf(output, Math.min(output.length, 4 * LONGEST_TEXT));
    String text = new String(head, StandardCharsets.UTF_8).strip();
    return text.contains("\n") ? Optional.empty() : Optional.of(text);
  }
}
