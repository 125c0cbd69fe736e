package org.bequest.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.store.SharedSecrets.Kind;

/**
 * One secret as it is stored.
 *
 * @param id public, for lists and logs
 * @param reference by which requests name it: a key identifier, or the UTF-8 of an identification;
 *     any octets
 * @param identity whose it is: a text as in {@link CertificateRow#identity}, or the name of a
 *     device, which has no colon
 * @param label where it counts; empty string for the default label, {@code *} for all
 * @param names what its holder may be named where it alone authenticates, as users have them
 * @param sealed of no use without the sealing key
 * @param singleUse whether the certificate that it proved spends it
 * @param expiresAt empty when it does not expire
 * @param spentAt empty while it can be used
 */
public record SealedSecret(
    String id,
    Kind kind,
    byte[] reference,
    String identity,
    String label,
    List<String> names,
    byte[] sealed,
    boolean singleUse,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> spentAt) {
  /** Where a secret counts that counts everywhere. */
  public static final String ANY_LABEL = "*";

  public SealedSecret {
    names = List.copyOf(names);
  }

  @Override
  public String toString() {
    return "SealedSecret[" + id + ", " + kind + ", " + identity + "]";
  }
}
