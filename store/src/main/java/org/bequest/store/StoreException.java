package org.bequest.store;

/**
 * The database cannot do what it must: a lost resource. The message is one sentence for the
 * operator.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
