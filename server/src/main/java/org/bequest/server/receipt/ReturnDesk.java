package org.bequest.server.receipt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.ca.Requester;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.SirEntityName;
import org.bequest.formats.wire.Reason;
import org.bequest.server.auth.Authenticator;
import org.bequest.server.auth.Caller;
import org.bequest.server.auth.Verdict;
import org.bequest.server.receipt.ReturnReader.Signature;
import org.bequest.server.secret.MessageCredentials;
import org.bequest.store.AuditEntry;
import org.bequest.store.KeyPackageRow;
import org.bequest.store.KeyPackageRow.Answer;

/**
 * Takes what clients send back about their key packages (RFC 8295 5.2, 8.2; security rule S-39):
 * reads it, believes its signer if an authorised anchor does, finds the package that was sent to
 * this client, and remembers what was said, once.
 */
public final class ReturnDesk {
  private final PackageBook book;
  private final Authenticator signers;
  private final ReturnReader reader;

  /**
   * @param signers whose signatures count
   * @param credentials to open what is encrypted to the service
   */
  public ReturnDesk(
      PackageBook book, Authenticator signers, Supplier<MessageCredentials> credentials) {
    this.book = book;
    this.signers = signers;
    this.reader = new ReturnReader(credentials);
  }

  /** What it came to. */
  public sealed interface Result {
    /** It is remembered, now or from before. */
    record Taken() implements Result {}

    record Refused(Reason reason, String detail) implements Result {}
  }

  /**
   * @param requestId names the exchange to the audit
   */
  public record Visit(String requestId, String label, Caller caller) {}

  public Result take(Visit visit, byte[] body) {
    Requester caller = visit.caller().requester();
    return switch (reader.read(body, caller.certificate().stream().toList())) {
      case ReturnReader.Result.Refused(Reason reason, String detail) ->
          new Result.Refused(reason, detail);
      case ReturnReader.Result.Said(Statement statement, Optional<Signature> signature) ->
          signature
              .map(signed -> believed(visit, statement, signed))
              .orElseGet(() ->
                  matched(visit, statement, new Speaker(visit.label(), caller, Optional.empty())));
    };
  }

  private Result believed(Visit visit, Statement statement, Signature signature) {
    return switch (signers.signed(signature.chain())) {
      case Verdict.Accepted(Caller signer) -> named(visit, statement, signer.requester());
      case Verdict.Rejected(Reason reason, String detail) ->
          new Result.Refused(reason, "of the signer: " + detail);
      case Verdict.NotMine _, Verdict.Stale _, Verdict.InCsr _ ->
          new Result.Refused(
              Reason.FORBIDDEN, "the signer leads to no anchor that is authorised for this");
    };
  }

  /** RFC 7191 sections 4 and 5: who received the package is who signs. */
  private Result named(Visit visit, Statement statement, Requester signer) {
    boolean another =
        statement.by().isDistinguishedName()
            && signer
                .certificate()
                .filter(c -> statement.by().equals(SirEntityName.of(c.getSubject())))
                .isEmpty();
    return another
        ? new Result.Refused(Reason.BAD_REQUEST, "the statement names another than its signer")
        : matched(
            visit,
            statement,
            new Speaker(visit.label(), visit.caller().requester(), Optional.of(signer)));
  }

  /** Whether a package is unknown or somebody else's is not told. */
  private Result matched(Visit visit, Statement statement, Speaker speaker) {
    Optional<KeyPackageRow> row = row(statement, speaker).filter(speaker::maySpeakOf);
    return row.isEmpty()
        ? new Result.Refused(Reason.NOT_FOUND, "no such package was sent to you")
        : remembered(visit, statement, speaker, row.get());
  }

  private Optional<KeyPackageRow> row(Statement statement, Speaker speaker) {
    if (statement.about().isEmpty()) {
      Requester caller = speaker.caller();
      String certificate = caller.certificate().map(PackageBook::sha256).orElse("");
      return book.packages().newest(speaker.label(), caller.identity(), certificate);
    }
    return statement.about().get() instanceof PackageId id
        ? book.packages().find(PackageBook.hex(id.octets()))
        : Optional.empty();
  }

  private Result remembered(Visit visit, Statement statement, Speaker speaker, KeyPackageRow row) {
    Answer answer =
        new Answer(
            statement.outcome(),
            speaker.signer().orElse(speaker.caller()).identity(),
            statement.sha256(),
            book.now());
    return switch (book.packages().answer(row.id(), answer, audit(visit, statement, answer, row))) {
      case RECORDED, REPEATED -> new Result.Taken();
      case CONFLICT ->
          new Result.Refused(Reason.CONFLICT, "something else was said of this package before");
      case UNKNOWN -> new Result.Refused(Reason.NOT_FOUND, "no such package was sent to you");
    };
  }

  private static AuditEntry audit(
      Visit visit, Statement statement, Answer answer, KeyPackageRow row) {
    Map<String, String> details = new HashMap<>();
    details.put("label", row.label());
    details.put("request", visit.requestId());
    details.put("serial", row.certificate().serial());
    details.put("by", answer.by());
    details.put("version", Integer.toString(statement.version()));
    if (!statement.isReceipt()) {
      details.put("code", statement.outcome());
    }
    return new AuditEntry(
        answer.at(),
        statement.isReceipt() ? "package.receipt" : "package.error",
        visit.caller().identity(),
        row.id(),
        "ok",
        details);
  }
}
