package org.bequest.server.names;

import java.util.List;

/**
 * What the rules of a label come to for one caller.
 *
 * @param fired rules that count, as the label has them, and what each grants
 * @param silent rules that do not, and why
 * @param names the whole grant, as {@link org.bequest.ca.names.NameRule} reads it
 */
public record Grant(List<Fired> fired, List<Silent> silent, List<String> names) {
  public Grant {
    fired = List.copyOf(fired);
    silent = List.copyOf(silent);
    names = List.copyOf(names);
  }

  /** A rule that counts. */
  public record Fired(String rule, List<String> names) {
    public Fired {
      names = List.copyOf(names);
    }
  }

  /**
   * A rule that does not count.
   *
   * @param why one clause
   */
  public record Silent(String rule, String why) {}
}
