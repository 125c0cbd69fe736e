package org.bequest.server.label;

import org.bequest.server.auth.Authenticator;
import org.bequest.server.receipt.PackageBook;
import org.jspecify.annotations.Nullable;

/**
 * What a label remembers of the keys that it sends, and whom it believes what comes back about them
 * (RFC 8295 8.2).
 *
 * @param known null where no keys are made
 */
public record KeyReturns(@Nullable Known known) {
  public static final KeyReturns NONE = new KeyReturns(null);

  /**
   * @param book for all labels
   * @param signers whose signatures count: those that lead to an anchor which is authorised for it
   */
  public record Known(PackageBook book, Authenticator signers) {}

  public boolean offered() {
    return known != null;
  }

  public PackageBook book() {
    return needed().book();
  }

  public Authenticator signers() {
    return needed().signers();
  }

  private Known needed() {
    if (known == null) {
      throw new IllegalStateException("no keys are made here");
    }
    return known;
  }
}
