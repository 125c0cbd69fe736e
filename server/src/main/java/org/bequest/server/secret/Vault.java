package org.bequest.server.secret;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bequest.ca.Requester;
import org.bequest.crypto.secret.SealingKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets;
import org.bequest.store.SharedSecrets.Kind;

/**
 * Finds and opens shared secrets. Only what has neither expired nor been spent is found, only under
 * a label where it counts, and only for what it was made for. A secret of the label itself goes
 * before one of all labels.
 */
public final class Vault {
  private final SharedSecrets secrets;
  private final Supplier<SealingKey> key;
  private final InstantSource clock;

  /**
   * @param key asked when something is sealed or opened, and not before; it throws {@link
   *     SealException} when there is none
   */
  public Vault(SharedSecrets secrets, Supplier<SealingKey> key, InstantSource clock) {
    this.secrets = secrets;
    this.key = key;
    this.clock = clock;
  }

  /**
   * The secret that a request names, of the one who makes it. Empty also when two of them could be
   * meant.
   *
   * @param label of the request, empty for the default label
   * @throws SealException when it is there and cannot be opened
   */
  public Optional<SharedSecret> named(
      Kind kind, byte[] reference, Requester requester, String label) {
    Set<String> owners = Owners.of(requester);
    return only(secrets.referred(kind, reference), label, s -> owners.contains(s.identity()));
  }

  /**
   * The secret that a request names, whoever makes it: for requests that prove by it who they are.
   * Empty also when two of them could be meant.
   *
   * @throws SealException when it is there and cannot be opened
   */
  public Optional<SharedSecret> named(Kind kind, byte[] reference, String label) {
    return only(secrets.referred(kind, reference), label, _ -> true);
  }

  /**
   * The newest secret of the one who makes a request.
   *
   * @throws SealException when it is there and cannot be opened
   */
  public Optional<SharedSecret> of(Kind kind, Requester requester, String label) {
    List<SealedSecret> belonging =
        Owners.of(requester).stream().flatMap(o -> secrets.belonging(kind, o).stream()).toList();
    return usable(belonging, label, _ -> true).stream()
        .max(Comparator.comparing(SealedSecret::createdAt))
        .map(this::open);
  }

  /** The sealed form of new octets for a row that is otherwise complete. */
  public SealedSecret seal(SealedSecret row, Secret octets) {
    byte[] sealed = key.get().seal(octets, purpose(row));
    return new SealedSecret(
        row.id(),
        row.kind(),
        row.reference(),
        row.identity(),
        row.label(),
        row.names(),
        sealed,
        row.singleUse(),
        row.createdAt(),
        row.expiresAt(),
        row.spentAt());
  }

  private Optional<SharedSecret> only(
      List<SealedSecret> candidates, String label, Predicate<SealedSecret> which) {
    List<SealedSecret> meant = usable(candidates, label, which);
    return meant.size() == 1 ? Optional.of(open(meant.getFirst())) : Optional.empty();
  }

  private List<SealedSecret> usable(
      List<SealedSecret> candidates, String label, Predicate<SealedSecret> which) {
    Instant now = clock.instant();
    List<SealedSecret> good =
        candidates.stream()
            .filter(s -> s.spentAt().isEmpty() && s.expiresAt().stream().allMatch(now::isBefore))
            .filter(which)
            .toList();
    List<SealedSecret> here = good.stream().filter(s -> s.label().equals(label)).toList();
    return here.isEmpty()
        ? good.stream().filter(s -> s.label().equals(SealedSecret.ANY_LABEL)).toList()
        : here;
  }

  private SharedSecret open(SealedSecret row) {
    try {
      return new SharedSecret(row, key.get().open(row.sealed(), purpose(row)));
    } catch (MalformedException e) {
      throw new SealException("The shared secret " + row.id() + " is " + e.getMessage(), e);
    }
  }

  /** Everything that says whose it is and what for: somebody who can write rows changes none. */
  private static byte[] purpose(SealedSecret row) {
    var octets = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(octets)) {
      out.writeUTF("bequest shared secret");
      out.writeUTF(row.kind().name());
      out.writeUTF(row.id());
      out.writeUTF(row.identity());
      out.writeUTF(row.label());
      out.writeInt(row.reference().length);
      out.write(row.reference());
      for (String name : row.names()) {
        out.writeUTF(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toByteArray();
  }
}
