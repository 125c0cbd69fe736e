package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cmc.CmcDigest;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.GetCert;
import org.bequest.formats.cmc.control.PublishTrustAnchors;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publish Trust Anchors (RFC 5272 6.15), over TLS. */
class AnchorPublisherTest {
  private static @TempDir Path folder;
  private static ControlsEst server;

  @BeforeAll
  static void start() {
    server = new ControlsEst(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static CmcTalk.Full renewed(TlsIdentity device, String name) {
    return CmcTalk.full(
        server.send(
            "strict", device, CmcTalk.data(List.of(TestKeys.csr("CN=" + name, TestKeys.p256())))));
  }

  @Test
  @Requirement({"R5272-6.15-7", "R5274-4.1-18", "R5274-4.2-26", "R5272-3.2-3"})
  void aLabelThatSaysSoPublishesItsRootsWithTheAnswer() throws Exception {
    TlsIdentity device = server.est.enrolled("device-1", "strict");
    CmcTalk.Full full = renewed(device, "device-1");
    PublishTrustAnchors control = full.control(PublishTrustAnchors.class).orElseThrow();
    X509CertificateHolder root =
        server.est.deployment().parts().authority().generations().certificates().stream()
            .filter(c -> c.getSubject().equals(c.getIssuer()))
            .findFirst()
            .orElseThrow();
    assertThat(control.anchorHashes())
        .containsExactly(Octets.of(CmcDigest.SHA256.of(root.getEncoded())));
    assertThat(control.hashAlgorithm()).isEqualTo(CmcDigest.SHA256.identifier());
    assertThat(full.signed().certificates()).contains(root);
    assertThat(full.certificate("CN=device-1")).isPresent();
  }

  @Test
  @Requirement("R5272-6.15-5")
  void theNumberStaysWhileTheRootsDo() {
    TlsIdentity device = server.est.enrolled("device-2", "strict");
    PublishTrustAnchors first =
        renewed(device, "device-2").control(PublishTrustAnchors.class).orElseThrow();
    server.est.clock().step(Duration.ofMinutes(5));
    PublishTrustAnchors second =
        renewed(device, "device-2").control(PublishTrustAnchors.class).orElseThrow();
    assertThat(second.seqNumber()).isEqualTo(first.seqNumber());
  }

  @Test
  void otherwiseOneRootAloneIsNotPublished() {
    TlsIdentity device = server.est.enrolled("device-3", "cmc");
    GetCert asked =
        new GetCert(new GeneralName(ControlsEst.issuer(device)), ControlsEst.serial(device));
    HttpReply reply = server.send(device, asked);
    assertThat(reply.header("Content-Type"))
        .contains("application/pkcs7-mime; smime-type=certs-only");
  }
}
