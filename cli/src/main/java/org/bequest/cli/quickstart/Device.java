package org.bequest.cli.quickstart;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.EstClientBuilder;
import org.bequest.client.EstServer;
import org.bequest.client.trust.Fingerprint;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.crypto.tls.TlsIdentity;

/**
 * The device of the demonstration: it begins with nothing but the address of a server and the
 * fingerprint of its root, and keeps what it learns and gets.
 */
final class Device {
  static final String NAME = "quickstart";

  private final String address;
  private final List<TlsIdentity> certificates = new ArrayList<>();
  private TrustAnchors trust = TrustAnchors.explicit(List.of());

  Device(String address) {
    this.address = address;
  }

  void bootstrap(Fingerprint root) {
    trust = EstClient.of(EstServer.at(address)).bootstrap(root).asExplicitAnchors();
  }

  /** Believes these from now on, and no others. */
  void trusts(TrustAnchors anchors) {
    trust = anchors;
  }

  TrustAnchors trust() {
    return trust;
  }

  X509Certificate first() {
    return certificates.getFirst().certificate();
  }

  TlsIdentity current() {
    return certificates.getLast();
  }

  EstClientBuilder client() {
    return EstClient.of(EstServer.at(address)).trust(trust);
  }

  EstClientBuilder client(String label) {
    return EstClient.of(EstServer.at(address, label)).trust(trust);
  }

  static <T> T with(EstClientBuilder builder, Function<EstClient, T> exchange) {
    try (EstClient client = builder.build()) {
      return exchange.apply(client);
    }
  }

  /** Keeps a certificate, and says what it is. */
  String receives(KeyPair key, Enrollment outcome) {
    Enrollment.Issued issued = issued(outcome);
    List<X509Certificate> chain = new ArrayList<>(List.of(issued.certificate()));
    chain.addAll(issued.chain());
    certificates.add(new TlsIdentity(key.getPrivate(), chain));
    return text(issued.certificate());
  }

  static Enrollment.Issued issued(Enrollment outcome) {
    return switch (outcome) {
      case Enrollment.Issued issued -> issued;
      case Enrollment.Pending _ -> throw failed("the server says that the request waits");
      case Enrollment.Refused refused ->
          throw failed("the server answered " + refused.status() + ": " + refused.detail());
    };
  }

  static String text(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName()
        + ", serial "
        + certificate.getSerialNumber().toString(16);
  }

  static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.UNEXPECTED, message);
  }
}
