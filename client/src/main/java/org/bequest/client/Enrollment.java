package org.bequest.client;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** What became of an enrolment (RFC 7030 4.2.3). */
public sealed interface Enrollment extends Outcome {
  /**
   * @param certificate for the key that was asked for; its path to an Explicit anchor is valid
   * @param chain its issuers, the nearest first, without the anchor
   * @param warnings how it differs from the request, one clause each; empty when it does not
   */
  record Issued(X509Certificate certificate, List<X509Certificate> chain, List<String> warnings)
      implements Enrollment {
    public Issued {
      chain = List.copyOf(chain);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The same request is to be repeated, not earlier than this.
   *
   * @param retryAfter at least one second
   * @param detail the server's words; may be empty
   */
  record Pending(Duration retryAfter, String detail) implements Enrollment, KeyGeneration {}

  /**
   * @param status of HTTP
   * @param detail the server's words, one line, printable; may be empty
   * @param requestId the server's id of the request; may be empty
   * @param retryAfter how long the server asked to wait (429, 503); zero when it did not
   */
  record Refused(int status, String detail, String requestId, Duration retryAfter)
      implements Enrollment, KeyGeneration, CmcOutcome {
    /** Whether who asks was the trouble, and not what was asked. */
    public boolean isAuthentication() {
      return status == 401 || status == 403;
    }

    /** Whether the server only asked to come again later. */
    public boolean isTemporary() {
      return status == 429 || status == 503;
    }

    String sentence() {
      return "the server answered " + status + (detail.isEmpty() ? "" : ": " + detail);
    }
  }
}
