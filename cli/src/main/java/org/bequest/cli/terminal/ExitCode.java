package org.bequest.cli.terminal;

/** How a command ended, for scripts. The numbers never change. */
public enum ExitCode {
  DONE(0),
  /** A bug, or something that nobody thought of. */
  UNEXPECTED(1),
  /** Wrong usage or configuration: nothing was tried. */
  USAGE(2),
  /** The network failed or the other side is busy: the same command may succeed later. */
  NETWORK(3),
  NOT_AUTHORISED(4),
  /** The other side understood and said no. */
  REFUSED(5),
  /** Accepted and waiting (202): run the same command again later. */
  PENDING(6),
  /** A certificate, a signature or a fingerprint is not what it must be. */
  UNTRUSTED(7),
  /** A key, a file or the database on this machine cannot be used. */
  LOCAL(8),
  NOTHING_TO_DO(9),
  PARTLY_DONE(10),
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
