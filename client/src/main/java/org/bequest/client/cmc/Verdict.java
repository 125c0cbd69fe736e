package org.bequest.client.cmc;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.cmc.status.StatusInfo;

/** What an answer means for the request. */
public sealed interface Verdict {
  /**
   * Nothing speaks against it.
   *
   * @param certificates in any order, not looked at yet
   */
  record Granted(List<X509Certificate> certificates, Answer answer) implements Verdict {
    public Granted {
      certificates = List.copyOf(certificates);
    }
  }

  /**
   * The server waits to hear whether its certificates are accepted.
   *
   * @param certificates in any order, not looked at yet
   */
  record ToConfirm(List<X509Certificate> certificates, FullResponse response) implements Verdict {
    public ToConfirm {
      certificates = List.copyOf(certificates);
    }
  }

  /**
   * @param waiting to ask with
   * @param time before which there is no sense in asking; empty when the server did not say
   */
  record Pending(FullRequest.Waiting waiting, Optional<Instant> time, FullResponse response)
      implements Verdict {}

  /** The server wants a key to decrypt something first; the next message has the answer. */
  record Challenged() implements Verdict {}

  /**
   * A challenge does not come from who it seems, or not for our key. The next message says so, and
   * the request is given up (RFC 5272 section 6.7).
   */
  record BadChallenge() implements Verdict {}

  /**
   * @param statuses that say so, the first being the reason
   */
  record Failed(List<StatusInfo> statuses, FullResponse response) implements Verdict {
    public Failed {
      statuses = List.copyOf(statuses);
    }
  }

  /**
   * @param why in one clause
   */
  record Unbelievable(String why) implements Verdict {}
}
