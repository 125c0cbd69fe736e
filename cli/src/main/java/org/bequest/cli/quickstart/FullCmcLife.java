package org.bequest.cli.quickstart;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CreatedSecret;
import org.bequest.admin.message.NewSecret;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.client.CmcOutcome;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.EstClientBuilder;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.RequestKey;
import org.bequest.client.cmc.Sender;
import org.bequest.client.cmc.SharedSecret;
import org.bequest.client.cmc.WantedCertificate;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.pkix.CrlReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A device that is known by a secret alone: it enrols with a Full PKI Request, and later has its
 * certificate revoked by itself (RFC 7030 4.3, RFC 5272).
 */
final class FullCmcLife {
  private static final String NAME = "quickstart-cmc";
  private static final Duration VALIDITY = Duration.ofMinutes(10);

  private final Device device;
  private final AdminClient operator;
  private final PrivateKeySigner key;
  private @Nullable X509Certificate certificate;

  FullCmcLife(Device device, AdminClient operator) {
    this.device = device;
    this.operator = operator;
    KeyPair keys = KeyAlgorithm.P256.generate();
    this.key = PrivateKeySigner.of(keys);
  }

  String enrolls() {
    CreatedSecret shared =
        operator.addSecret(
            new NewSecret("cmc", "", "", NAME, "", List.of("CN=" + NAME), "", true, VALIDITY));
    try (Secret secret =
        Secret.of(Objects.requireNonNull(shared.value()).getBytes(StandardCharsets.UTF_8))) {
      var known = new SharedSecret(secret, Optional.of(shared.state().id()));
      FullRequest request =
          FullRequest.by(new Sender.Proving(known, Sender.Strength.SHA256))
              .wanting(WantedCertificate.of(Device.commonName(NAME), new RequestKey.Signing(key)));
      certificate = issued(request).certificate();
    }
    return "by identity proof and no login: " + Device.text(certificate);
  }

  private Enrollment.Issued issued(FullRequest request) {
    return switch (asked(device.client(), request)) {
      case CmcOutcome.Issued issued -> issued.certificates().getFirst();
      case CmcOutcome.ConfirmRequired _, CmcOutcome.Pending _ -> throw Device.waits();
      case CmcOutcome.Answered _ -> throw Device.failed("the answer holds no certificate");
      case CmcOutcome.Failed failed -> throw failed(failed);
      case Enrollment.Refused refused -> throw Device.refused(refused);
    };
  }

  String revokes() {
    X509Certificate own = own();
    X509CertificateHolder holder = holder(own);
    var revocation =
        new RevokeRequest(
            holder.getIssuer(),
            own.getSerialNumber(),
            CrlReason.CESSATION_OF_OPERATION,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    FullRequest request =
        FullRequest.by(new Sender.Certified(MessageSigner.of(key, holder, List.of())))
            .with(revocation);
    switch (asked(device.client(), request)) {
      case CmcOutcome.Answered _ -> {}
      case CmcOutcome.Failed failed -> throw failed(failed);
      case Enrollment.Refused refused -> throw Device.refused(refused);
      case CmcOutcome.Issued _, CmcOutcome.ConfirmRequired _, CmcOutcome.Pending _ ->
          throw Device.failed("the answer is not that of a revocation");
    }
    return "signed by itself, and in CRL " + listed(own);
  }

  private String listed(X509Certificate revoked) {
    var number = operator.publishCrl().number();
    List<X509CRL> lists = Device.with(device.client(), EstClient::crls);
    if (lists.stream().noneMatch(l -> l.isRevoked(revoked))) {
      throw Device.failed("the CRL does not name the certificate that was revoked");
    }
    return String.valueOf(number);
  }

  private X509Certificate own() {
    if (certificate == null) {
      throw Device.failed("nothing was enrolled");
    }
    return certificate;
  }

  private static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new JcaX509CertificateHolder(certificate);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was decoded has no encoding", e);
    }
  }

  private static CmcOutcome asked(EstClientBuilder client, FullRequest request) {
    return Device.with(client, c -> c.fullCmc(request));
  }

  private static CommandFailure failed(CmcOutcome.Failed failed) {
    return Device.failed("the server says " + failed.status() + ": " + failed.text());
  }
}
