package org.bequest.admin;

import static org.bequest.server.config.Settings.DEFAULT_LABEL;

import java.io.UncheckedIOException;
import java.util.List;
import org.bequest.admin.api.Routes;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.server.http.HttpListener;
import org.bequest.server.http.Limits;
import org.bequest.server.setup.Deployment;
import org.bequest.server.setup.StartException;

/** The operators' API over HTTPS, on a listener of its own. */
public final class AdminServer implements AutoCloseable {
  private final HttpListener listener;

  /**
   * @param host a loopback address, unless operators work from elsewhere
   * @param port 0 for any that is free
   */
  public record Settings(String host, int port, TlsProvider tls, TlsIdentities identities) {}

  private AdminServer(HttpListener listener) {
    this.listener = listener;
  }

  /**
   * Binds and serves.
   *
   * @throws java.io.UncheckedIOException when the address cannot be had
   */
  public static AdminServer start(Settings settings, Routes.Backend backend) {
    var operators = new Operators(new ServiceCertificates(backend.authority()));
    return new AdminServer(
        HttpListener.start(
            new HttpListener.Settings(
                "admin",
                settings.host(),
                settings.port(),
                settings.tls(),
                settings.tls().serverContext(settings.identities(), List::of),
                Limits.DEFAULT),
            new AdminRouter(new Routes(backend).all(), operators)));
  }

  /**
   * The admin listener of a deployment that serves.
   *
   * @throws StartException with one sentence when the address cannot be had
   */
  public static AdminServer start(Deployment deployment) {
    Deployment.Parts parts = deployment.parts();
    var address = deployment.settings().listen().admin();
    var backend =
        new Routes.Backend(
            parts.store(),
            parts.authority(),
            deployment.est().health(),
            label -> knows(deployment, label),
            deployment.settings().digest(),
            parts.clock(),
            deployment.rollover(),
            new Routes.Configured(deployment::settings, deployment.est()::labels),
            parts.secrets());
    try {
      return start(
          new Settings(address.host(), address.port(), parts.tls(), parts.identities()), backend);
    } catch (UncheckedIOException e) {
      throw new StartException(
          StartException.Kind.CONFIGURATION, "Admin API: " + e.getMessage(), e);
    }
  }

  private static boolean knows(Deployment deployment, String label) {
    var labels = deployment.settings().labels();
    return label.isEmpty() || (labels.containsKey(label) && !label.equals(DEFAULT_LABEL));
  }

  /** The port that was bound. */
  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
  }
}
