package org.bequest.server.setup;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.ca.hierarchy.Succession;
import org.bequest.ca.local.CaStores;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.server.EstServer;
import org.bequest.server.config.RouteSettings;
import org.bequest.server.config.Settings;
import org.bequest.server.event.RequestLog;
import org.bequest.server.http.Limits;
import org.bequest.server.label.Routes;
import org.bequest.server.secret.ServiceSecrets;
import org.bequest.server.setup.StartException.Kind;
import org.bequest.store.Store;
import org.bequest.store.StoreException;
import org.bequest.store.sql.SqlStore;

/** A server that runs, and everything that it is made of. */
public final class Deployment implements AutoCloseable {
  private final Parts parts;
  private final LabelPlan plan;
  private final CrlPublication crls;
  private final EstServer est;
  private final RequestRetention retention;
  private final PackageRetention packageRetention;
  private final CaRollover rollover;
  private final Supersessions supersessions;
  private final Unconfirmed unconfirmed;
  private volatile Settings settings;

  /**
   * What listeners share.
   *
   * @param identities the server's own certificate
   * @param secrets what else it keeps secret
   */
  public record Parts(
      Store store,
      Succession succession,
      ServiceCertificates certificates,
      TlsProvider tls,
      TlsIdentities identities,
      ServiceSecrets secrets,
      InstantSource clock) {
    /** The authority with the keys that count now. */
    public IssuingAuthority authority() {
      return succession.authority();
    }
  }

  private Deployment(Settings settings, Parts parts) {
    this.settings = settings;
    this.parts = parts;
    this.plan = new LabelPlan(settings, parts);
    EstServer.Settings serving = serving();
    this.crls = new CrlPublication(parts.authority(), settings.ca().crl().publishEvery());
    this.est = listen(serving, crls);
    this.retention =
        new RequestRetention(
            parts.store().requests(), settings.store().keepRequests(), parts.clock());
    this.packageRetention =
        new PackageRetention(
            parts.store().keyPackages(), settings.store().keepPackages(), parts.clock());
    this.rollover = new CaRollover(parts, this::settings, this::refreshIdentity);
    this.supersessions = new Supersessions(parts.authority(), Supersessions.EVERY);
    this.unconfirmed =
        new Unconfirmed(
            parts.store().confirmations(),
            new Unconfirmed.Authorities(est::labels, parts.authority()),
            parts.clock(),
            Unconfirmed.EVERY);
  }

  /**
   * Opens the store and the keys, publishes a revocation list, and serves EST.
   *
   * @throws StartException with one sentence; nothing is then left open
   */
  public static Deployment start(Settings settings) {
    return start(settings, InstantSource.system());
  }

  /** As {@link #start(Settings)}, by a clock of the caller's. */
  public static Deployment start(Settings settings, InstantSource clock) {
    Store store = store(settings.store().path());
    try {
      return new Deployment(settings, parts(settings, store, clock));
    } catch (CaKeyException | StoreException e) {
      store.close();
      throw StartException.local(e);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  static Store store(Path file) {
    try {
      return SqlStore.open(file);
    } catch (StoreException e) {
      throw StartException.local(e);
    }
  }

  static CaStores stores(Store store) {
    return new CaStores(store.certificates(), store.sequences(), store.audit());
  }

  private static Parts parts(Settings settings, Store store, InstantSource clock) {
    Succession succession = CaKeyFiles.open(settings.ca(), store, clock);
    ServiceCertificates certificates = new ServiceCertificates(succession.authority());
    TlsProvider tls = provider(settings.tls().provider());
    TlsIdentities identities =
        new TlsIdentities(ServerKey.open(settings.tls(), certificates, clock.instant()));
    ServiceSecrets secrets = ServiceSecretsPlan.of(settings, store, certificates, clock);
    return new Parts(store, succession, certificates, tls, identities, secrets, clock);
  }

  private static TlsProvider provider(Settings.Provider provider) {
    return switch (provider) {
      case JSSE -> TlsProviders.jsse();
      case CONSCRYPT ->
          TlsProviders.conscrypt()
              .orElseThrow(() ->
                  new StartException(
                      Kind.CONFIGURATION,
                      "tls.provider is conscrypt, whose native library does not load on this"
                          + " machine; write jsse"));
    };
  }

  private EstServer.Settings serving() {
    return new EstServer.Settings(
        settings.listen().est().host(),
        settings.listen().est().port(),
        parts.tls(),
        parts.identities(),
        plan.labels(settings),
        routes(settings.routes()),
        limits(settings.limits()),
        settings.limits().body(),
        parts.store().certificates(),
        parts.clock(),
        new RequestLog());
  }

  private static EstServer listen(EstServer.Settings serving, CrlPublication crls) {
    try {
      return EstServer.start(serving);
    } catch (UncheckedIOException e) {
      crls.close();
      throw new StartException(Kind.CONFIGURATION, "EST: " + e.getMessage(), e);
    }
  }

  private static Routes routes(RouteSettings routes) {
    return new Routes(named(routes.prefixes()), routes.suffixes(), named(routes.aliases()));
  }

  /** The label that the file calls default has no name on the wire. */
  private static Map<String, String> named(Map<String, String> labels) {
    return labels.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                e -> e.getValue().equals(Settings.DEFAULT_LABEL) ? "" : e.getValue()));
  }

  /** Limits for a listener. */
  public static Limits limits(Settings.Limits limits) {
    return new Limits(
        limits.headers(), limits.connections(), limits.idle(), limits.request(), limits.stop());
  }

  public Parts parts() {
    return parts;
  }

  public EstServer est() {
    return est;
  }

  /** The keys of the authority, and what an operator can do about them. */
  public CaRollover rollover() {
    return rollover;
  }

  /** Shows the certificate that fits the keys which count now. */
  private synchronized void refreshIdentity() {
    var identities = ServerKey.open(settings.tls(), parts.certificates(), parts.clock().instant());
    parts.identities().replace(identities);
  }

  /** What it runs with now. */
  public Settings settings() {
    return settings;
  }

  /**
   * Takes over profiles, labels and the server's certificate, whole or not at all.
   *
   * @throws StartException when something changed that only a restart can change, or a key cannot
   *     be opened; everything then stays as it was
   */
  public synchronized void reload(Settings changed) {
    if (!fixed(changed).equals(fixed(settings))) {
      throw new StartException(
          Kind.CONFIGURATION,
          "store, listen, limits, ca, routes, digest, secrets, messages, archive and tls.provider"
              + " change with a restart only; nothing was reloaded");
    }
    var labels = plan.labels(changed);
    var identities = ServerKey.open(changed.tls(), parts.certificates(), parts.clock().instant());
    parts.identities().replace(identities);
    est.reload(labels);
    settings = changed;
  }

  private static List<Object> fixed(Settings settings) {
    return List.of(
        settings.store(),
        settings.listen(),
        settings.limits(),
        settings.ca(),
        settings.routes(),
        settings.digest(),
        settings.secrets(),
        settings.messages(),
        settings.archive(),
        settings.tls().provider());
  }

  /** Finishes what has begun, then lets everything go. */
  @Override
  public void close() {
    est.close();
    supersessions.close();
    unconfirmed.close();
    crls.close();
    retention.close();
    packageRetention.close();
    parts.store().close();
  }
}
