package org.bequest.server.auth;

/** How far guesses at the secrets of an authenticator get; in the order of danger. */
public enum Guessing {
  /** Nothing is guessed: a signature proves it. */
  IMPOSSIBLE,
  /** Random secrets of 128 bits and more. */
  HOPELESS,
  /** Secrets that people choose. */
  POSSIBLE
}
