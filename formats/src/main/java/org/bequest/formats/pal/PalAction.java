package org.bequest.formats.pal;

/** What an entry of a PAL means for the client (RFC 8295 sections 2 and 2.1.1). */
public enum PalAction {
  /** Nothing: no server sends it. */
  NONE(false),
  /** The list goes on where the entry points. */
  FOLLOW(false),
  /** A package lies ready. */
  FETCH(false),
  /** A certificate is to be asked for. */
  START(true),
  /** A receipt, confirm, response or error is to be sent. */
  RETURN(true);

  private final boolean asking;

  PalAction(boolean asking) {
    this.asking = asking;
  }

  /** Whether the server wants something: then there is no package, so no date and a size of 0. */
  public boolean asks() {
    return asking;
  }
}
