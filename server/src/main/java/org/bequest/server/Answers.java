package org.bequest.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.Decision;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Reason;
import org.bequest.server.endpoint.Base64Answer;
import org.bequest.server.endpoint.Outcome;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.label.WireOptions;
import org.bouncycastle.cert.X509CertificateHolder;

/** The wire form of outcomes: the only place that makes an error's text. */
final class Answers {
  private static final HttpHeader PLAIN = HttpHeader.contentType("text/plain; charset=utf-8");
  private static final long RETRY_SECONDS = 5;

  private Answers() {}

  static Answer render(Outcome outcome, WireOptions wire, String id) {
    return switch (outcome) {
      case Outcome.Content(HttpAnswer answer) -> Answer.of(answer);
      case Outcome.Told told ->
          new Answer(told.answer(), told.reason(), told.detail(), told.serial());
      case Outcome.Decided(Decision decision, boolean last) -> {
        Answer answer = render(decision, wire, id);
        yield last && !(decision instanceof Decision.Refused) ? closing(answer) : answer;
      }
    };
  }

  private static Answer closing(Answer answer) {
    return new Answer(answer.http().closing(), answer.reason(), answer.detail(), answer.serial());
  }

  private static Answer render(Decision decision, WireOptions wire, String id) {
    return switch (decision) {
      case Decision.Issued issued -> issued(issued, wire);
      case Decision.Pending pending -> pending(pending, wire, id);
      case Decision.Later(Duration retryAfter, String detail) -> later(retryAfter, detail, id);
      case Decision.Refused(Reason reason, String detail) -> refused(reason, detail, id);
    };
  }

  private static Answer issued(Decision.Issued issued, WireOptions wire) {
    List<byte[]> certificates = new ArrayList<>();
    certificates.add(encoded(issued.certificate()));
    if (wire.chainInAnswer()) {
      issued.chain().forEach(c -> certificates.add(encoded(c)));
    }
    return new Answer(
        Base64Answer.of(MediaType.CERTS_ONLY, CertsOnly.encode(certificates), wire),
        "",
        "",
        issued.certificate().getSerialNumber().toString(16));
  }

  /** RFC 7030 4.2.3; in seconds, because some clients read nothing else. */
  private static Answer pending(Decision.Pending pending, WireOptions wire, String id) {
    HttpAnswer accepted =
        (wire.wordsWithPending()
                ? text(
                    202, "request " + pending.ticket() + " waits: ask again, for the same key", id)
                : HttpAnswer.empty(202))
            .with(retryAfter(pending.retryAfter()));
    return new Answer(accepted, "PENDING", pending.ticket(), "");
  }

  private static Answer later(Duration retryAfter, String detail, String id) {
    HttpAnswer answer =
        text(Reason.UNAVAILABLE.httpStatus(), detail, id).with(retryAfter(retryAfter));
    return refused(Reason.UNAVAILABLE, detail, answer);
  }

  private static HttpHeader retryAfter(Duration wait) {
    return HttpHeader.retryAfter(Math.max(1, wait.toSeconds()));
  }

  static Answer refused(Reason reason, String detail, String id) {
    HttpAnswer answer = text(reason.httpStatus(), detail, id);
    return switch (reason) {
      case UNAVAILABLE, TOO_MANY_REQUESTS ->
          refused(reason, detail, answer.with(HttpHeader.retryAfter(RETRY_SECONDS)));
      default -> refused(reason, detail, answer);
    };
  }

  /** In whole seconds, rounded up: who comes back then is not early. */
  static Answer throttled(Duration wait, String detail, String id) {
    HttpAnswer answer =
        text(Reason.TOO_MANY_REQUESTS.httpStatus(), detail, id)
            .with(HttpHeader.retryAfter(wait.plusNanos(999_999_999).toSeconds()));
    return refused(Reason.TOO_MANY_REQUESTS, detail, answer);
  }

  static Answer refused(Reason reason, String detail, HttpAnswer answer) {
    return new Answer(answer, reason.name(), detail, "");
  }

  /** Without a body, which breaks some clients; the strongest scheme first. */
  static Answer unauthenticated(List<String> challenges, String detail) {
    List<HttpHeader> headers =
        challenges.stream().map(c -> new HttpHeader("WWW-Authenticate", c)).toList();
    return refused(
        Reason.NOT_AUTHENTICATED, detail, new HttpAnswer(401, headers, new byte[0], false));
  }

  /** One line that a person can read, with the id under which the log knows more. */
  static HttpAnswer text(int status, String detail, String id) {
    byte[] line =
        ("est: " + oneLine(detail) + " [req " + id + "]\n").getBytes(StandardCharsets.UTF_8);
    return new HttpAnswer(status, List.of(PLAIN), line, false);
  }

  private static String oneLine(String detail) {
    return detail.chars().anyMatch(Character::isISOControl)
        ? detail.replaceAll("\\p{Cntrl}+", " ")
        : detail;
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("an issued certificate has no encoding", e);
    }
  }
}
