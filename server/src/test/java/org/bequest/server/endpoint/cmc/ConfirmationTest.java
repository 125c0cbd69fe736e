package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cmc.control.ConfirmCertAcceptance;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Confirm Certificate Acceptance (RFC 5272 6.14), over TLS. */
class ConfirmationTest {
  private static final String LABEL = "confirmed";

  private @TempDir Path folder;
  private ControlsEst server;
  private TlsIdentity device;

  @BeforeEach
  void start() {
    server = new ControlsEst(folder);
    device = server.est.enrolled("device-1", LABEL);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** A certificate on probation. */
  private X509CertificateHolder issued(Control... controls) {
    KeyPair keys = TestKeys.p256();
    HttpReply reply =
        server.send(
            LABEL, device, CmcTalk.data(List.of(TestKeys.csr("CN=device-1", keys)), controls));
    assertThat(reply.status()).isEqualTo(200);
    CmcTalk.Full full = CmcTalk.full(reply);
    assertThat(full.status())
        .isEqualTo(StatusInfo.of(CmcStatus.CONFIRM_REQUIRED, List.of(new BodyPartId(1))));
    return full.certificate("CN=device-1").orElseThrow();
  }

  private HttpReply send(TlsIdentity signer, Control... controls) {
    return server.send(LABEL, signer, CmcTalk.data(List.of(), controls));
  }

  private static ConfirmCertAcceptance confirmation(X509CertificateHolder certificate) {
    return new ConfirmCertAcceptance(certificate.getIssuer(), certificate.getSerialNumber());
  }

  private static StatusInfoV2 rejection() {
    return new StatusInfoV2(
        StatusInfo.failed(CmcFailInfo.BAD_REQUEST, "not mine", List.of(new BodyPartId(1))));
  }

  @Test
  @Requirement({"R5272-6.14-3", "R5274-4.2-25"})
  void aConfirmedCertificateStays() {
    X509CertificateHolder certificate = issued();
    HttpReply reply = send(device, confirmation(certificate));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(CmcTalk.full(reply).status().status()).isEqualTo(CmcStatus.SUCCESS);
    server.est.clock().step(Duration.ofHours(2));
    assertThat(server.est.store().confirmations().overdue(server.est.clock().instant(), 9))
        .isEmpty();
    assertThat(CmcTalk.full(send(device, confirmation(certificate))).status().status())
        .isEqualTo(CmcStatus.SUCCESS);
  }

  @Test
  @Requirement({"R5272-6.14-3", "S-08"})
  void s08NobodyElseConfirmsIt() {
    X509CertificateHolder certificate = issued();
    TlsIdentity other = server.est.enrolled("device-2", LABEL);
    HttpReply reply = send(other, confirmation(certificate));
    assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.BAD_CERT_ID);
    server.est.clock().step(Duration.ofHours(2));
    assertThat(server.est.store().confirmations().overdue(server.est.clock().instant(), 9))
        .hasSize(1);
  }

  @Test
  @Requirement("R5272-6.14-3")
  void oneThatIsNotConfirmedInTimeIsRevoked() throws Exception {
    X509CertificateHolder certificate = issued();
    server.est.clock().step(Duration.ofHours(2));
    HttpReply late = send(device, confirmation(certificate));
    assertThat(ControlsEst.failed(late).failInfo()).contains(CmcFailInfo.BAD_TIME);
    server.est.sweepUnconfirmed();
    assertThat(server.row(certificate).revocation().orElseThrow().reason()).isEqualTo(5);
  }

  @Test
  @Requirement({"R5272-6.14-4", "R5272-3.2.1.3.4-3"})
  void aFailedStatusInTheTransactionRejectsWhatWasIssuedInIt() {
    TransactionId transaction = new TransactionId(BigInteger.valueOf(4711));
    X509CertificateHolder certificate = issued(transaction);
    X509CertificateHolder another = issued(new TransactionId(BigInteger.TWO));
    TlsIdentity other = server.est.enrolled("device-3", LABEL);
    send(other, transaction, rejection());
    assertThat(server.row(certificate).revocation()).isEmpty();
    HttpReply reply = send(device, transaction, rejection());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.row(certificate).revocation().orElseThrow().reason()).isEqualTo(5);
    assertThat(server.row(another).revocation()).isEmpty();
    assertThat(send(device, rejection()).status()).isEqualTo(200);
  }
}
