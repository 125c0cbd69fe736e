package org.bequest.cli.device;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.Terminal;
import org.bequest.client.CmcOutcome;
import org.bequest.client.Enrollment;
import org.bequest.client.cmc.Answer;
import org.bequest.client.cmc.FullResponse;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.wire.CmcFailInfo;

/** What became of a Full PKI Request, said and turned into an exit code. */
record CmcReport(Terminal terminal) {
  /** Asks until there is an outcome or the time is up. */
  List<Enrollment.Issued> issued(Supplier<CmcOutcome> attempt, Duration wait, CmcWaiting waiting) {
    CmcOutcome outcome = outcome(attempt, wait);
    if (outcome instanceof CmcOutcome.Pending pending) {
      waiting.keep(pending.waiting());
      throw pending(pending);
    }
    waiting.forget();
    return switch (outcome) {
      case CmcOutcome.Issued issued -> issued.certificates();
      case CmcOutcome.Failed failed -> throw failure(failed);
      case Enrollment.Refused refused -> throw EnrollmentReport.refusal(refused);
      case CmcOutcome.Answered _, CmcOutcome.ConfirmRequired _, CmcOutcome.Pending _ ->
          throw new CommandFailure(ExitCode.REFUSED, "the server issued nothing");
    };
  }

  /** The answer to a request that wants no certificate for a key. */
  Answer answer(Supplier<CmcOutcome> attempt) {
    Answer answer =
        switch (outcome(attempt, Duration.ZERO)) {
          case CmcOutcome.Answered(Answer given) -> given;
          case CmcOutcome.Issued issued -> issued.answer();
          case CmcOutcome.ConfirmRequired offered -> new Answer.Full(offered.response());
          case CmcOutcome.Pending pending -> throw pending(pending);
          case CmcOutcome.Failed failed -> throw failure(failed);
          case Enrollment.Refused refused -> throw EnrollmentReport.refusal(refused);
        };
    if (answer instanceof Answer.Unbelievable(String why)) {
      throw new CommandFailure(ExitCode.UNTRUSTED, "the answer is not to be believed: " + why);
    }
    return answer;
  }

  static List<X509Certificate> certificates(Answer answer) {
    return switch (answer) {
      case Answer.Simple simple -> simple.certificates();
      case Answer.Full(FullResponse response) -> response.allCertificates();
      case Answer.Unbelievable _ -> List.of();
    };
  }

  /** Not believed: in a Simple PKI Response nobody vouches for them. */
  static List<X509CRL> crls(Answer answer) {
    return switch (answer) {
      case Answer.Full(FullResponse response) ->
          response.all().flatMap(r -> r.crls().stream()).toList();
      case Answer.Simple simple -> simple.crls();
      case Answer.Unbelievable _ -> List.of();
    };
  }

  CmcOutcome outcome(Supplier<CmcOutcome> attempt, Duration wait) {
    return Contact.with(() -> new EnrollmentReport(terminal).poll(attempt, wait));
  }

  private CommandFailure pending(CmcOutcome.Pending pending) {
    long seconds = pending.retryAfter().toSeconds();
    if (terminal.json()) {
      terminal.result("", Map.of("state", "pending", "retryAfter", seconds));
    }
    return new CommandFailure(
        ExitCode.PENDING,
        "the request waits at the server",
        "Run the same command again in " + seconds + " s or later: it asks for the same request.");
  }

  static CommandFailure failure(CmcOutcome.Failed failed) {
    StatusInfo first = failed.statuses().getFirst();
    String reason = failed.failInfo().map(CmcReport::name).orElse(first.status().name());
    String text = failed.text().isEmpty() ? "" : ": " + failed.text();
    String id = failed.requestId().isEmpty() ? "" : " (request " + failed.requestId() + ")";
    return new CommandFailure(code(failed), "the server answered " + reason + text + id);
  }

  private static ExitCode code(CmcOutcome.Failed failed) {
    return switch (failed.failInfo().orElse(null)) {
      case BAD_IDENTITY -> ExitCode.NOT_AUTHORISED;
      case TRY_LATER, INTERNAL_CA_ERROR -> ExitCode.NETWORK;
      case null, default -> ExitCode.REFUSED;
    };
  }

  /** As RFC 5272 section 6.1.4 writes it. */
  private static String name(CmcFailInfo info) {
    StringBuilder name = new StringBuilder();
    for (String word : info.name().split("_", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      name.append(
          name.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return name.toString().replace("CaError", "CAError");
  }
}
