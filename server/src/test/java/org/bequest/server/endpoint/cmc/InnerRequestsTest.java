package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.BatchResponses;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.GetCert;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.control.RaIdentityWitness;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.ResponseBody;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of others that a registration authority brings (RFC 5272 6.17, 7), over TLS. */
class InnerRequestsTest {
  private static final BodyPartId ONE = new BodyPartId(1);
  private static final BodyPartId CONTROL = new BodyPartId(100);
  private static final BodyPartId FIRST = new BodyPartId(50);
  private static final BodyPartId SECOND = new BodyPartId(51);

  private static @TempDir Path folder;
  private static ControlsEst server;
  private static TlsIdentity registrar;

  @BeforeAll
  static void start() {
    server = new ControlsEst(folder);
    registrar = server.registrar();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** An answer inside the answer. */
  private record Inner(SignedContent signed, Optional<PkiResponse> response) {
    CmcStatus status() {
      return response.orElseThrow().controls(StatusInfoV2.class).getFirst().info().status();
    }

    Optional<CmcFailInfo> failInfo() {
      return response.orElseThrow().controls(StatusInfoV2.class).getFirst().info().failInfo();
    }

    List<StatusInfo> statuses() {
      return response.orElseThrow().controls(StatusInfoV2.class).stream()
          .map(StatusInfoV2::info)
          .toList();
    }

    List<String> subjects() {
      return signed.certificates().stream().map(c -> c.getSubject().toString()).toList();
    }
  }

  private static List<Inner> inner(CmcTalk.Full full) throws MalformedException {
    List<Inner> all = new ArrayList<>();
    for (var part : full.response().cmsSequence()) {
      SignedContent signed = SignedContent.decode(part.contentInfo().octets());
      if (signed.signers().isEmpty()) {
        all.add(new Inner(signed, Optional.empty()));
      } else {
        assertThat(SignatureCheck.of(signed, SignerKeys.in(signed)))
            .isInstanceOf(SignatureCheck.Verified.class);
        byte[] octets = signed.content().orElseThrow().octets();
        all.add(new Inner(signed, Optional.of(PkiResponse.decode(octets))));
      }
    }
    return all;
  }

  /** The renewal of a device, by itself. */
  private static byte[] renewal(TlsIdentity device, String name) {
    return CmcTalk.signed(
        CmcTalk.data(List.of(TestKeys.csr("CN=" + name, TestKeys.p256()))), device);
  }

  @Test
  @Requirement({"R5272-6.17-1", "R5272-6.17-2", "R5272-6.17-3", "R5272-4.2-2", "R5274-4.2-27"})
  void eachMessageOfABatchHasAnAnswerOfItsOwn() throws Exception {
    TlsIdentity one = server.est.enrolled("device-1", "cmc");
    TlsIdentity two = server.est.enrolled("device-2", "cmc");
    HttpReply reply =
        server.send(
            "cmc",
            registrar,
            ControlsEst.around(
                List.of(),
                List.of(renewal(one, "device-1"), renewal(two, "device-777")),
                new BatchRequests(List.of(FIRST, SECOND))));
    assertThat(reply.status()).isEqualTo(200);
    CmcTalk.Full full = CmcTalk.full(reply);
    assertThat(full.status().status()).isEqualTo(CmcStatus.SUCCESS);
    assertThat(full.status().bodyList()).containsExactly(new BodyPartId(100));
    List<BodyPartId> answers = full.control(BatchResponses.class).orElseThrow().parts();
    assertThat(answers)
        .containsExactlyElementsOf(
            full.response().cmsSequence().stream().map(c -> c.id()).toList());
    List<Inner> inner = inner(full);
    assertThat(inner.getFirst().subjects()).contains("CN=device-1");
    assertThat(inner.getLast().status()).isEqualTo(CmcStatus.FAILED);
    assertThat(inner.getLast().subjects()).doesNotContain("CN=device-777");
  }

  @Test
  @Requirement({"R5272-6.6-2", "R5272-6.6-4", "R8756-6.2-2"})
  void eachLayerHasItsOwnTransactionAndNonces() throws Exception {
    TlsIdentity device = server.est.enrolled("device-3", "cmc");
    TransactionId inside = new TransactionId(BigInteger.valueOf(3));
    SenderNonce nonce = new SenderNonce(ControlsEst.octets("inside"));
    byte[] message =
        CmcTalk.signed(
            CmcTalk.data(List.of(TestKeys.csr("CN=device-3", TestKeys.p256())), inside, nonce),
            device);
    TransactionId outside = new TransactionId(BigInteger.valueOf(4));
    HttpReply reply =
        server.send(
            "cmc",
            registrar,
            ControlsEst.around(
                List.of(),
                List.of(message),
                new BatchRequests(List.of(FIRST)),
                outside,
                new SenderNonce(ControlsEst.octets("outside"))));
    CmcTalk.Full full = CmcTalk.full(reply);
    assertThat(full.control(TransactionId.class)).contains(outside);
    assertThat(full.control(RecipientNonce.class).orElseThrow().nonce())
        .isEqualTo(ControlsEst.octets("outside"));
    PkiResponse response = inner(full).getFirst().response().orElseThrow();
    assertThat(response.controls(TransactionId.class)).containsExactly(inside);
    assertThat(response.controls(RecipientNonce.class).getFirst().nonce()).isEqualTo(nonce.nonce());
  }

  @Test
  @Requirement({"S-21", "R6402-2.12-2", "R8756-6.1-3"})
  void s21OnlyAListedRegistrationAuthorityBringsMessages() {
    TlsIdentity device = server.est.enrolled("device-4", "cmc");
    byte[] message = renewal(device, "device-4");
    for (TlsIdentity signer : List.of(device, server.registrar("ra-2"))) {
      HttpReply reply =
          server.send(
              "cmc",
              signer,
              ControlsEst.around(List.of(), List.of(message), new BatchRequests(List.of(FIRST))));
      assertThat(reply.status()).isEqualTo(403);
      assertThat(CmcTalk.full(reply).response().cmsSequence()).isEmpty();
    }
  }

  @Test
  @Requirement("S-21")
  void s21WhatABroughtMessageAsksForStaysWithinWhatTheRegistrarMayName() throws Exception {
    TlsIdentity boiler = server.est.enrolled("boiler-1", "cmc");
    HttpReply reply =
        server.send(
            "cmc",
            registrar,
            ControlsEst.around(
                List.of(),
                List.of(renewal(boiler, "boiler-1")),
                new BatchRequests(List.of(FIRST))));
    assertThat(inner(CmcTalk.full(reply)).getFirst().status()).isEqualTo(CmcStatus.FAILED);
  }

  @Test
  @Requirement({"R5272-3.2.1-4", "S-22"})
  void s22MessagesToWhichNothingRefersAreIgnoredAndReferencesToNothingRefused() {
    TlsIdentity device = server.est.enrolled("device-5", "cmc");
    byte[] message = renewal(device, "device-5");
    HttpReply ignored =
        server.send("cmc", registrar, ControlsEst.around(List.of(), List.of(message)));
    assertThat(CmcTalk.full(ignored).response().cmsSequence()).isEmpty();
    for (BatchRequests wrong :
        List.of(
            new BatchRequests(List.of(FIRST, SECOND)), new BatchRequests(List.of(FIRST, FIRST)))) {
      HttpReply reply =
          server.send("cmc", registrar, ControlsEst.around(List.of(), List.of(message), wrong));
      assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
      assertThat(CmcTalk.full(reply).response().cmsSequence()).isEmpty();
    }
  }

  private static Extension host(String name) throws Exception {
    GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, name));
    return new Extension(Extension.subjectAlternativeName, false, names.getEncoded("DER"));
  }

  /** Somebody without a certificate; its key signs the message. */
  private static byte[] newcomer(String name, Control... controls) throws Exception {
    KeyPair keys = TestKeys.p256();
    byte[] id = {1, 2, 3, 4};
    var builder = TestKeys.builder("CN=" + name, keys);
    builder.extension(
        new Extension(Extension.subjectKeyIdentifier, false, new DEROctetString(id).getEncoded()));
    PkiData data = CmcTalk.data(List.of(TestKeys.sign(builder, keys)), controls);
    return CmcTalk.signed(data, keys, id);
  }

  @Test
  @Requirement({
    "R6402-2.5-2",
    "R6402-2.5-3",
    "R6402-4.1-1",
    "R5272-7-2",
    "R5272-6.5.1-6",
    "R5272-6.19-1"
  })
  void itProvesAnIdentityNamesItAndIsAnsweredInside() throws Exception {
    CertTemplate named =
        CertTemplate.of(
            new X500Name("CN=device-6"),
            TestKeys.csr("CN=x", TestKeys.p256()).subjectPublicKeyInfo(),
            Optional.of(new Extensions(host("outer.line.example"))));
    CertTemplate template =
        new CertTemplate(
            named.version(),
            named.serialNumber(),
            named.signingAlg(),
            named.issuer(),
            named.validity(),
            named.subject(),
            Optional.empty(),
            named.issuerUid(),
            named.subjectUid(),
            named.extensions());
    BodyPartPath path = new BodyPartPath(List.of(FIRST));
    HttpReply reply =
        server.send(
            "cmc",
            registrar,
            ControlsEst.around(
                List.of(),
                List.of(newcomer("somebody")),
                new RaIdentityWitness(path),
                new ModCertTemplate(path, List.of(ONE), true, template)));
    assertThat(reply.status()).isEqualTo(200);
    CmcTalk.Full full = CmcTalk.full(reply);
    BodyPartPath answer = full.control(ResponseBody.class).orElseThrow().path();
    assertThat(answer.ids()).containsExactly(full.response().cmsSequence().getFirst().id());
    X509CertificateHolder certificate =
        inner(full).getFirst().signed().certificates().stream()
            .filter(c -> c.getSubject().toString().equals("CN=device-6"))
            .findFirst()
            .orElseThrow();
    assertThat(
            GeneralNames.fromExtensions(
                    certificate.getExtensions(), Extension.subjectAlternativeName)
                .getNames()[0]
                .getName())
        .hasToString("outer.line.example");
  }

  /** A message with the powers of whoever passes it on would have none of its own to fear. */
  @Test
  @Requirement({"S-21", "S-08", "S-12", "R6402-2.12-1", "R6402-2.12-2"})
  void s21WhatIsVouchedForHasNotThePowersOfTheRegistrationAuthority() throws Exception {
    TlsIdentity victim = server.est.enrolled("device-11", "cmc");
    RevokeRequest revocation =
        new RevokeRequest(
            ControlsEst.issuer(victim),
            ControlsEst.serial(victim),
            CrlReason.SUPERSEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    LraPopWitness witness = new LraPopWitness(BodyPartId.WHOLE, List.of(ONE));
    GetCert fetch =
        new GetCert(new GeneralName(ControlsEst.issuer(victim)), ControlsEst.serial(victim));
    BodyPartPath path = new BodyPartPath(List.of(FIRST));
    for (Control smuggled : List.of(revocation, witness, fetch)) {
      HttpReply reply =
          server.send(
              "cmc",
              registrar,
              ControlsEst.around(
                  List.of(),
                  List.of(newcomer("device-12", smuggled)),
                  new RaIdentityWitness(path)));
      assertThat(inner(CmcTalk.full(reply)).getFirst().statuses())
          .anyMatch(s -> s.status() == CmcStatus.FAILED && s.bodyList().contains(CONTROL));
      try (RawClient client = server.est.client(registrar)) {
        HttpReply passedOn = CmcTalk.post(client, newcomer("device-12", smuggled));
        assertThat(CmcTalk.full(passedOn).statuses())
            .anyMatch(s -> s.status() == CmcStatus.FAILED && s.bodyList().contains(CONTROL));
      }
    }
    assertThat(server.revocation(victim)).isEmpty();
  }

  @Test
  @Requirement({"R6402-2.5-7", "R6402-2.12-2", "S-21"})
  void s21WithoutThatWordNobodyIsKnownToSendIt() throws Exception {
    HttpReply reply =
        server.send(
            "cmc",
            registrar,
            ControlsEst.around(
                List.of(), List.of(newcomer("device-7")), new BatchRequests(List.of(FIRST))));
    Inner answer = inner(CmcTalk.full(reply)).getFirst();
    assertThat(answer.failInfo()).contains(CmcFailInfo.BAD_IDENTITY);
    assertThat(answer.subjects()).doesNotContain("CN=device-7");
  }

  @Test
  @Requirement({"R5272-6.5.1-6", "R5272-6.5.2-5"})
  void theOutermostLayerHasTheLastWord() throws Exception {
    byte[] inside =
        CmcTalk.signed(
            ControlsEst.around(
                List.of(TestKeys.csr("CN=device-8", TestKeys.p256())),
                List.of(),
                new AddExtensions(
                    BodyPartId.WHOLE, List.of(ONE), new Extensions(host("in.line.example")))),
            registrar);
    HttpReply reply =
        server.send(
            "cmc",
            registrar,
            ControlsEst.around(
                List.of(),
                List.of(inside),
                new AddExtensions(FIRST, List.of(ONE), new Extensions(host("out.line.example")))));
    X509CertificateHolder certificate =
        inner(CmcTalk.full(reply)).getFirst().signed().certificates().stream()
            .filter(c -> c.getSubject().toString().equals("CN=device-8"))
            .findFirst()
            .orElseThrow();
    assertThat(
            GeneralNames.fromExtensions(
                    certificate.getExtensions(), Extension.subjectAlternativeName)
                .getNames())
        .containsExactly(new GeneralName(GeneralName.dNSName, "out.line.example"));
  }

  @Test
  @Requirement({"R5272-6.19-1", "R6402-2.5-5"})
  void aControlInsideThatItHasSeenToIsNoErrorInside() throws Exception {
    TlsIdentity device = server.est.enrolled("device-9", "cmc");
    Unknown strange = new Unknown(new ASN1ObjectIdentifier("1.2.3.4"), List.of());
    byte[] message =
        CmcTalk.signed(
            CmcTalk.data(List.of(TestKeys.csr("CN=device-9", TestKeys.p256())), strange), device);
    HttpReply unseen =
        server.send(
            "cmc",
            registrar,
            ControlsEst.around(List.of(), List.of(message), new BatchRequests(List.of(FIRST))));
    assertThat(inner(CmcTalk.full(unseen)).getFirst().failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    BodyPartPath control = new BodyPartPath(List.of(FIRST, new BodyPartId(100)));
    HttpReply seen =
        server.send(
            "cmc",
            registrar,
            ControlsEst.around(
                List.of(), List.of(message), new ControlProcessed(List.of(control))));
    assertThat(inner(CmcTalk.full(seen)).getFirst().subjects()).contains("CN=device-9");
  }
}
