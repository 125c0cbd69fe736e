package org.bequest.admin.api;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.server.Health;
import org.bequest.server.config.DigestSettings;
import org.bequest.server.config.Settings;
import org.bequest.server.label.Labels;
import org.bequest.server.secret.ServiceSecrets;
import org.bequest.server.setup.CaRollover;
import org.bequest.store.Store;

/** Every route of the API. */
public final class Routes {
  private final List<Route> all;

  /**
   * What the routes work on.
   *
   * @param knowsLabel whether a label is configured
   * @param digest for what is stored of passwords for HTTP Digest
   */
  public record Backend(
      Store store,
      IssuingAuthority authority,
      Health health,
      Predicate<String> knowsLabel,
      DigestSettings digest,
      InstantSource clock,
      CaRollover rollover,
      Configured configured,
      ServiceSecrets secrets) {}

  /** What is in force now: another with each reload. */
  public record Configured(Supplier<Settings> settings, Supplier<Labels> labels) {}

  public Routes(Backend backend) {
    all =
        Stream.of(
                new HealthPages(backend).routes(),
                new OneTimePasswords(backend).routes(),
                new Users(backend).routes(),
                new Secrets(backend).routes(),
                new ConfiguredLabels(backend).routes(),
                new ConfiguredProfiles(backend).routes(),
                new Certificates(backend).routes(),
                new Keys(backend).routes(),
                new Packages(backend).routes(),
                new Requests(backend).routes(),
                new RevocationLists(backend).routes(),
                new Ca(backend).routes(),
                new OperatorRenewals(backend).routes(),
                new AuditTrail(backend).routes())
            .flatMap(List::stream)
            .toList();
  }

  public List<Route> all() {
    return all;
  }
}
