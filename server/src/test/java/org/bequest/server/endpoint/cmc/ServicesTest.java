package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.control.BatchResponses;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.GetCert;
import org.bequest.formats.cmc.control.GetCrl;
import org.bequest.formats.cmc.control.PublicationInfo;
import org.bequest.formats.cmc.control.PublishTrustAnchors;
import org.bequest.formats.cmc.control.RegInfo;
import org.bequest.formats.cmc.control.ResponseBody;
import org.bequest.formats.cmc.control.ResponseInfo;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controls that ask for something beside certificates of one's own, over TLS. */
class ServicesTest {
  private static final ASN1ObjectIdentifier WINDOWS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.311.10.10.1");

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

  private static GetCert getCert(TlsIdentity whose) {
    return new GetCert(new GeneralName(ControlsEst.issuer(whose)), ControlsEst.serial(whose));
  }

  @Test
  @Requirement({"R5272-6.9-1", "R5274-4.2-20"})
  void whoeverHoldsACertificateFetchesItAlone() {
    TlsIdentity device = server.est.enrolled("device-1", "cmc");
    HttpReply reply = server.send(device, getCert(device));
    assertThat(reply.header("Content-Type"))
        .contains("application/pkcs7-mime; smime-type=certs-only");
    assertThat(CmcTalk.certificates(reply)).containsExactly(ControlsEst.holder(device));
  }

  @Test
  @Requirement({"S-08", "S-21"})
  void s08NobodyFetchesTheCertificateOfAnother() {
    TlsIdentity device = server.est.enrolled("device-2", "cmc");
    TlsIdentity other = server.est.enrolled("device-3", "cmc");
    TlsIdentity boiler = server.est.enrolled("boiler-1", "cmc");
    TlsIdentity elsewhere = server.est.enrolled("device-4", "strict");
    HttpReply refused = server.send(device, getCert(other));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(ControlsEst.failed(refused).failInfo()).contains(CmcFailInfo.BAD_CERT_ID);
    TlsIdentity registrar = server.registrar();
    assertThat(CmcTalk.certificates(server.send(registrar, getCert(other))))
        .containsExactly(ControlsEst.holder(other));
    for (TlsIdentity beyond : List.of(boiler, elsewhere)) {
      assertThat(server.send(registrar, getCert(beyond)).status()).isEqualTo(403);
    }
    assertThat(server.send(server.registrar("ra-2"), getCert(other)).status()).isEqualTo(403);
  }

  @Test
  @Requirement("R5272-6.9-1")
  void theAuthoritysOwnCertificatesAreForEverybody() {
    TlsIdentity device = server.est.enrolled("device-5", "cmc");
    var root = server.est.deployment().parts().authority().generations().certificates().getLast();
    GetCert asked = new GetCert(new GeneralName(root.getIssuer()), root.getSerialNumber());
    assertThat(CmcTalk.certificates(server.send(device, asked))).containsExactly(root);
    GetCert nobodys = new GetCert(new GeneralName(root.getIssuer()), BigInteger.TEN);
    assertThat(server.send(device, nobodys).status()).isEqualTo(403);
    GetCert byHost = new GetCert(new GeneralName(2, "ca.example"), BigInteger.TEN);
    assertThat(server.send(device, byHost).status()).isEqualTo(400);
  }

  private static GetCrl getCrl(X500Name issuer, Optional<Instant> time) {
    return new GetCrl(
        issuer, Optional.empty(), time, Optional.of(new ReasonFlags(ReasonFlags.keyCompromise)));
  }

  @Test
  @Requirement({"R5272-6.10-1", "R5272-6.10-2", "R5274-4.2-20"})
  void theNewestListOfAnIssuerIsFetchedAlone() throws Exception {
    TlsIdentity device = server.est.enrolled("device-6", "cmc");
    X500Name issuer = ControlsEst.issuer(device);
    HttpReply reply = server.send(device, getCrl(issuer, Optional.empty()));
    List<X509CRLHolder> lists = SignedContent.decode(CmcTalk.body(reply)).crls();
    assertThat(lists).hasSize(1);
    assertThat(lists.getFirst().getIssuer()).isEqualTo(issuer);
    Instant now = server.est.clock().instant();
    assertThat(server.send(device, getCrl(issuer, Optional.of(now.plusSeconds(1)))).status())
        .isEqualTo(200);
    Instant before = now.minus(Duration.ofDays(365));
    HttpReply early = server.send(device, getCrl(issuer, Optional.of(before)));
    assertThat(ControlsEst.failed(early).failInfo()).contains(CmcFailInfo.BAD_TIME);
    HttpReply stranger = server.send(device, getCrl(new X500Name("CN=x"), Optional.empty()));
    assertThat(stranger.status()).isEqualTo(404);
  }

  @Test
  @Requirement({"R5272-6.12-1", "R5274-4.2-23"})
  void registrationInfoIsAnsweredByWhatTheLabelHasToSay() {
    TlsIdentity device = server.est.enrolled("device-7", "cmc");
    HttpReply reply = server.send(device, new RegInfo(ControlsEst.octets("serial=12")));
    assertThat(CmcTalk.full(reply).control(ResponseInfo.class))
        .contains(new ResponseInfo(ControlsEst.octets("plant=7")));
    HttpReply silent =
        server.send(
            "strict",
            server.est.enrolled("device-8", "strict"),
            CmcTalk.data(List.of(), new RegInfo(ControlsEst.octets("x"))));
    assertThat(silent.status()).isEqualTo(200);
    assertThat(CmcTalk.full(silent).control(ResponseInfo.class)).isEmpty();
  }

  private static PublicationInfo publication(boolean publish, PublicationInfo.Method... methods) {
    return new PublicationInfo(
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
        List.of(ControlsEst.octets("hash")),
        publish,
        List.of(methods).stream()
            .map(m -> new PublicationInfo.Place(m, Optional.empty()))
            .toList());
  }

  @Test
  @Requirement({"R5272-6.18-2", "R5272-6.18-3", "R5272-6.18-5"})
  void nothingIsPublishedAndAPlaceForItCannotBeHad() {
    TlsIdentity device = server.est.enrolled("device-9", "cmc");
    for (PublicationInfo good :
        List.of(
            publication(false),
            publication(true),
            publication(true, PublicationInfo.Method.DONT_CARE))) {
      HttpReply reply = server.send(device, good);
      assertThat(CmcTalk.full(reply).status().status()).isEqualTo(CmcStatus.SUCCESS);
    }
    HttpReply web = server.send(device, publication(true, PublicationInfo.Method.WEB));
    assertThat(CmcTalk.full(web).status().status()).isEqualTo(CmcStatus.NO_SUPPORT);
    HttpReply failed =
        server.send(
            "cmc",
            device,
            CmcTalk.data(
                List.of(TestKeys.csr("CN=device-1", TestKeys.p256())), publication(false)));
    assertThat(CmcTalk.full(failed).statuses()).hasSize(1);
    assertThat(ControlsEst.failed(failed).bodyList()).containsExactly(new BodyPartId(1));
  }

  @Test
  @Requirement({"R5272-3.2.1.1-1", "R5272-3.2.1.1-2", "R5272-6.19-1", "R5274-4.2-28", "S-03"})
  void whatNobodyKnowsFailsTheWholeUnlessARegistrationAuthorityHasSeenToIt() {
    Unknown unknown = new Unknown(WINDOWS, List.of(Encoded.of(DERNull.INSTANCE)));
    TlsIdentity device = server.est.enrolled("device-10", "cmc");
    var csr = TestKeys.csr("CN=device-10", TestKeys.p256());
    HttpReply refused =
        server.send("cmc", device, CmcTalk.data(List.of(csr), unknown, getCert(device), unknown));
    assertThat(ControlsEst.failed(refused).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    assertThat(ControlsEst.failed(refused).bodyList())
        .containsExactly(new BodyPartId(100), new BodyPartId(102));
    assertThat(CmcTalk.full(refused).certificate("CN=device-10")).isEmpty();
    ControlProcessed processed = new ControlProcessed(List.of(new BodyPartId(100)));
    HttpReply ownWord = server.send("cmc", device, CmcTalk.data(List.of(csr), unknown, processed));
    assertThat(ControlsEst.failed(ownWord).bodyList()).containsExactly(new BodyPartId(101));
    HttpReply registrars =
        server.send("cmc", server.registrar(), CmcTalk.data(List.of(csr), unknown, processed));
    assertThat(registrars.status()).isEqualTo(200);
  }

  @Test
  @Requirement({"R6402-2.6-3", "R5272-3.2.1.1-2"})
  void controlsOfAnswersHaveNoPlaceInRequests() {
    TlsIdentity device = server.est.enrolled("device-11", "cmc");
    for (Control control :
        List.of(
            new ResponseBody(new BodyPartPath(List.of(new BodyPartId(1)))),
            new BatchResponses(List.of(new BodyPartId(1))),
            new ResponseInfo(ControlsEst.octets("x")),
            new PublishTrustAnchors(
                BigInteger.ONE,
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
                List.of(ControlsEst.octets("x"))))) {
      HttpReply reply = server.send(device, control, getCert(device));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
      assertThat(ControlsEst.failed(reply).bodyList()).containsExactly(new BodyPartId(100));
      assertThat(CmcTalk.full(reply).certificate("CN=device-11")).isEmpty();
    }
  }
}
