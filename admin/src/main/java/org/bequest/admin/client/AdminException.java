package org.bequest.admin.client;

/**
 * The admin API said no, or could not be reached. The message is one or two clauses for the
 * operator.
 */
public final class AdminException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the operator can do about it. */
  public enum Kind {
    /** No connection, or it broke. */
    NETWORK,
    /** The server is not the one that the operator's files name. */
    TRUST,
    /** The operator's certificate does not count. */
    NOT_AUTHORISED,
    /** The request was understood and refused. */
    REFUSED
  }

  private final Kind kind;

  AdminException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  AdminException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
