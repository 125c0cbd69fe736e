package org.bequest.store.sql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuthorityKeys;
import org.jdbi.v3.core.Handle;

/** The keys of the authority in SQL; a sequence counts their changes. */
final class SqlAuthorityKeys implements AuthorityKeys {
  private static final String VERSION = "authority-keys";

  private final Writer writer;
  private final Readers readers;

  SqlAuthorityKeys(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public State load() {
    return readers.read(statements -> {
      // First: rows of a later version than this make the next replace fail, which is safe.
      long version = version(statements.handle());
      List<Row> rows =
          statements
              .handle()
              .createQuery(
                  """
                  SELECT number, spki_sha256, role, file, links, since FROM authority_key
                  ORDER BY number\
                  """)
              .map((row, context) -> row(row))
              .list();
      return new State(version, rows);
    });
  }

  private static long version(Handle handle) {
    return handle
        .select("SELECT value FROM sequence WHERE name = ?", VERSION)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  @Override
  public boolean replace(long version, List<Row> rows, AuditEntry audit) {
    return writer.write(transaction -> {
      Handle handle = transaction.handle();
      if (version(handle) != version) {
        return false;
      }
      handle.execute(
          """
          INSERT INTO sequence (name, value) VALUES (?, 1)
          ON CONFLICT (name) DO UPDATE SET value = sequence.value + 1\
          """,
          VERSION);
      handle.execute("DELETE FROM authority_key");
      rows.forEach(row -> insert(handle, row));
      transaction.append(audit);
      return true;
    });
  }

  private static void insert(Handle handle, Row row) {
    handle.execute(
        """
        INSERT INTO authority_key (number, spki_sha256, role, file, links, since)
        VALUES (?, ?, ?, ?, ?, ?)\
        """,
        row.number(),
        row.key(),
        row.role().name(),
        row.file(),
        joined(row.links()),
        Columns.micros(row.since()));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getInt(1),
        row.getString(2),
        Role.valueOf(row.getString(3)),
        row.getString(4),
        split(row.getBytes(5)),
        Columns.instant(row.getLong(6)));
  }

  /** Each with its length before it. */
  private static byte[] joined(List<byte[]> parts) {
    var joined = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(joined)) {
      for (byte[] part : parts) {
        out.writeInt(part.length);
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return joined.toByteArray();
  }

  private static List<byte[]> split(byte[] joined) {
    List<byte[]> parts = new ArrayList<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(joined))) {
      while (in.available() > 0) {
        parts.add(in.readNBytes(in.readInt()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }
}
