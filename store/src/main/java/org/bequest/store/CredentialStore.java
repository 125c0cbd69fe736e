package org.bequest.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Users and one-time passwords. Holds hashes, never what was hashed. Where nothing was there to
 * remove, nothing is done, and the audit log is told nothing.
 */
public interface CredentialStore {
  /** Adds or replaces a user. */
  void putUser(User user, AuditEntry audit);

  Optional<User> user(String name);

  /** The user whose Digest key has this {@link DigestKey#userHash}. */
  Optional<User> userByHash(String userHash);

  /** By name. */
  List<User> users();

  /** False when there was none. */
  boolean deleteUser(String name, AuditEntry audit);

  /**
   * @throws StoreException when a password has this id or this hash already
   */
  void addPassword(OneTimePassword password, AuditEntry audit);

  /** The password with this hash, whatever its state: the caller judges expiry and use. */
  Optional<OneTimePassword> passwordByHash(byte[] sha256);

  /** Oldest first, spent and expired ones too. */
  List<OneTimePassword> passwords();

  /** Withdraws an unspent password. False when there is none. */
  boolean withdrawPassword(String id, AuditEntry audit);

  /**
   * @param name without a colon (RFC 7617)
   * @param passwordHash PHC string of Argon2id
   * @param label where it counts; empty string for the default label, {@code *} for all
   * @param names what its holder may be named: RFC 4514 subject patterns and SANs, one each, as the
   *     profile reads them
   * @param digests for HTTP Digest; empty unless the user was made for it
   */
  record User(
      String name, String passwordHash, String label, List<String> names, List<DigestKey> digests) {
    public User {
      names = List.copyOf(names);
      digests = List.copyOf(digests);
    }

    /** Who does not use Digest. */
    public User(String name, String passwordHash, String label, List<String> names) {
      this(name, passwordHash, label, names, List.of());
    }
  }

  /**
   * What HTTP Digest needs of a password. Whoever has it can log in to its realm as if it were the
   * password (RFC 7616 5.13).
   *
   * @param algorithm as RFC 7616 6.1 registers it
   * @param ha1 H(user:realm:password) in lower-case hexadecimal
   * @param userHash H(user:realm) in lower-case hexadecimal
   */
  record DigestKey(String algorithm, String realm, String ha1, String userHash) {
    @Override
    public String toString() {
      return "DigestKey[" + algorithm + ", " + realm + "]";
    }
  }

  /**
   * @param id public, for lists and logs
   * @param sha256 of the password's UTF-8 bytes; the password has 128 bits of entropy or more, so a
   *     plain hash is enough
   * @param label where it counts; empty string for the default label
   * @param name the device that it was made for: the common name of the certificate, and the user
   *     name of Basic
   * @param spentAt empty while it can be used
   */
  record OneTimePassword(
      String id,
      byte[] sha256,
      String label,
      String name,
      Instant createdAt,
      Instant expiresAt,
      Optional<Instant> spentAt) {}
}
