package org.bequest.crypto;

/** A signing key that should work does not: a lost resource, not a refusal. */
public final class SigningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SigningException(String message, Throwable cause) {
    super(message, cause);
  }
}
