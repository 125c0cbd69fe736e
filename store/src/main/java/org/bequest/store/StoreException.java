package org.bequest.store;

/**
 * The database cannot do what it must: a lost resource. The message is one sentence for the
 * operator.
 */
public sealed class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * More writes wait than the store is willing to hold; nothing of this one was recorded. It may
   * succeed a moment later: over HTTP this is 503 with Retry-After.
   */
  public static final class Overloaded extends StoreException {
    private static final long serialVersionUID = 1L;

    public Overloaded(String message) {
      super(message);
    }
  }
}
