package org.bequest.server.setup;

/** A server cannot be set up or started. The message is one sentence for the operator. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is at fault, with the exit code of the command line. */
  public enum Kind {
    /** Something in the configuration, or an address that cannot be had. */
    CONFIGURATION(2),
    /** A key, a file or the database on this machine. */
    LOCAL(8);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  private final Kind kind;

  public StartException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public StartException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Of a failure whose own message is the sentence. */
  static StartException local(RuntimeException cause) {
    return new StartException(Kind.LOCAL, String.valueOf(cause.getMessage()), cause);
  }

  public Kind kind() {
    return kind;
  }

  public int exitCode() {
    return kind.exitCode;
  }
}
