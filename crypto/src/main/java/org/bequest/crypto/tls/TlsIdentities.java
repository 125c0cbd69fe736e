package org.bequest.crypto.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The identities that one end of TLS may show, replaced as a whole. A handshake that chose an old
 * one just before still finishes with it; connections that exist keep what they have.
 */
public final class TlsIdentities {
  /** By alias; no alias is ever used twice. */
  private record Snapshot(
      long generation, Map<String, TlsIdentity> current, Map<String, TlsIdentity> previous) {
    Snapshot next(List<TlsIdentity> identities) {
      return new Snapshot(generation + 1, byAlias(generation + 1, identities), current);
    }

    private static Map<String, TlsIdentity> byAlias(long generation, List<TlsIdentity> all) {
      Map<String, TlsIdentity> byAlias = new LinkedHashMap<>();
      for (int i = 0; i < all.size(); i++) {
        byAlias.put(generation + "." + i, all.get(i));
      }
      return byAlias;
    }
  }

  private final AtomicReference<Snapshot> snapshot;

  /**
   * @param identities in the order of preference; empty for a client without a certificate
   */
  public TlsIdentities(List<TlsIdentity> identities) {
    this.snapshot = new AtomicReference<>(new Snapshot(0, Map.of(), Map.of()).next(identities));
  }

  public static TlsIdentities of(TlsIdentity identity) {
    return new TlsIdentities(List.of(identity));
  }

  public static TlsIdentities none() {
    return new TlsIdentities(List.of());
  }

  public void replace(List<TlsIdentity> identities) {
    List<TlsIdentity> copy = List.copyOf(identities);
    snapshot.updateAndGet(before -> before.next(copy));
  }

  public List<TlsIdentity> current() {
    return List.copyOf(snapshot.get().current().values());
  }

  /** In the order of preference. */
  Map<String, TlsIdentity> byAlias() {
    return snapshot.get().current();
  }

  /** Also among those of just before the last replacement. */
  Optional<TlsIdentity> withAlias(String alias) {
    Snapshot now = snapshot.get();
    return Optional.ofNullable(now.current().getOrDefault(alias, now.previous().get(alias)));
  }
}
