package org.bequest.server.label;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Every label of a server: one immutable snapshot, swapped whole when the configuration changes.
 */
public final class Labels {
  private final Map<String, Label> byName;
  private final Map<String, Label> forNamelessClients;
  private final Supplier<List<X509Certificate>> clientAuthorities;

  /**
   * @throws IllegalStateException when two labels have one name
   */
  public Labels(List<Label> labels) {
    this(labels, List::of);
  }

  /**
   * @param clientAuthorities named to clients in the handshake, and asked for at each; an empty
   *     list means any
   * @throws IllegalStateException when two labels have one name
   */
  public Labels(List<Label> labels, Supplier<List<X509Certificate>> clientAuthorities) {
    byName = byName(labels, Function.identity());
    forNamelessClients = byName(labels, Label::forNamelessClient);
    this.clientAuthorities = clientAuthorities;
  }

  /**
   * The label of exactly this name: an unknown one is never the default label.
   *
   * @param nameless whether the client sent no User-Agent; it changes spellings, nothing else
   */
  public Optional<Label> find(String name, boolean nameless) {
    return Optional.ofNullable((nameless ? forNamelessClients : byName).get(name));
  }

  private static Map<String, Label> byName(List<Label> labels, Function<Label, Label> spelling) {
    return labels.stream().collect(Collectors.toUnmodifiableMap(Label::name, spelling));
  }

  /** The authorities whose certificates count under some label. */
  public List<X509Certificate> clientAuthorities() {
    return clientAuthorities.get();
  }

  public Collection<Label> all() {
    return byName.values();
  }
}
