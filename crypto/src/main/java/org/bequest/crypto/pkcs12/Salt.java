package org.bequest.crypto.pkcs12;

import org.bequest.crypto.Providers;

/** Random for each use, and long enough (security rule S-36). */
final class Salt {
  static final int LENGTH = 16;

  private Salt() {}

  static byte[] fresh() {
    byte[] salt = new byte[LENGTH];
    Providers.random().nextBytes(salt);
    return salt;
  }
}
