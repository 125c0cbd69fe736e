package org.bequest.ca.est;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.foreign.Reply;
import org.bequest.client.Enrollment;
import org.bequest.client.EstException;
import org.bequest.formats.wire.Reason;

/**
 * What another server's answer to a request of ours means to the device. Its words are for the
 * operator: they may speak of us, not of the device.
 */
final class UpstreamAnswer {
  private UpstreamAnswer() {}

  static Reply of(Enrollment enrollment) {
    return switch (enrollment) {
      case Enrollment.Issued issued ->
          new Reply.Certificates(BelievedCertificates.holders(bag(issued)));
      case Enrollment.Pending pending -> new Reply.Waiting(pending.retryAfter());
      case Enrollment.Refused refused -> refusal(refused);
    };
  }

  private static List<X509Certificate> bag(Enrollment.Issued issued) {
    List<X509Certificate> bag = new ArrayList<>(issued.chain());
    bag.addFirst(issued.certificate());
    return bag;
  }

  private static Reply refusal(Enrollment.Refused refused) {
    String words = refused.status() + " " + refused.detail() + " [req " + refused.requestId() + "]";
    return switch (refused.status()) {
      case 400 -> no(Reason.BAD_REQUEST, "the authority does not accept this request", words);
      case 403 -> no(Reason.FORBIDDEN, "the authority does not allow this request", words);
      case 409 -> no(Reason.CONFLICT, "the authority has another request like this", words);
      case 413 -> no(Reason.TOO_LARGE, "the request is too large for the authority", words);
      // Not the device's fault, and nothing was issued.
      case 401, 404, 405, 406, 415, 501 -> new Reply.Unreached("it answered " + words);
      case 429, 503 ->
          refused.retryAfter().isZero()
              ? new Reply.Unreached("it answered " + words)
              : new Reply.Waiting(longEnough(refused.retryAfter()));
      default ->
          refused.status() / 100 == 4
              ? no(Reason.BAD_REQUEST, "the authority does not accept this request", words)
              : new Reply.Unclear("it answered " + words, Optional.empty());
    };
  }

  private static Duration longEnough(Duration wait) {
    return wait.toSeconds() < 1 ? Duration.ofSeconds(1) : wait;
  }

  private static Reply no(Reason reason, String forClient, String words) {
    return new Reply.Refused(reason, forClient, words);
  }

  /** A request that was, or may have been, sent. */
  static Reply afterSending(EstException failure) {
    return switch (failure.kind()) {
      case NOT_AUTHENTICATED -> new Reply.Unreached("it does not accept our certificate");
      // Something was issued that cannot be used: no certificate fits.
      case TRUST -> new Reply.Certificates(List.of());
      case NETWORK, PROTOCOL, REFUSED ->
          new Reply.Unclear(String.valueOf(failure.getMessage()), Optional.empty());
    };
  }
}
