package org.bequest.ca.foreign;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.cert.X509CertificateHolder;

/** What an authority elsewhere said; nothing of it is believed yet. */
public sealed interface Reply {
  /**
   * @param bag the issued certificate and perhaps its issuers, in any order
   */
  record Certificates(List<X509CertificateHolder> bag) implements Reply {
    public Certificates {
      bag = List.copyOf(bag);
    }
  }

  /** It has the request, and wants to be asked again not earlier than this. */
  record Waiting(Duration retryAfter) implements Reply {}

  /**
   * It will not, and asking again would not help.
   *
   * @param forClient one clause that may be told
   * @param words its own, for the operator only; may be empty
   */
  record Refused(Reason reason, String forClient, String words) implements Reply {}

  /** It never got the request, so nothing is lost by asking again. */
  record Unreached(String why) implements Reply {}

  /**
   * Nobody knows what it did with the request: it may have issued a certificate.
   *
   * @param refusal what the client is told; empty when it is told to come again
   */
  record Unclear(String why, Optional<Reason> refusal) implements Reply {}
}
