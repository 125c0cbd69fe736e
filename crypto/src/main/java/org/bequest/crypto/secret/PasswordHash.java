package org.bequest.crypto.secret;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bequest.crypto.Providers;

/**
 * Argon2id (RFC 9106) of passwords in the PHC string form: 19 MiB, two passes, one lane. Costs some
 * 40 ms; whoever calls {@code verify} bounds how many run at once.
 */
public final class PasswordHash {
  private static final int MEMORY = 19 << 10;
  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int SALT = 16;
  private static final int HASH = 32;

  private PasswordHash() {}

  /** {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash} with a fresh salt. */
  public static String hash(Secret password) {
    byte[] salt = new byte[SALT];
    Providers.random().nextBytes(salt);
    PhcString parameters = new PhcString(MEMORY, ITERATIONS, LANES, salt, new byte[HASH]);
    byte[] hash = derive(parameters, password);
    return new PhcString(MEMORY, ITERATIONS, LANES, salt, hash).encode();
  }

  /**
   * False for a wrong password and for a string that is no hash, or one that asks for more memory
   * or time than the limits allow (security rule S-35).
   */
  public static boolean verify(Secret password, String phc) {
    return PhcString.parse(phc)
        .map(stored -> MessageDigest.isEqual(stored.hash(), derive(stored, password)))
        .orElse(false);
  }

  private static byte[] derive(PhcString parameters, Secret password) {
    byte[] octets = password.octets();
    try {
      return parameters.derive(octets);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }
}
