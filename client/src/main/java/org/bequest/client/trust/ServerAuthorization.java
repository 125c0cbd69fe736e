package org.bequest.client.trust;

/**
 * How a server was found to be one that this client may talk to (RFC 7030 3.3.1 and 3.6).
 *
 * @param database which anchors its path led to
 * @param ground what stood in for its authority
 */
public record ServerAuthorization(Database database, Ground ground) {
  /** A server that nobody has authorised: for the bootstrap of RFC 7030 4.1.1 and nothing else. */
  public static final ServerAuthorization PROVISIONAL =
      new ServerAuthorization(Database.NONE, Ground.NONE);

  /** The trust anchor databases of RFC 7030 3.3.1. */
  public enum Database {
    EXPLICIT,
    IMPLICIT,
    NONE
  }

  /** RFC 7030 3.6.1: the configured name, or under an Explicit anchor id-kp-cmcRA instead. */
  public enum Ground {
    HOST_NAME,
    REGISTRATION_AUTHORITY,
    NONE
  }
}
