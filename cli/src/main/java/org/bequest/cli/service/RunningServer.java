package org.bequest.cli.service;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.bequest.admin.AdminServer;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.Deployment;

/**
 * EST and the operators' listener of one deployment. Stops in good order when it is closed, and
 * when the process is asked to end.
 */
public final class RunningServer implements AutoCloseable {
  private final Deployment deployment;
  private final AdminServer admin;
  private final AdminAddress address;
  private final Thread stopAtExit = new Thread(this::stop, "stop");
  private boolean stopped;

  private RunningServer(Deployment deployment, AdminServer admin, AdminAddress address) {
    this.deployment = deployment;
    this.admin = admin;
    this.address = address;
  }

  /**
   * @param directory where operators on this machine look for it
   */
  public static RunningServer start(Settings settings, Path directory) {
    Deployment deployment = Starting.with(() -> Deployment.start(settings));
    try {
      AdminServer admin = Starting.with(() -> AdminServer.start(deployment));
      var server = new RunningServer(deployment, admin, AdminAddress.of(directory));
      server.address.announce(server.adminUrl());
      Runtime.getRuntime().addShutdownHook(server.stopAtExit);
      return server;
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  public Deployment deployment() {
    return deployment;
  }

  /** Where devices reach it: by the first name of its certificate unless only this machine can. */
  public URI estUrl() {
    Settings settings = deployment.settings();
    String host = settings.listen().est().host();
    boolean anywhere = host.equals("0.0.0.0") || host.equals("::");
    String name =
        anywhere && !settings.tls().hosts().isEmpty()
            ? settings.tls().hosts().getFirst()
            : host.equals("127.0.0.1") || host.equals("::1") ? "localhost" : host;
    return AdminAddress.uri(name, deployment.est().port());
  }

  public URI adminUrl() {
    return AdminAddress.uri(deployment.settings().listen().admin().host(), admin.port());
  }

  /** Waits. A signal ends the process, and the hook then stops the server in good order. */
  public static void untilTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      // Not set again: it would cut the stop in good order short, which comes next.
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException _) {
      // The process ends already, and the hook has stopped the server or found it stopped.
    }
  }

  private synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    address.forget();
    admin.close();
    deployment.close();
    Logs.flush();
  }
}
