package org.bequest.store;

import java.util.List;
import java.util.Optional;

/**
 * Secrets that the service shares with devices and must know in plain: they are stored sealed, and
 * what opens them is not in the database. Where nothing was there to remove, nothing is done, and
 * the audit log is told nothing.
 */
public interface SharedSecrets {
  /** What a secret is for; a secret for one thing is of no use for another (security rule S-04). */
  enum Kind {
    /** A symmetric key of the device, under which keys made for it are wrapped (kekri). */
    KEY_ENCRYPTION,
    /**
     * The certificate or public key of a key of the device that keys made for it are encrypted to
     * (ktri, kari, kemri). It is no secret; the seal keeps others from changing it.
     */
    KEY_HOLDER,
    /** The password of the PKCS#12 files with keys made for the device. */
    PACKAGE_PASSWORD,
    /** What proves an identity in a CMC request (RFC 5272 6.2). */
    CMC
  }

  /**
   * Adds one.
   *
   * @return false when there is one with this id, or one of this kind with this reference, identity
   *     and label; nothing is then written
   */
  boolean add(SealedSecret secret, AuditEntry audit);

  /** Oldest first, expired and spent ones too. */
  List<SealedSecret> all();

  Optional<SealedSecret> find(String id);

  /** All of a kind that a request could mean by this reference; the caller judges the rest. */
  List<SealedSecret> referred(Kind kind, byte[] reference);

  /** All of a kind that belong to an identity, oldest first; the caller judges the rest. */
  List<SealedSecret> belonging(Kind kind, String identity);

  /** False when there was none. */
  boolean remove(String id, AuditEntry audit);

  /**
   * That a certificate was proven with a secret. Several certificates of one message are paid for
   * by one secret.
   *
   * @param id of the secret
   * @param message names the message: the server's id of the request that brought it
   */
  record Use(String id, String message) {}
}
