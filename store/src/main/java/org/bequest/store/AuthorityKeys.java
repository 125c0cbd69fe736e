package org.bequest.store;

import java.time.Instant;
import java.util.List;

/**
 * The keys of the built-in authority over time: read at each start, changed step by step by a
 * roll-over (RFC 4210 4.4). Only what is public; the keys themselves are in files.
 */
public interface AuthorityKeys {
  /** Version 0 and no rows while there never was a roll-over. */
  State load();

  /**
   * Replaces what is remembered, with its audit entry, in one durable transaction.
   *
   * @param version of the state that the new rows were made from
   * @return false when somebody else was faster; nothing is then written
   */
  boolean replace(long version, List<Row> rows, AuditEntry audit);

  /** What a key is there for. */
  enum Role {
    /** Published, and issues nothing yet. */
    NEXT,
    /** Issues. */
    CURRENT,
    /** Issues no more; what it issued counts. */
    OLD,
    /** Nothing of it counts any more. */
    RETIRED
  }

  /**
   * @param version goes up with each change
   * @param rows in the order of their numbers
   */
  record State(long version, List<Row> rows) {
    public State {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One key.
   *
   * @param number 1 for the first key of the authority
   * @param key lower-case hex of the SHA-256 of its SubjectPublicKeyInfo
   * @param file name of its file, without a folder
   * @param links DER of the certificates that tie its root to the one before: OldWithNew,
   *     NewWithOld
   * @param since when it got this role
   */
  record Row(int number, String key, Role role, String file, List<byte[]> links, Instant since) {
    public Row {
      links = List.copyOf(links);
    }
  }
}
