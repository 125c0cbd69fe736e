package org.bequest.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bequest.client.cmc.Answer;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.FullResponse;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.wire.CmcFailInfo;

/** What became of a Full PKI Request (RFC 7030 4.3). */
public sealed interface CmcOutcome extends Outcome
    permits CmcOutcome.Issued,
        CmcOutcome.ConfirmRequired,
        CmcOutcome.Pending,
        CmcOutcome.Answered,
        CmcOutcome.Failed,
        Enrollment.Refused {
  /**
   * @param certificates one for each that was wanted, in that order; their paths are valid
   */
  record Issued(List<Enrollment.Issued> certificates, Answer answer) implements CmcOutcome {
    public Issued {
      certificates = List.copyOf(certificates);
    }
  }

  /**
   * The server waits for its certificates to be accepted: {@link EstClient#accept}, {@link
   * EstClient#reject}. Until it has answered that, they are not to be used (RFC 5272 6.14).
   *
   * @param certificates as in {@link Issued}
   */
  record ConfirmRequired(List<Enrollment.Issued> certificates, FullResponse response)
      implements CmcOutcome {
    public ConfirmRequired {
      certificates = List.copyOf(certificates);
    }
  }

  /**
   * The same request, given again, asks what has become of it.
   *
   * @param waiting by which the server knows it; with this, another client can go on
   */
  record Pending(FullRequest.Waiting waiting, Duration retryAfter, FullResponse response)
      implements CmcOutcome {}

  /** The answer to a request that wanted no certificate. */
  record Answered(Answer answer) implements CmcOutcome {}

  /**
   * @param statuses all that say so; {@link #status} and the others are those of the first
   * @param httpStatus with which the response came
   * @param requestId of the server; empty when there is none
   */
  record Failed(List<StatusInfo> statuses, FullResponse response, int httpStatus, String requestId)
      implements CmcOutcome {
    public Failed {
      statuses = List.copyOf(statuses);
    }

    public CmcStatus status() {
      return statuses.getFirst().status();
    }

    public Optional<CmcFailInfo> failInfo() {
      return statuses.getFirst().failInfo();
    }

    /** What the server says to people; empty when it says nothing. */
    public String text() {
      return statuses.getFirst().statusString().orElse("");
    }
  }
}
