package org.bequest.store.sql;

import org.bequest.store.Sequences;

/** Sequences in SQL: a row each, because a database's own sequences skip and do not roll back. */
final class SqlSequences implements Sequences {
  private final Writer writer;

  SqlSequences(Writer writer) {
    this.writer = writer;
  }

  @Override
  public long next(String name) {
    return writer.write(transaction ->
        transaction
            .handle()
            .createQuery(
                """
                INSERT INTO sequence (name, value) VALUES (:name, 1)
                ON CONFLICT (name) DO UPDATE SET value = sequence.value + 1
                RETURNING value\
                """)
            .bind("name", name)
            .mapTo(Long.class)
            .one());
  }

  @Override
  public void raise(String name, long atLeast) {
    if (atLeast < 0) {
      throw new IllegalArgumentException("a sequence counts from 1");
    }
    writer.write(transaction ->
        transaction
            .handle()
            .execute(
                """
                INSERT INTO sequence (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                WHERE sequence.value < excluded.value\
                """,
                name,
                atLeast));
  }
}
