package org.bequest.server.label;

import org.bequest.server.receipt.PackageBook;
import org.bequest.server.receipt.ReturnDesk;
import org.jspecify.annotations.Nullable;

/**
 * What a label remembers of the keys that it sends, and what it hears about them (RFC 8295 8.2).
 *
 * @param known null where no keys are made
 */
public record KeyReturns(@Nullable Known known) {
  public static final KeyReturns NONE = new KeyReturns(null);

  /**
   * @param book for all labels
   */
  public record Known(PackageBook book, ReturnDesk desk) {}

  public boolean offered() {
    return known != null;
  }

  /** Where every package is written down before it leaves. */
  public PackageBook book() {
    return needed().book();
  }

  /** Where what comes back is taken. */
  public ReturnDesk desk() {
    return needed().desk();
  }

  private Known needed() {
    if (known == null) {
      throw new IllegalStateException("no keys are made here");
    }
    return known;
  }
}
