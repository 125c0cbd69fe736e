package org.bequest.server.secret;

/** What is sealed cannot be opened: a lost resource. The message is one sentence for operators. */
public final class SealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SealException(String message) {
    super(message);
  }

  public SealException(String message, Throwable cause) {
    super(message, cause);
  }
}
