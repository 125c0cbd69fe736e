package org.bequest.server.secret;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.crypto.GeneratedKey;
import org.bequest.store.KeyArchive;

/**
 * Encrypts keys that were made for devices to the recovery keys, which the service does not have.
 */
public final class Archive {
  private final List<X509Certificate> recovery;

  /**
   * @param recovery certificates of the recovery keys; none where nothing is archived
   */
  public Archive(List<X509Certificate> recovery) {
    this.recovery = List.copyOf(recovery);
  }

  /** Whether anything can be archived. */
  public boolean isOpen() {
    return !recovery.isEmpty();
  }

  /** What is recorded with the certificate of a key: {@code EnrollmentRequest.archiving}. */
  public KeyArchive.Wrapped wrap(GeneratedKey key) {
    throw new UnsupportedOperationException(key.toString());
  }
}
