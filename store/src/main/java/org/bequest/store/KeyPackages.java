package org.bequest.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which key packages were sent to whom, and what came back about them (RFC 7191, RFC 8295 8.2). */
public interface KeyPackages {
  /** What {@link #answer} did. */
  enum Answered {
    /** Row and audit entry are committed. */
    RECORDED,
    /** The same was recorded before; nothing was written. */
    REPEATED,
    /** Something else was recorded before that this cannot follow; nothing was written. */
    CONFLICT,
    /** There is no such package; nothing was written. */
    UNKNOWN
  }

  /**
   * Remembers a package with its audit entry, in one durable transaction, before an octet of it
   * leaves.
   *
   * @throws StoreException when the id was used before
   */
  void sent(KeyPackageRow row, AuditEntry audit);

  Optional<KeyPackageRow> find(String id);

  /**
   * The newest package of an identity, or of a certificate, under a label: what an error means that
   * names none because the package could not be read so far.
   *
   * @param certificate SHA-256 in lower-case hex; empty when the identity alone counts
   */
  Optional<KeyPackageRow> newest(String label, String identity, String certificate);

  /**
   * Remembers what came back. The first answer stands; a receipt may follow an error, because some
   * errors pass (resourcesBusy), and nothing follows a receipt.
   */
  Answered answer(String id, KeyPackageRow.Answer answer, AuditEntry audit);

  /** Newest first. */
  List<KeyPackageRow> list(PackageQuery query);

  /**
   * Forgets packages that were sent before a time.
   *
   * @return how many there were; {@code most} when there may be more
   */
  int forget(Instant before, int most);

  /**
   * @param state {@code open} (no answer), {@code receipt}, {@code error}, empty for any
   * @param label as in the row; nothing for any
   * @param text part of id, subject or identity in either case, empty for any
   * @param limit 1 to 1,000
   * @param after id of the last row of the page before; empty for the first page
   */
  record PackageQuery(String state, Optional<String> label, String text, int limit, String after) {
    public PackageQuery {
      if (limit < 1 || limit > 1_000) {
        throw new IllegalArgumentException("a page has 1 to 1,000 rows, not " + limit);
      }
    }
  }
}
