package org.bequest.server.endpoint.cmc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.OtherStatusInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What became of one part of a message, or of all of it. Status controls and the HTTP status are
 * both made from this (RFC 5272 6.1, RFC 7030 4.3.2).
 */
public sealed interface PartOutcome {
  /** How it is said in a status control. */
  CmcStatus status();

  /**
   * @param certificate committed before this value exists
   * @param chain its issuers
   */
  record Issued(X509CertificateHolder certificate, List<X509CertificateHolder> chain)
      implements PartOutcome {
    public Issued {
      chain = List.copyOf(chain);
    }

    @Override
    public CmcStatus status() {
      return CmcStatus.SUCCESS;
    }
  }

  /** Issued, and revoked again unless its holder confirms it (RFC 5272 6.14). */
  record ConfirmRequired(X509CertificateHolder certificate, List<X509CertificateHolder> chain)
      implements PartOutcome {
    public ConfirmRequired {
      chain = List.copyOf(chain);
    }

    @Override
    public CmcStatus status() {
      return CmcStatus.CONFIRM_REQUIRED;
    }
  }

  /**
   * A control did what it asks for.
   *
   * @param told whether the answer must say so: a full response, even when nothing else is to be
   *     said
   */
  record Done(boolean told) implements PartOutcome {
    @Override
    public CmcStatus status() {
      return CmcStatus.SUCCESS;
    }
  }

  /**
   * Waits: to be asked for with the token (RFC 5272 6.13).
   *
   * @param time what pendInfo says, each time the same
   * @param retryAfter at least one second
   */
  record Pending(Octets token, Instant time, Duration retryAfter) implements PartOutcome {
    @Override
    public CmcStatus status() {
      return CmcStatus.PENDING;
    }
  }

  /** Some of it is there, the rest is to be asked for with the token. */
  record Partial(Octets token, Duration retryAfter) implements PartOutcome {
    @Override
    public CmcStatus status() {
      return CmcStatus.PARTIAL;
    }
  }

  /** A challenge goes with it (RFC 5272 6.7). */
  record PopRequired(String detail) implements PartOutcome {
    @Override
    public CmcStatus status() {
      return CmcStatus.FAILED;
    }
  }

  /** Not understood, or not wanted. */
  record NoSupport(String detail) implements PartOutcome {
    @Override
    public CmcStatus status() {
      return CmcStatus.NO_SUPPORT;
    }
  }

  /**
   * @param reason whose HTTP status counts
   * @param failInfo what the status control says of it
   * @param detail one clause for the client, never a secret
   * @param retryAfter when it may be tried again, if that is known
   */
  record Failed(
      Reason reason, OtherStatusInfo failInfo, String detail, Optional<Duration> retryAfter)
      implements PartOutcome {
    public Failed(Reason reason, OtherStatusInfo failInfo, String detail) {
      this(reason, failInfo, detail, Optional.empty());
    }

    @Override
    public CmcStatus status() {
      return CmcStatus.FAILED;
    }
  }

  /** As the table of errors has it. */
  static Failed failed(Reason reason, String detail) {
    return failed(reason, reason.cmcFailInfo(), detail);
  }

  /** Not now: it may be tried again after this time. */
  static Failed later(Reason reason, String detail, Duration wait) {
    return new Failed(
        reason,
        OtherStatusInfo.FailInfo.of(reason.cmcFailInfo()),
        detail,
        Optional.of(wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait));
  }

  /** With another word of CMC than the table of errors has for it. */
  static Failed failed(Reason reason, CmcFailInfo failInfo, String detail) {
    return new Failed(reason, OtherStatusInfo.FailInfo.of(failInfo), detail);
  }
}
