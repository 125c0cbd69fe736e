package org.bequest.server.label;

/**
 * How a label makes keys for its clients (RFC 7030 4.4, RFC 8295 8).
 *
 * @param offered whether it does at all; /serverkeygen answers 501 otherwise
 * @param archive whether each key is kept for its recovery
 */
public record KeyGeneration(boolean offered, boolean archive) {
  public static final KeyGeneration OFF = new KeyGeneration(false, false);
}
