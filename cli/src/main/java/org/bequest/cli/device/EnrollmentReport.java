package org.bequest.cli.device;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.Terminal;
import org.bequest.client.Enrollment;
import org.bequest.client.KeyGeneration;
import org.bequest.client.Outcome;
import org.bequest.client.Polling;

/** What became of an enrolment, said and turned into an exit code. */
record EnrollmentReport(Terminal terminal) {
  /** Asks until there is an outcome or the time is up. */
  Enrollment.Issued issued(Supplier<Enrollment> attempt, Duration wait) {
    Enrollment outcome = Contact.with(() -> poll(attempt, wait));
    return switch (outcome) {
      case Enrollment.Issued issued -> issued;
      case Enrollment.Pending pending -> throw pending(pending);
      case Enrollment.Refused refused -> throw refusal(refused);
    };
  }

  /** The same for a key that the server makes, whatever came of it. */
  KeyGeneration asked(Supplier<KeyGeneration> attempt, Duration wait) {
    return Contact.with(() -> poll(attempt, wait));
  }

  KeyGeneration.Delivered delivered(KeyGeneration outcome) {
    return switch (outcome) {
      case KeyGeneration.Delivered delivered -> delivered;
      case KeyGeneration.Unusable unusable -> throw unusable(unusable);
      case Enrollment.Pending pending -> throw pending(pending);
      case Enrollment.Refused refused -> throw refusal(refused);
    };
  }

  private static CommandFailure unusable(KeyGeneration.Unusable unusable) {
    return new CommandFailure(
        ExitCode.UNTRUSTED,
        "the key that came is not used: " + unusable.why(),
        "Nothing was written. The server may have issued a certificate for that key: have it"
            + " revoked.");
  }

  /** Programs get it as a result too: it is no failure. */
  private CommandFailure pending(Enrollment.Pending pending) {
    long seconds = pending.retryAfter().toSeconds();
    if (terminal.json()) {
      terminal.result(
          "", Map.of("state", "pending", "retryAfter", seconds, "detail", pending.detail()));
    }
    return new CommandFailure(
        ExitCode.PENDING,
        "the request waits at the server"
            + (pending.detail().isEmpty() ? "" : ": ")
            + pending.detail(),
        "Run the same command again in " + seconds + " s or later: it goes on with the same key.");
  }

  void show(Enrollment.Issued issued, Map<String, String> files) {
    show(issued.certificate(), issued.warnings(), files);
  }

  /** With the name of the package, by which the server can be told of it later. */
  void show(KeyGeneration.Delivered delivered, Map<String, String> files) {
    Map<String, String> all = new LinkedHashMap<>(files);
    delivered.marks().stream()
        .map(mark -> IdentifierText.of(mark.id().octets()))
        .findFirst()
        .ifPresent(id -> all.put("package", id));
    show(delivered.certificate(), delivered.warnings(), all);
  }

  private void show(X509Certificate certificate, List<String> warnings, Map<String, String> files) {
    warnings.forEach(w -> terminal.note("note: " + w));
    var fields = new LinkedHashMap<String, Object>();
    fields.put("subject", certificate.getSubjectX500Principal().getName());
    fields.put("serial", certificate.getSerialNumber().toString(16));
    fields.put("notAfter", certificate.getNotAfter().toInstant().toString());
    fields.putAll(files);
    fields.put("warnings", warnings);
    List<String> lines = new ArrayList<>();
    lines.add("certificate for " + fields.get("subject") + ", serial " + fields.get("serial"));
    lines.add("  valid until " + fields.get("notAfter"));
    files.forEach(
        (what, file) -> lines.add("  " + what + (what.equals("package") ? " " : " in ") + file));
    terminal.result(String.join(System.lineSeparator(), lines), fields);
  }

  /** Asks until there is an outcome that is not pending, or the time is up. */
  <T extends Outcome> T poll(Supplier<T> attempt, Duration wait) {
    try {
      return Polling.atMost(wait)
          .until(
              () -> told(attempt.get()),
              pause -> terminal.note("waiting " + pause.toSeconds() + " s ..."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted while waiting");
    }
  }

  /** RFC 7030 4.2.3: the user learns that, and for what, the server has it wait. */
  private <T extends Outcome> T told(T outcome) {
    if (outcome instanceof Enrollment.Pending pending && !pending.detail().isEmpty()) {
      terminal.note("pending: " + pending.detail());
    }
    return outcome;
  }

  static CommandFailure refusal(Enrollment.Refused refused) {
    ExitCode code =
        refused.isAuthentication()
            ? ExitCode.NOT_AUTHORISED
            : refused.isTemporary() ? ExitCode.NETWORK : ExitCode.REFUSED;
    String id = refused.requestId().isEmpty() ? "" : " (request " + refused.requestId() + ")";
    return new CommandFailure(
        code, "the server answered " + refused.status() + ": " + refused.detail() + id);
  }
}
