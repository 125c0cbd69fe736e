package org.bequest.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Requests that take longer than one exchange: they wait for a person, or for an authority
 * elsewhere. Every change is compare-and-set, so that of any number of devices, operators and nodes
 * one makes it and the others learn of it; its audit entry is part of it.
 *
 * <p>An issued certificate and its request become one commit in {@link
 * CertificateStore#record(CertificateRow, AuditEntry, CertificateStore.Payment)}.
 */
public interface RequestStore {
  /** What {@link #open} did. */
  sealed interface Opened {
    record Added() implements Opened {}

    /** The request is known: nothing was written. */
    record Present(RequestRow row) implements Opened {}

    /** As many as may wait are waiting: nothing was written. */
    record Full() implements Opened {}

    /** Its one-time password was spent, expired or withdrawn: nothing was written. */
    record PasswordSpent() implements Opened {}
  }

  /** What {@link #change} did. */
  enum Changed {
    CHANGED,
    /** Somebody was faster, or the request is gone: nothing was written. */
    LOST,
    /** Its one-time password was spent or withdrawn: nothing was written. */
    PASSWORD_SPENT
  }

  /** The request with this ticket, whatever became of it. */
  Optional<RequestRow> find(String ticket);

  /** The newest request of this key, whatever became of it; the caller judges its times. */
  Optional<RequestRow> find(RequestKey key);

  /**
   * Whether a request of this one-time password has something to tell: it may then be told, though
   * the password is spent or past its time.
   */
  boolean holds(String passwordId, Instant now);

  /**
   * Adds a request unless one {@link RequestRow#answers} for its key already. It must be {@code
   * Waiting}, or {@code Asking}, which spends its one-time password. Of the waiting requests of one
   * password only the newest goes on waiting: the others fail.
   *
   * @param row of version 0, created now
   * @param most requests of its state that may be there under its label
   */
  Opened open(RequestRow row, int most, AuditEntry audit);

  /**
   * Changes a request that is still as it was read. To become {@code Asking} spends its one-time
   * password; {@code Failed} after {@code Asking} gives it back.
   *
   * @param after made by {@link RequestRow#become} of the row that was read
   */
  Changed change(RequestRow after, AuditEntry audit);

  /** Newest first. */
  List<RequestRow> list(RequestQuery query);

  /**
   * Lets open requests whose time has passed expire.
   *
   * @param most to be done at once
   * @return how many there were; {@code most} when there may be more
   */
  int expire(Instant now, int most);

  /**
   * Forgets requests that are over since before a time.
   *
   * @return how many there were; {@code most} when there may be more
   */
  int forget(Instant before, int most);

  /**
   * @param state a {@link RequestState#word}, empty for any
   * @param label as in the request; nothing for any
   * @param text part of ticket, subject or identity in either case, empty for any
   * @param limit 1 to 1,000
   * @param after ticket of the last row of the page before; empty for the first page
   */
  record RequestQuery(String state, Optional<String> label, String text, int limit, String after) {
    public RequestQuery {
      if (limit < 1 || limit > 1_000) {
        throw new IllegalArgumentException("a page has 1 to 1,000 rows, not " + limit);
      }
    }
  }
}
