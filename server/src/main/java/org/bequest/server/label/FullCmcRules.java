package org.bequest.server.label;

/**
 * What a label hears of CMC (RFC 7030 4.3).
 *
 * @param offered whether it does at all; /fullcmc answers 501 otherwise
 */
public record FullCmcRules(boolean offered) {
  public static final FullCmcRules OFF = new FullCmcRules(false);
}
