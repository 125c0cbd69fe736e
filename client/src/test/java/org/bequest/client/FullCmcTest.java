package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.client.EstException.Kind;
import org.bequest.client.cmc.Answer;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.RequestKey;
import org.bequest.client.cmc.Sender;
import org.bequest.client.cmc.WantedCertificate;
import org.bequest.client.fixture.CmcResponder;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.ConfirmCertAcceptance;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.QueryPending;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.OtherStatusInfo.ExtendedFailInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.CmcFailInfo;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

/** RFC 7030 4.3, RFC 5272: what answers come to. */
class FullCmcTest {
  private static final List<BodyPartId> ONE = List.of(new BodyPartId(1));

  private final TestCa root = TestCa.root("CN=root");
  private final TestCa issuing = root.intermediate("CN=issuing");
  private final CmcResponder responder = CmcResponder.of(issuing);
  private final FullRequest request =
      FullRequest.by(new Sender.Unnamed()).wanting(wanted("CN=device-7"));

  private static WantedCertificate wanted(String name) {
    RequestKey key = new RequestKey.Signing(PrivateKeySigner.of(KeyAlgorithm.P256.generate()));
    return WantedCertificate.of(SubjectNames.of(new X500Name(name)), key);
  }

  private static Control status(CmcStatus status) {
    return new StatusInfoV2(StatusInfo.of(status, ONE));
  }

  private X509Certificate issued(PkiData data) {
    TaggedRequest.Tcr tcr = (TaggedRequest.Tcr) data.requests().getFirst();
    return issuing.issue(tcr.csr().subjectPublicKeyInfo(), Leaf.of(tcr.csr().subject().toString()));
  }

  private ScriptedEstServer server(Function<Received, Reply> script) {
    return ScriptedEstServer.start(
        root.identity(Leaf.localhost()),
        received ->
            received.path().endsWith("cacerts")
                ? Reply.certificates(issuing.certificate(), root.certificate())
                : script.apply(received));
  }

  private EstClient client(ScriptedEstServer server) {
    return EstClient.of(server.address())
        .trust(TrustAnchors.explicit(List.of(root.certificate())))
        .build();
  }

  private CmcOutcome outcome(Function<Received, Reply> script) {
    return outcome(script, request);
  }

  private CmcOutcome outcome(Function<Received, Reply> script, FullRequest what) {
    try (var server = server(script);
        var client = client(server)) {
      return client.fullCmc(what);
    }
  }

  private void distrusted(Function<Received, Reply> script, String why) {
    assertThatExceptionOfType(EstException.class)
        .isThrownBy(() -> outcome(script))
        .withMessageContaining(why)
        .matches(e -> e.kind() == Kind.TRUST);
  }

  @Test
  @Requirement({"R7030-4.3.1-2", "R5273-4-1", "R5273-4.1-1", "R5274-4-3"})
  void theRequestIsBase64OfItsOwnMediaType() {
    try (var server = server(r -> Reply.certificates(issued(CmcResponder.data(r))));
        var client = client(server)) {
      client.fullCmc(request);
      Received received = server.received().getFirst();
      assertThat(received.line()).isEqualTo("POST /.well-known/est/fullcmc HTTP/1.1");
      assertThat(received.header("content-type"))
          .contains("application/pkcs7-mime; smime-type=CMC-request");
      assertThat(received.text()).matches("([A-Za-z0-9+/=]{1,64}\r\n)+");
    }
  }

  @Test
  @Requirement({"R5272-4.1-1", "R5272-4.1-2"})
  void aSimpleResponseIsEnoughAndItsSelfSignedCertificateIsNoAnchor() {
    TestCa other = TestCa.root("CN=other");
    CmcOutcome outcome =
        outcome(r ->
            Reply.certificates(
                other.certificate(), issuing.certificate(), issued(CmcResponder.data(r))));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            CmcOutcome.Issued.class,
            issued -> {
              assertThat(issued.certificates()).hasSize(1);
              assertThat(issued.certificates().getFirst().chain())
                  .containsExactly(issuing.certificate());
            });
    distrusted(
        r -> {
          var csr = ((TaggedRequest.Tcr) CmcResponder.data(r).requests().getFirst()).csr();
          return Reply.certificates(
              other.certificate(), other.issue(csr.subjectPublicKeyInfo(), Leaf.of("CN=device-7")));
        },
        "trust anchor");
  }

  @Test
  @Requirement({"R5272-4.2-1", "R5272-4.2-3", "R5272-6.1-3", "R5274-4.2-2", "R5272-6.1.2-2"})
  void aFullResponseIsReadWithOrWithoutAStatus() {
    for (List<Control> controls : List.of(List.<Control>of(), List.of(status(CmcStatus.SUCCESS)))) {
      assertThat(outcome(r -> responder.reply(200, r, _ -> controls, issued(CmcResponder.data(r)))))
          .isInstanceOf(CmcOutcome.Issued.class);
    }
  }

  @Test
  @Requirement("R5272-3.2.1-2")
  void severalCertificatesComeBackInTheOrderOfTheRequests() {
    FullRequest both = request.wanting(wanted("CN=device-7").in(WantedCertificate.Form.CRMF));
    CmcOutcome outcome =
        outcome(
            r -> {
              PkiData data = CmcResponder.data(r);
              TaggedRequest.Crm second = (TaggedRequest.Crm) data.requests().get(1);
              X509Certificate certificate =
                  issuing.issue(
                      second.message().certReq().certTemplate().publicKey().orElseThrow(),
                      Leaf.of("CN=device-7"));
              return responder.reply(200, r, _ -> List.of(), certificate, issued(data));
            },
            both);
    assertThat(((CmcOutcome.Issued) outcome).certificates())
        .extracting(i -> Encoded.known(i.certificate().getPublicKey().getEncoded()))
        .containsExactlyElementsOf(
            both.wanted().stream().map(w -> Encoded.of(w.key().publicKey())).toList());
  }

  @Test
  @Requirement({"R5272-6.6-5", "R5272-6.6-2", "S-22"})
  void aResponseToAnotherMessageIsNotBelieved() {
    for (Class<? extends Control> missing : List.of(RecipientNonce.class, TransactionId.class)) {
      distrusted(
          r -> {
            List<Control> controls = CmcResponder.reflected(CmcResponder.data(r));
            controls.removeIf(missing::isInstance);
            return CmcResponder.reply(
                200,
                responder.signed(
                    CmcResponder.response(controls), List.of(issued(CmcResponder.data(r)))));
          },
          "the response");
    }
    distrusted(
        r -> {
          List<Control> controls = CmcResponder.reflected(CmcResponder.data(r));
          controls.removeIf(RecipientNonce.class::isInstance);
          controls.add(new RecipientNonce(Octets.of(new byte[16])));
          return CmcResponder.reply(
              200, responder.signed(CmcResponder.response(controls), List.of()));
        },
        "nonce");
  }

  @Test
  @Requirement("R5272-3.2.1.3.4-1")
  void aResponseWithABrokenSignatureIsNotBelieved() {
    distrusted(
        r -> {
          byte[] answer = responder.answer(CmcResponder.data(r), List.of());
          answer[answer.length - 3] ^= 1;
          return CmcResponder.reply(200, answer);
        },
        "signature");
  }

  @Test
  void nobodyElseMaySignAResponse() {
    CmcResponder anybody = CmcResponder.of(issuing, Leaf.of("CN=device-8"));
    CmcResponder stranger = CmcResponder.of(TestCa.root("CN=other"));
    distrusted(
        r -> anybody.reply(200, r, _ -> List.of(), issued(CmcResponder.data(r))),
        "neither an authority nor");
    distrusted(
        r -> stranger.reply(200, r, _ -> List.of(), issued(CmcResponder.data(r))), "trust anchor");
  }

  @Test
  @Requirement({"R7030-4.3.2-2", "R5272-6.1-4", "R5272-6.1.1-4"})
  void aFailureIsReadFromTheBodyOfTheError() {
    StatusInfo bad = StatusInfo.failed(CmcFailInfo.BAD_IDENTITY, "who are you", ONE);
    CmcOutcome outcome =
        outcome(r ->
            responder.reply(
                400,
                r,
                _ ->
                    List.of(
                        status(CmcStatus.SUCCESS), new StatusInfoV2(bad), new StatusInfoV1(bad))));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            CmcOutcome.Failed.class,
            failed -> {
              assertThat(failed.failInfo()).contains(CmcFailInfo.BAD_IDENTITY);
              assertThat(failed.text()).isEqualTo("who are you");
              assertThat(failed.httpStatus()).isEqualTo(400);
              assertThat(failed.statuses()).hasSize(2);
            });
    StatusInfo odd =
        new StatusInfo(
            CmcStatus.FAILED,
            List.copyOf(ONE),
            Optional.empty(),
            Optional.of(
                new ExtendedFailInfo(
                    new ASN1ObjectIdentifier("1.2.3"), Encoded.of(new ASN1Integer(1)))));
    assertThat(
            ((CmcOutcome.Failed)
                    outcome(r -> responder.reply(500, r, _ -> List.of(new StatusInfoV2(odd)))))
                .failInfo())
        .contains(CmcFailInfo.INTERNAL_CA_ERROR);
  }

  @Test
  @Requirement("R7030-4.3.2-3")
  void anErrorWithoutABodyOrWithOneOfAStrangerIsOnlyAnErrorOfHttp() {
    CmcResponder stranger = CmcResponder.of(TestCa.root("CN=other"));
    for (int status : new int[] {404, 501}) {
      assertThat(outcome(_ -> Reply.of(status, "no", "Content-Type: text/plain")))
          .isInstanceOfSatisfying(
              Enrollment.Refused.class, r -> assertThat(r.status()).isEqualTo(status));
      assertThat(outcome(r -> stranger.reply(status, r, _ -> List.of(status(CmcStatus.FAILED)))))
          .isInstanceOf(Enrollment.Refused.class);
    }
  }

  @Test
  @Requirement({"R5272-6.13-1", "R5272-6.1.3-2", "R5274-4.2-24", "R5272-6.6-6", "R5272-6.17-4"})
  void aPendingRequestIsAskedForWithItsToken() {
    Octets token = Octets.of(new byte[] {7, 7});
    PendInfo info = new PendInfo(token, Instant.now().plusSeconds(90));
    List<PkiData> seen = new ArrayList<>();
    try (var server =
            server(r -> {
              PkiData data = CmcResponder.data(r);
              seen.add(data);
              return switch (seen.size()) {
                case 1 ->
                    responder.reply(
                        202, r, _ -> List.of(new StatusInfoV2(StatusInfo.pending(info, ONE))));
                case 2 -> responder.reply(202, r, _ -> List.of(status(CmcStatus.PENDING)));
                default -> responder.reply(200, r, _ -> List.of(), issued(seen.getFirst()));
              };
            });
        var client = client(server)) {
      CmcOutcome.Pending first = (CmcOutcome.Pending) client.fullCmc(request);
      assertThat(first.waiting().token()).isEqualTo(token);
      assertThat(first.retryAfter()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
      assertThat(((CmcOutcome.Pending) client.fullCmc(request)).waiting())
          .isEqualTo(first.waiting());
      assertThat(client.fullCmc(request)).isInstanceOf(CmcOutcome.Issued.class);
      try (var restarted = client(server)) {
        assertThat(restarted.fullCmc(request.waitingAs(first.waiting())))
            .isInstanceOf(CmcOutcome.Issued.class);
      }
    }
    assertThat(seen.getLast().controls(QueryPending.class)).hasSize(1);
    assertThat(seen.removeLast().requests()).isEmpty();
    assertThat(seen.get(0).controls(RecipientNonce.class)).isEmpty();
    for (PkiData later : seen.subList(1, 3)) {
      assertThat(later.requests()).isEmpty();
      assertThat(later.controls(QueryPending.class)).containsExactly(new QueryPending(token));
      assertThat(later.controls(RecipientNonce.class))
          .containsExactly(new RecipientNonce(Octets.of(new byte[] {1, 2, 3, 4})));
      assertThat(later.controls(TransactionId.class))
          .isEqualTo(seen.getFirst().controls(TransactionId.class));
    }
    assertThat(seen.stream().flatMap(d -> d.controls(SenderNonce.class).stream()))
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  @Requirement({"R5272-6.14-1", "R5272-6.14-2", "R5274-4.2-25"})
  void certificatesThatWaitForItAreAcceptedWhenTheyAreRight() {
    List<PkiData> seen = new ArrayList<>();
    CmcOutcome outcome = outcome(r -> confirming(r, seen));
    X509Certificate certificate =
        ((CmcOutcome.Issued) outcome).certificates().getFirst().certificate();
    assertThat(seen).hasSize(2);
    assertThat(seen.getLast().controls(ConfirmCertAcceptance.class))
        .containsExactly(new ConfirmCertAcceptance(issuing.name(), certificate.getSerialNumber()));
  }

  private Reply confirming(Received received, List<PkiData> seen) {
    PkiData data = CmcResponder.data(received);
    seen.add(data);
    return data.requests().isEmpty()
        ? responder.reply(200, received, _ -> List.of(status(CmcStatus.SUCCESS)))
        : responder.reply(
            200, received, _ -> List.of(status(CmcStatus.CONFIRM_REQUIRED)), issued(data));
  }

  @Test
  @Requirement("R5272-6.14-4")
  void theCallerMayAcceptOrRejectCertificates() {
    FullRequest asking = request.accepting(FullRequest.Acceptance.ASK);
    List<PkiData> seen = new ArrayList<>();
    try (var server = server(r -> confirming(r, seen));
        var client = client(server)) {
      var offered = (CmcOutcome.ConfirmRequired) client.fullCmc(asking);
      assertThat(client.accept(asking, offered)).isInstanceOf(CmcOutcome.Issued.class);
      assertThat(client.fullCmc(asking)).isInstanceOf(CmcOutcome.ConfirmRequired.class);
      client.reject(asking, "not like this");
    }
    assertThat(seen).hasSize(4);
    assertThat(seen.get(1).controls(ConfirmCertAcceptance.class)).hasSize(1);
    assertThat(seen.getLast().controls(ConfirmCertAcceptance.class)).isEmpty();
    assertThat(seen.getLast().controls(StatusInfoV2.class))
        .extracting(s -> s.info().status())
        .containsExactly(CmcStatus.FAILED);
  }

  @Test
  @Requirement({"R5272-6.14-4", "R8756-7-7"})
  void certificatesThatAreWrongAreRejected() {
    List<PkiData> seen = new ArrayList<>();
    distrusted(
        r -> {
          seen.add(CmcResponder.data(r));
          return responder.reply(
              200,
              r,
              _ -> List.of(status(CmcStatus.CONFIRM_REQUIRED)),
              issuing.issue(TestCa.keyPair(), Leaf.of("CN=device-7")));
        },
        "no certificate for the key");
    assertThat(seen.getLast().controls(StatusInfoV2.class))
        .extracting(s -> s.info().status())
        .containsExactly(CmcStatus.FAILED);
  }

  @Test
  @Requirement({"R5272-6.4-1", "R5274-4.2-11"})
  void whatIsNoRequestForACertificateIsAnsweredWithTheResponse() {
    DataReturn mine = new DataReturn(Octets.of(new byte[] {9}));
    CmcOutcome outcome =
        outcome(
            r -> responder.reply(200, r, d -> List.copyOf(d.controls(DataReturn.class))),
            FullRequest.by(new Sender.Unsigned()).with(mine));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            CmcOutcome.Answered.class,
            answered ->
                assertThat(((Answer.Full) answered.answer()).response().controls(DataReturn.class))
                    .containsExactly(mine));
  }

  @Test
  void aServerThatSendsSomethingElseIsNotUnderstood() {
    for (String body : List.of("", "MAA=", "nothing")) {
      assertThatExceptionOfType(EstException.class)
          .isThrownBy(() -> outcome(_ -> Reply.of(200, body)))
          .matches(e -> e.kind() == Kind.PROTOCOL);
    }
  }
}
