package org.bequest.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An operation did not come to an outcome, and why. A refused or waiting enrolment is not this but
 * a value: {@link Enrollment}.
 */
public final class EstException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as it changes what to do next. */
  public enum Kind {
    /** No connection, or it broke, or it took too long: try again later. */
    NETWORK,
    /** The server, or something it sent, is not to be believed. */
    TRUST,
    /** The server sent what EST does not allow, or more than this client reads. */
    PROTOCOL,
    /** The server did not accept this client's certificate or password, or got none. */
    NOT_AUTHENTICATED,
    /** The server answered with an error of its own; {@link #status()} has it. */
    REFUSED
  }

  private final Kind kind;
  private final int status;
  private final String requestId;
  private final Duration retryAfter;

  EstException(Kind kind, String message) {
    this(kind, message, null);
  }

  EstException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = 0;
    this.requestId = "";
    this.retryAfter = Duration.ZERO;
  }

  EstException(Enrollment.Refused refused) {
    super(refused.sentence());
    this.kind = refused.isAuthentication() ? Kind.NOT_AUTHENTICATED : Kind.REFUSED;
    this.status = refused.status();
    this.requestId = refused.requestId();
    this.retryAfter = refused.retryAfter();
  }

  public Kind kind() {
    return kind;
  }

  /** The HTTP status when the server answered; 0 when it did not. */
  public int status() {
    return status;
  }

  /** The server's id of the request; empty when there is none. */
  public String requestId() {
    return requestId;
  }

  /** How long the server asked to wait; zero when it said nothing. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
