package org.bequest.cli.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.NewOtp;
import org.bequest.admin.message.RolloverStart;
import org.bequest.cli.operator.OperatorFiles;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.client.EstClient;
import org.bequest.client.trust.Fingerprint;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.Init;
import org.bequest.server.setup.InitReport;
import org.bequest.server.setup.InitSpec;

/**
 * The authority's root and issuing key are replaced while a device goes on (RFC 4210 4.4). On a
 * server of its own, gone afterwards: a new root is for good, and nobody asked for one here.
 */
final class RollOver {
  private static final Duration VALIDITY = Duration.ofMinutes(10);
  private static final RolloverStart ROOT_AND_ISSUING =
      new RolloverStart(false, "", Duration.ZERO, Duration.ZERO, "", "");

  private RollOver() {}

  static String show() {
    try {
      Path folder = Files.createTempDirectory("bequest-roll-over");
      try {
        return on(folder.resolve("data"));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw CommandFailure.local(new UncheckedIOException(e));
    }
  }

  private static String on(Path folder) {
    InitReport report = Starting.with(() -> Init.run(InitSpec.in(folder)));
    var files =
        new OperatorFiles(
            report.operatorKey(), report.operatorCertificate(), report.rootCertificate());
    Settings settings =
        Starting.settings(report.configuration()).withListen(Quickstart.local(0, 0));
    try (RunningServer server = RunningServer.start(settings, folder);
        AdminClient operator = files.client(server.adminUrl())) {
      var device = new Device(server.estUrl().toString());
      device.bootstrap(Fingerprint.of(files.rootCertificate()));
      device.enrolls(password(operator), CsrDemands.NONE);
      operator.startRollover(ROOT_AND_ISSUING);
      X509Certificate root = learn(device);
      operator.activateRollover();
      return renewals(device, root);
    }
  }

  /** The new root, which the old one vouches for. */
  private static X509Certificate learn(Device device) {
    var update = Device.with(device.client(), EstClient::refreshAnchors);
    if (update.added().size() != 1) {
      throw Device.failed("/cacerts brought " + update.added().size() + " new roots, not one");
    }
    return update.added().getFirst();
  }

  /** Once by a device that knows the old root alone, once by one that knows the new one alone. */
  private static String renewals(Device device, X509Certificate root) {
    X509Certificate before = device.first();
    device.renews();
    device.trusts(TrustAnchors.explicit(List.of(root)));
    String renewed = device.renews();
    if (device
        .current()
        .certificate()
        .getIssuerX500Principal()
        .equals(before.getIssuerX500Principal())) {
      throw Device.failed("the old key still issues");
    }
    return "new root learnt through NewWithOld; under it " + renewed;
  }

  private static String password(AdminClient operator) {
    return operator.createOtp(new NewOtp(Device.NAME, "", VALIDITY)).password();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
