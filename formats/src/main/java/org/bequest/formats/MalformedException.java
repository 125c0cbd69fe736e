package org.bequest.formats;

import java.util.OptionalInt;

/**
 * Bytes from outside are not what their format demands. The only exception that a decoder of this
 * module throws for any input whatever.
 *
 * <p>The message is one clause fit for the peer, with the path of the fault where the format has
 * one: {@code missing length at /StatusInfo/bodyList}. It never quotes the input.
 */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int NOWHERE = -1;

  private final int offset;

  public MalformedException(String message) {
    this(message, NOWHERE);
  }

  /**
   * @param offset of the element at fault, in the encoding that was given to be read; negative when
   *     it is not known
   */
  public MalformedException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  public MalformedException(String message, Throwable cause) {
    super(message, cause);
    this.offset = NOWHERE;
  }

  /** Where the element at fault begins, counted from 0, when the reader knew. */
  public OptionalInt offset() {
    return offset < 0 ? OptionalInt.empty() : OptionalInt.of(offset);
  }
}
