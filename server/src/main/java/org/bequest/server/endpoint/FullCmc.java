package org.bequest.server.endpoint;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bequest.ca.EnrollmentRequest.Link;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Reason;
import org.bequest.server.endpoint.cmc.Arrival;
import org.bequest.server.endpoint.cmc.CmcAnswer;
import org.bequest.server.endpoint.cmc.CmcService;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.label.Label;

/** RFC 7030 4.3: whatever CMC has to say (RFC 5272), under the label's rules. */
public final class FullCmc implements Endpoint.Proving {
  private final CmcService service = new CmcService();

  @Override
  public boolean isOffered(Label label) {
    return label.fullCmc().offered();
  }

  @Override
  public boolean needsCaller(Label label) {
    return label.fullCmc().callerNeeded();
  }

  @Override
  public Outcome serve(Letter letter) {
    AtomicBoolean usedUp = new AtomicBoolean();
    Arrival arrival =
        new Arrival(
            letter.requestId(),
            letter.label(),
            letter.caller(),
            letter.senders(),
            csr -> linking(csr, letter, usedUp));
    CmcAnswer answer = service.answer(arrival, octets(letter));
    return answer.body().isEmpty()
        ? Outcome.refused(Reason.MALFORMED, answer.note().detail())
        : told(answer, http(answer, answer.body().get(), letter.label()), usedUp.get());
  }

  /** What is no base64 is no CMS either, which is for CMC to say. */
  private static byte[] octets(Letter letter) {
    try {
      return Base64Body.decode(letter.body(), BodyContent.CMS).value();
    } catch (MalformedException _) {
      return letter.body();
    }
  }

  /**
   * @param usedUp set when the binding counts for one exchange (RFC 9266 4.1)
   */
  private static Arrival.LinkCheck linking(Csr csr, Letter letter, AtomicBoolean usedUp) {
    Linking.Terms terms = Linking.Terms.of(letter);
    return switch (Linking.verify(csr, terms, letter.bindings())) {
      case Linking.Broken(String why) -> new Arrival.LinkCheck.Wrong(why);
      case Linking.Unlinked() -> new Arrival.LinkCheck.Right(Link.ABSENT);
      case Linking.Vouched() -> new Arrival.LinkCheck.Right(Link.VOUCHED);
      case Linking.Linked(boolean once) -> {
        usedUp.compareAndSet(false, once);
        yield new Arrival.LinkCheck.Right(Link.VERIFIED);
      }
    };
  }

  private static HttpAnswer http(CmcAnswer answer, CmcAnswer.Body body, Label label) {
    HttpAnswer ok =
        Base64Answer.of(
            body.full() ? MediaType.CMC_RESPONSE : MediaType.CERTS_ONLY,
            body.contentInfo(),
            label.wire());
    HttpAnswer http = new HttpAnswer(answer.status(), ok.headers(), ok.body(), ok.last());
    return answer.retryAfter().map(FullCmc::retryAfter).map(http::with).orElse(http);
  }

  private static Outcome told(CmcAnswer answer, HttpAnswer http, boolean last) {
    CmcAnswer.Note note = answer.note();
    return new Outcome.Told(
        last ? http.closing() : http, note.caller(), note.reason(), note.detail(), note.serial());
  }

  /** In whole seconds, rounded up. */
  private static HttpHeader retryAfter(Duration wait) {
    return HttpHeader.retryAfter(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
  }
}
