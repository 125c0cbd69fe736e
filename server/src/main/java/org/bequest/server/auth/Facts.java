package org.bequest.server.auth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an authenticator has proven about a caller, for rules that make names of it. A key may have
 * several values, as a certificate with two DNS names has; it is never mapped to none.
 *
 * <p>Keys: {@value #AUTHENTICATOR} (the word of the configuration for whoever proved it), {@code
 * user}, {@code otp.name}, {@code token.<claim>}, and those of {@link CertificateFacts}. Values are
 * as the credential has them: whoever uses one guards against what it may hold.
 */
public final class Facts {
  /** As in {@code labels.<name>.authenticators}: {@code basic}, {@code client-certificate}, … */
  public static final String AUTHENTICATOR = "authenticator";

  public static final Facts NONE = new Facts(Map.of());

  private final Map<String, List<String>> values;

  private Facts(Map<String, List<String>> values) {
    this.values = values;
  }

  public static Facts by(String authenticator) {
    return NONE.with(AUTHENTICATOR, authenticator);
  }

  public Facts with(String key, String value) {
    return with(key, List.of(value));
  }

  /** These too; an empty collection adds nothing. */
  public Facts with(String key, Collection<String> more) {
    return more.isEmpty() ? this : and(new Facts(Map.of(key, List.copyOf(more))));
  }

  /** All that both say, for credentials that were proven together. */
  public Facts and(Facts other) {
    Map<String, List<String>> all = new TreeMap<>(values);
    other.values.forEach((key, more) -> all.merge(key, more, Facts::joined));
    return new Facts(all);
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    more.stream().filter(v -> !some.contains(v)).forEach(all::add);
    return List.copyOf(all);
  }

  /** Empty when nothing is known under this key. */
  public List<String> of(String key) {
    return values.getOrDefault(key, List.of());
  }

  /** Everything, by key in order. */
  public Map<String, List<String>> all() {
    return new TreeMap<>(values);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
