package org.bequest.formats;

/**
 * Bytes from outside are not what their format demands. The only exception that a decoder of this
 * module throws for any input whatever.
 *
 * <p>The message is one clause fit for the peer, with the path of the fault where the format has
 * one: {@code missing length at /StatusInfo/bodyList}. It never quotes the input.
 */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedException(String message) {
    super(message);
  }

  public MalformedException(String message, Throwable cause) {
    super(message, cause);
  }
}
