package org.bequest.cli.quickstart;

import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CreatedOtp;
import org.bequest.admin.message.NewOtp;
import org.bequest.admin.message.Revoke;
import org.bequest.cli.device.DemandText;
import org.bequest.client.EstClient;
import org.bequest.client.trust.CaCertificates;
import org.bequest.client.trust.Fingerprint;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.config.Settings;

/**
 * A device's life against a real server, over real TLS, through the public client library. It
 * begins with nothing but the fingerprint of the root.
 */
final class Demonstration {
  private static final Duration VALIDITY = Duration.ofMinutes(10);

  private final Device device;
  private final Fingerprint root;
  private final AdminClient operator;
  private CsrDemands demands = CsrDemands.NONE;

  /**
   * @param root all that the device knows of the server
   * @param operator makes the one-time password, approves, and revokes
   */
  Demonstration(Device device, Fingerprint root, AdminClient operator) {
    this.device = device;
    this.root = root;
    this.operator = operator;
  }

  /** What a server does that was not always in the configuration that {@code init} writes. */
  record Offers(boolean approval, boolean keygen, boolean fullCmc) {
    static Offers of(Settings settings) {
      LabelSettings label = settings.labels().get(Settings.DEFAULT_LABEL);
      return new Offers(
          settings.labels().containsKey(Approval.LABEL),
          settings.labels().containsKey(ServerMadeKey.LABEL),
          label != null && label.fullCmc().offered());
    }
  }

  /** What there is to show. */
  List<Step> steps(Offers offers) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("bootstrap", "RFC 7030 4.1.1", this::bootstrap));
    steps.add(new Step("cacerts", "RFC 7030 4.1", this::caCerts));
    steps.add(new Step("csrattrs", "RFC 7030 4.5", () -> csrAttrs(offers.approval())));
    steps.add(new Step("simpleenroll", "RFC 7030 4.2.1", this::enroll));
    if (offers.approval()) {
      steps.add(new Step("approval", "RFC 7030 4.2.3", new Approval(device, operator)::show));
    }
    steps.add(new Step("simplereenroll", "RFC 7030 4.2.2", this::reenroll));
    if (offers.keygen()) {
      steps.add(
          new Step("serverkeygen", "RFC 7030 4.4", new ServerMadeKey(device, operator)::show));
    }
    steps.add(new Step("revoke", "RFC 5280 5.3.1", this::revoke));
    steps.add(new Step("crls", "RFC 8295 4", this::crls));
    if (offers.fullCmc()) {
      var life = new FullCmcLife(device, operator);
      steps.add(new Step("fullcmc", "RFC 7030 4.3", life::enrolls));
      steps.add(new Step("fullcmc revoke", "RFC 5272 6.11", life::revokes));
    }
    steps.add(new Step("roll-over", "RFC 4210 4.4", RollOver::show));
    return steps;
  }

  private String bootstrap() {
    device.bootstrap(root);
    return "root trusted by its fingerprint, over a second, verified connection";
  }

  private String caCerts() {
    CaCertificates found = Device.with(device.client(), EstClient::caCerts);
    return found.certificates().stream()
        .map(Demonstration::commonName)
        .collect(Collectors.joining(", "));
  }

  private String csrAttrs(boolean withApproval) {
    demands = Device.with(device.client(), EstClient::csrAttrs);
    String wanted = text(demands);
    return withApproval
        ? wanted
            + "; under label "
            + Approval.LABEL
            + ": "
            + text(device.wantedUnder(Approval.LABEL))
        : wanted;
  }

  private static String text(CsrDemands demands) {
    return demands.equals(CsrDemands.NONE)
        ? "nothing in particular is wanted"
        : new DemandText(demands).text().lines().collect(Collectors.joining(", "));
  }

  private String enroll() {
    CreatedOtp password = operator.createOtp(new NewOtp(Device.NAME, "", VALIDITY));
    return "by one-time password: " + device.enrolls(password.password(), demands);
  }

  private String reenroll() {
    return "by its certificate: " + device.renews();
  }

  private String revoke() {
    operator.revoke(device.first().getSerialNumber().toString(16), new Revoke("superseded"));
    return "first certificate revoked as superseded, CRL " + operator.publishCrl().number();
  }

  private String crls() {
    List<X509CRL> lists = Device.with(device.client(), EstClient::crls);
    BigInteger revoked = device.first().getSerialNumber();
    if (lists.stream().noneMatch(l -> l.getRevokedCertificate(revoked) != null)) {
      throw Device.failed("the CRL does not name the certificate that was revoked");
    }
    if (lists.stream().anyMatch(l -> l.isRevoked(device.current().certificate()))) {
      throw Device.failed("the CRL names the certificate that is still good");
    }
    return "the first certificate is in it, the second is not";
  }

  private static String commonName(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
  }
}
