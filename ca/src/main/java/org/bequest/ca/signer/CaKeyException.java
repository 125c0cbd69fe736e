package org.bequest.ca.signer;

/** A key of the authority cannot be had. The message is one sentence for the operator. */
public final class CaKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CaKeyException(String message) {
    super(message);
  }

  public CaKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
