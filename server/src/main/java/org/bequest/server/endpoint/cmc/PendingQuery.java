package org.bequest.server.endpoint.cmc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.crypto.MessagePossession;
import org.bequest.crypto.Possession;
import org.bequest.crypto.ProvenCsr;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.control.QueryPending;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.EstOperation;
import org.bequest.formats.wire.Reason;
import org.bequest.store.RequestRow;

/**
 * Query Pending (RFC 5272 6.13): whoever made a request learns by its token what became of it, and
 * gets the certificate when it was approved. It is as if the request were made again, by the rules
 * of this moment.
 */
final class PendingQuery {
  private PendingQuery() {}

  static void answer(CmcMessage message, BodyPartId part, QueryPending asked) {
    Optional<RequestRow> row =
        message
            .services()
            .store()
            .requests()
            .find(new String(asked.token().bytes(), StandardCharsets.UTF_8))
            .filter(r -> isOfSender(message, r));
    message.settle(
        part,
        row.map(r -> outcome(message, r))
            .orElse(
                PartOutcome.failed(
                    Reason.BAD_REQUEST, "no request of the sender waits under this token")));
  }

  private static boolean isOfSender(CmcMessage message, RequestRow row) {
    return message.requester().filter(r -> r.identity().equals(row.key().identity())).isPresent()
        && row.key().label().equals(message.label().name());
  }

  private static PartOutcome outcome(CmcMessage message, RequestRow row) {
    String operation = row.key().operation();
    boolean again = operation.equals(EstOperation.SIMPLE_REENROLL.path());
    if (!again && !operation.equals(EstOperation.SIMPLE_ENROLL.path())) {
      return PartOutcome.failed(
          Reason.BAD_REQUEST, "the request was made to /" + operation + ": ask there");
    }
    CertificateAuthority authority = message.label().authority();
    EnrollmentRequest request =
        Issuing.request(message, proven(message, row), EnrollmentRequest.Link.ABSENT);
    Decision decision = again ? authority.reenroll(request) : authority.enroll(request);
    return Issuing.outcome(message, decision);
  }

  /** It was proven before it was kept; a signature in it is verified again. */
  private static ProvenCsr proven(CmcMessage message, RequestRow row) {
    MessagePossession possession = new MessagePossession(message.label().challenges().possession());
    try {
      return switch (possession.of(Csr.decode(row.csr()))) {
        case Possession.Shown(ProvenCsr csr) -> csr;
        case Possession.Open open -> possession.vouched(open);
        case Possession.Refuted(var _, String detail) ->
            throw new IllegalStateException("the store has an unproven request: " + detail);
      };
    } catch (MalformedException e) {
      throw new IllegalStateException("the store has a request that is none", e);
    }
  }
}
