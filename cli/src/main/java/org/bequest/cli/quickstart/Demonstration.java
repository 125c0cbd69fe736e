package org.bequest.cli.quickstart;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CreatedOtp;
import org.bequest.admin.message.NewOtp;
import org.bequest.admin.message.Revoke;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.EstClientBuilder;
import org.bequest.client.EstServer;
import org.bequest.client.HttpLogin;
import org.bequest.client.trust.CaCertificates;
import org.bequest.client.trust.Fingerprint;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A device's life against a real server, over real TLS, through the public client library. It
 * begins with nothing but the fingerprint of the root.
 */
final class Demonstration {
  private static final String DEVICE = "quickstart";
  private static final Duration VALIDITY = Duration.ofMinutes(10);

  private final EstServer server;
  private final Fingerprint root;
  private final AdminClient operator;
  private final List<TlsIdentity> certificates = new ArrayList<>();
  private TrustAnchors trust = TrustAnchors.explicit(List.of());
  private CsrDemands demands = CsrDemands.NONE;

  /**
   * @param root all that the device knows of the server
   * @param operator makes the one-time password, and revokes
   */
  Demonstration(EstServer server, Fingerprint root, AdminClient operator) {
    this.server = server;
    this.root = root;
    this.operator = operator;
  }

  List<Step> steps() {
    return List.of(
        new Step("bootstrap", "RFC 7030 4.1.1", this::bootstrap),
        new Step("cacerts", "RFC 7030 4.1", this::caCerts),
        new Step("csrattrs", "RFC 7030 4.5", this::csrAttrs),
        new Step("simpleenroll", "RFC 7030 4.2.1", this::enroll),
        new Step("simplereenroll", "RFC 7030 4.2.2", this::reenroll),
        new Step("revoke", "RFC 5280 5.3.1", this::revoke),
        new Step("crls", "RFC 8295 4", this::crls));
  }

  private String bootstrap() {
    trust = EstClient.of(server).bootstrap(root).asExplicitAnchors();
    return "root trusted by its fingerprint, over a second, verified connection";
  }

  private String caCerts() {
    CaCertificates found = asDevice(builder(), EstClient::caCerts);
    return found.certificates().stream()
        .map(Demonstration::commonName)
        .collect(Collectors.joining(", "));
  }

  private String csrAttrs() {
    demands = asDevice(builder(), EstClient::csrAttrs);
    return demands.equals(CsrDemands.NONE)
        ? "the server wants nothing in particular"
        : "the server wants "
            + demands.named().size()
            + " attributes, "
            + demands.extensions().size()
            + " extensions";
  }

  private String enroll() {
    CreatedOtp password = operator.createOtp(new NewOtp(DEVICE, "", VALIDITY));
    var names = new SubjectNames(new X500Name("CN=" + DEVICE), List.of());
    KeyPair key = KeyAlgorithm.P256.generate();
    var request = EnrollRequest.of(names, PrivateKeySigner.of(key)).following(demands);
    EstClientBuilder device = builder().login(HttpLogin.basic(DEVICE, password.password()));
    return received(key, asDevice(device, c -> c.simpleEnroll(request)), "one-time password");
  }

  private String reenroll() {
    TlsIdentity current = certificates.getLast();
    KeyPair key = KeyAlgorithm.P256.generate();
    var request = EnrollRequest.renewing(current.certificate(), PrivateKeySigner.of(key));
    EstClientBuilder device = builder().identity(current);
    return received(key, asDevice(device, c -> c.simpleReenroll(request)), "its certificate");
  }

  private String revoke() {
    X509Certificate replaced = certificates.getFirst().certificate();
    operator.revoke(replaced.getSerialNumber().toString(16), new Revoke("superseded"));
    return "first certificate revoked as superseded, CRL " + operator.publishCrl().number();
  }

  private String crls() {
    List<X509CRL> lists = asDevice(builder(), EstClient::crls);
    BigInteger revoked = certificates.getFirst().certificate().getSerialNumber();
    if (lists.stream().noneMatch(l -> l.getRevokedCertificate(revoked) != null)) {
      throw failed("the CRL does not name the certificate that was revoked");
    }
    if (lists.stream().anyMatch(l -> l.isRevoked(certificates.getLast().certificate()))) {
      throw failed("the CRL names the certificate that is still good");
    }
    return "the first certificate is in it, the second is not";
  }

  private EstClientBuilder builder() {
    return EstClient.of(server).trust(trust);
  }

  private static <T> T asDevice(EstClientBuilder device, Function<EstClient, T> exchange) {
    try (EstClient client = device.build()) {
      return exchange.apply(client);
    }
  }

  private String received(KeyPair key, Enrollment outcome, String proof) {
    return switch (outcome) {
      case Enrollment.Issued issued -> {
        List<X509Certificate> chain = new ArrayList<>(List.of(issued.certificate()));
        chain.addAll(issued.chain());
        certificates.add(new TlsIdentity(key.getPrivate(), chain));
        yield "by "
            + proof
            + ": "
            + issued.certificate().getSubjectX500Principal().getName()
            + ", serial "
            + issued.certificate().getSerialNumber().toString(16);
      }
      case Enrollment.Pending _ -> throw failed("the server says that the request waits");
      case Enrollment.Refused refused ->
          throw failed("the server answered " + refused.status() + ": " + refused.detail());
    };
  }

  private static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.UNEXPECTED, message);
  }

  private static String commonName(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
  }
}
