package org.bequest.server.endpoint.cmc;

import org.bequest.formats.cmc.TaggedAttribute;

/** What one control of a request means to this server. */
public sealed interface Meaning {
  /** A step of the {@link Pipeline} looks at it; by itself it does nothing. */
  record Read() implements Meaning {}

  /** It does something. */
  record Does(Phase phase, Act act) implements Meaning {}

  /**
   * It is known, and has no place here: the whole message fails as it does for an unknown one.
   *
   * @param detail one clause for the client
   */
  record Refused(String detail) implements Meaning {}

  /** Nobody here knows it (RFC 5272 3.2.1.1). */
  record Unknown() implements Meaning {}

  Meaning READ = new Read();

  /** When an act has its turn. Acts of one phase come in the order of their controls. */
  enum Phase {
    /** Before it is known who asks. */
    BEFORE_IDENTITY,
    /** Who asks is known; whether keys are proven, is not. */
    BEFORE_POSSESSION,
    /** Keys are proven: what is asked for may be changed ({@link Wanted#restate}). */
    CONTENT,
    /** Everything but certification. */
    ACTION,
    /** Certificates were issued, or not. */
    AFTERWARDS
  }

  /** The effect of a control. */
  @FunctionalInterface
  interface Act {
    /**
     * Settles what becomes of the control ({@link CmcMessage#settle}), or of the parts that it is
     * about. A control whose act settles nothing succeeds silently.
     */
    void on(CmcMessage message, TaggedAttribute control);
  }
}
