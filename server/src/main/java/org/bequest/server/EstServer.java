package org.bequest.server;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.server.event.RequestEvent;
import org.bequest.server.event.RequestLog;
import org.bequest.server.http.HttpListener;
import org.bequest.server.http.Limits;
import org.bequest.server.label.Labels;
import org.bequest.server.label.Routes;
import org.bequest.store.CertificateStore;

/** EST over HTTPS, from its start to its stop. */
public final class EstServer implements AutoCloseable {
  /** 64 KiB: more than any request of today, less than anything that hurts. */
  public static final int DEFAULT_BODY_LIMIT = 64 * 1024;

  private final AtomicReference<Labels> labels;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final HttpListener listener;
  private final Health health;

  /**
   * What a server runs with. Made by the configuration or by a program.
   *
   * @param port 0 for any that is free
   * @param identities may be replaced while the server runs
   * @param labels may be replaced by {@link EstServer#reload}
   * @param bodyLimit octets of a request's body
   * @param store asked by {@link Health} only
   * @param events told of every request; must not throw and should not block
   */
  public record Settings(
      String host,
      int port,
      TlsProvider tls,
      TlsIdentities identities,
      Labels labels,
      Routes routes,
      Limits limits,
      int bodyLimit,
      CertificateStore store,
      InstantSource clock,
      Consumer<RequestEvent> events) {
    /** With the usual routes and limits, and events in the log. */
    public static Settings of(
        Address address, TlsProvider tls, TlsIdentities identities, Serving serving) {
      return new Settings(
          address.host(),
          address.port(),
          tls,
          identities,
          serving.labels(),
          Routes.DEFAULT,
          Limits.DEFAULT,
          DEFAULT_BODY_LIMIT,
          serving.store(),
          serving.clock(),
          new RequestLog());
    }
  }

  /**
   * @param port 0 for any that is free
   */
  public record Address(String host, int port) {}

  /** What is served, and from where. */
  public record Serving(Labels labels, CertificateStore store, InstantSource clock) {}

  private EstServer(Settings settings) {
    this.labels = new AtomicReference<>(settings.labels());
    this.health = new Health(checks(settings.store()));
    this.listener =
        HttpListener.start(
            new HttpListener.Settings(
                "est",
                settings.host(),
                settings.port(),
                settings.tls(),
                settings
                    .tls()
                    .serverContext(settings.identities(), () -> labels.get().clientAuthorities()),
                settings.limits()),
            new EstRouter(settings, labels::get));
  }

  /**
   * Binds and serves.
   *
   * @throws java.io.UncheckedIOException when the address cannot be had
   */
  public static EstServer start(Settings settings) {
    return new EstServer(settings);
  }

  private Map<String, BooleanSupplier> checks(CertificateStore store) {
    Map<String, BooleanSupplier> checks = new LinkedHashMap<>();
    checks.put("running", () -> !stopping.get());
    checks.put("store", () -> store.status("", BigInteger.ONE) != null);
    checks.put(
        "authority",
        () -> labels.get().all().stream().noneMatch(l -> l.authority().caCertificates().isEmpty()));
    checks.put("crl", () -> labels.get().all().stream().allMatch(l -> l.revocation().ready()));
    return checks;
  }

  /** The port that was bound. */
  public int port() {
    return listener.port();
  }

  /** Connections that are open now. */
  public int connections() {
    return listener.connections();
  }

  /** Swaps every label at once; a request that has begun keeps what it began with. */
  public void reload(Labels replacement) {
    labels.set(replacement);
  }

  /** What is served now. */
  public Labels labels() {
    return labels.get();
  }

  public Health health() {
    return health;
  }

  /** Refuses new work, finishes what has begun within the limit, and lets the port go. */
  @Override
  public void close() {
    stopping.set(true);
    listener.close();
  }
}
