package org.bequest.server.label;

/**
 * How a label makes keys for its clients (RFC 7030 4.4, RFC 8295 8).
 *
 * @param offered whether it does at all; /serverkeygen answers 501 otherwise
 */
public record KeyGeneration(boolean offered) {
  public static final KeyGeneration OFF = new KeyGeneration(false);
}
