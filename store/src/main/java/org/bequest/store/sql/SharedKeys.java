package org.bequest.store.sql;

import java.security.SecureRandom;

/** Keys that all servers of a database share, each made when it is first asked for. */
final class SharedKeys {
  private static final int LENGTH = 32;

  private SharedKeys() {}

  static byte[] get(Writer writer, String name) {
    byte[] fresh = new byte[LENGTH];
    new SecureRandom().nextBytes(fresh);
    return writer.write(transaction -> {
      transaction
          .handle()
          .execute(
              "INSERT INTO shared_key (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
              name,
              fresh);
      return transaction
          .handle()
          .select("SELECT value FROM shared_key WHERE name = ?", name)
          .mapTo(byte[].class)
          .one();
    });
  }
}
