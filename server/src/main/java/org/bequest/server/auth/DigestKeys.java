package org.bequest.server.auth;

import java.util.Arrays;
import java.util.List;
import org.bequest.formats.http.DigestAlgorithm;
import org.bequest.store.CredentialStore.DigestKey;

/** What is stored of the password of a user of HTTP Digest. */
public final class DigestKeys {
  private DigestKeys() {}

  /** For SHA-256, and for MD5 where that is switched on. */
  public static List<DigestKey> of(String user, String password, String realm, boolean md5) {
    return Arrays.stream(DigestAlgorithm.values())
        .filter(a -> md5 || a != DigestAlgorithm.MD5)
        .map(a ->
            new DigestKey(
                a.registeredName(), realm, a.ha1(user, realm, password), a.userHash(user, realm)))
        .toList();
  }
}
