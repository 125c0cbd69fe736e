package org.bequest.cli.quickstart;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.EstClientBuilder;
import org.bequest.client.EstServer;
import org.bequest.client.HttpLogin;
import org.bequest.client.trust.Fingerprint;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;

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

  CsrDemands wantedUnder(String label) {
    return with(client(label), EstClient::csrAttrs);
  }

  static <T> T with(EstClientBuilder builder, Function<EstClient, T> exchange) {
    try (EstClient client = builder.build()) {
      return exchange.apply(client);
    }
  }

  /** Enrols under the default label with a one-time password for its name. */
  String enrolls(String password, CsrDemands demands) {
    KeyPair key = KeyAlgorithm.P256.generate();
    var request = EnrollRequest.of(commonName(NAME), PrivateKeySigner.of(key)).following(demands);
    EstClientBuilder client = client().login(HttpLogin.basic(NAME, password));
    return receives(key, with(client, c -> c.simpleEnroll(request)));
  }

  /** Renews its newest certificate with a new key. */
  String renews() {
    KeyPair key = KeyAlgorithm.P256.generate();
    var request = EnrollRequest.renewing(current().certificate(), PrivateKeySigner.of(key));
    EstClientBuilder client = client().identity(current());
    return receives(key, with(client, c -> c.simpleReenroll(request)));
  }

  static SubjectNames commonName(String name) {
    return new SubjectNames(new X500Name("CN=" + name), List.of());
  }

  /** Keeps a certificate, and says what it is. */
  private String receives(KeyPair key, Enrollment outcome) {
    Enrollment.Issued issued = issued(outcome);
    List<X509Certificate> chain = new ArrayList<>(List.of(issued.certificate()));
    chain.addAll(issued.chain());
    certificates.add(new TlsIdentity(key.getPrivate(), chain));
    return text(issued.certificate());
  }

  static Enrollment.Issued issued(Enrollment outcome) {
    return switch (outcome) {
      case Enrollment.Issued issued -> issued;
      case Enrollment.Pending _ -> throw waits();
      case Enrollment.Refused refused -> throw refused(refused);
    };
  }

  static CommandFailure waits() {
    return failed("the server says that the request waits");
  }

  static CommandFailure refused(Enrollment.Refused refused) {
    return failed("the server answered " + refused.status() + ": " + refused.detail());
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
