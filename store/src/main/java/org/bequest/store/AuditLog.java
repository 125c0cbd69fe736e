package org.bequest.store;

import java.util.List;
import java.util.Optional;

/**
 * The audit log: only ever appended to. Each entry carries the SHA-256 of itself and of the entry
 * before it, so that a changed, removed or reordered entry shows, also when it was the last. Only
 * an entry hash that is kept elsewhere shows a log that was rewritten as a whole.
 */
public interface AuditLog {
  /** Commits and syncs one entry that belongs to no other write. */
  void append(AuditEntry entry);

  /** The entries after a number, in order. */
  List<Numbered> after(long number, int limit);

  /**
   * Walks the whole chain: empty when it is whole, else the number of the first entry that does not
   * fit.
   */
  Optional<Long> firstBroken();

  /**
   * @param number 1, 2, 3 …
   * @param hash SHA-256 over the entry and the hash before it, lower-case hex
   */
  record Numbered(long number, AuditEntry entry, String hash) {}
}
