package org.bequest.formats.pal;

/**
 * A broken rule.
 *
 * @param entry counted from 0
 */
public record PalFault(int entry, PalRule rule) {
  @Override
  public String toString() {
    return "entry " + entry + ": " + rule.fault();
  }
}
