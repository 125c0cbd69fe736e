package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.QueryPending;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Query Pending (RFC 5272 6.13), over TLS. */
class PendingQueryTest {
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

  private static HttpReply send(PkiData data) {
    return server.send("waiting", registrar, data);
  }

  private static PendInfo waiting(HttpReply reply) {
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.header("Retry-After")).contains("90");
    StatusInfo status = CmcTalk.full(reply).status();
    assertThat(status.status()).isEqualTo(CmcStatus.PENDING);
    return status.pendInfo().orElseThrow();
  }

  private static PendInfo opened(String name, KeyPair keys) {
    return waiting(send(CmcTalk.data(List.of(TestKeys.csr("CN=" + name, keys)))));
  }

  private static PkiData query(Octets token) {
    return CmcTalk.data(List.of(), new QueryPending(token));
  }

  private static void decide(PendInfo pending, boolean good) {
    var requests = server.est.store().requests();
    String ticket = new String(pending.token().bytes(), StandardCharsets.UTF_8);
    RequestRow row = requests.find(ticket).orElseThrow();
    var ruling =
        new RequestState.Ruling("operator:test", server.est.clock().instant(), "looked at it");
    RequestState next =
        good ? new RequestState.Approved(ruling) : new RequestState.Rejected(ruling);
    AuditEntry audit =
        new AuditEntry(ruling.at(), "request.decide", ruling.by(), ticket, "ok", Map.of());
    requests.change(row.become(next, ruling.at()), audit);
  }

  @Test
  @Requirement({"R5272-6.13-2", "R5272-6.13-3", "R5272-6.1.2-1", "R5272-6.1.3-1", "R5274-4.2-24"})
  void aWaitingRequestIsToldOfWithTheSameTokenAndTimeUntilItIsIssued() {
    KeyPair keys = TestKeys.p256();
    PendInfo first = opened("device-1", keys);
    server.est.clock().step(Duration.ofMinutes(3));
    assertThat(waiting(send(query(first.token())))).isEqualTo(first);
    decide(first, true);
    HttpReply reply = send(query(first.token()));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(CmcTalk.certificates(reply))
        .anyMatch(c -> c.getSubject().toString().equals("CN=device-1"));
    HttpReply again = send(query(first.token()));
    assertThat(CmcTalk.certificates(again)).containsExactlyElementsOf(CmcTalk.certificates(reply));
  }

  @Test
  @Requirement("R5274-4.2-24")
  void aRejectionIsToldOf() {
    PendInfo pending = opened("device-2", TestKeys.p256());
    decide(pending, false);
    HttpReply reply = send(query(pending.token()));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(ControlsEst.failed(reply).statusString().orElseThrow()).contains("rejected");
  }

  @Test
  @Requirement({"S-08", "S-31"})
  void s31ATokenIsOfNoUseToAnybodyElse() {
    PendInfo pending = opened("device-3", TestKeys.p256());
    decide(pending, true);
    TlsIdentity other = server.registrar("ra-2");
    HttpReply stolen = server.send("waiting", other, query(pending.token()));
    assertThat(stolen.status()).isEqualTo(400);
    assertThat(ControlsEst.failed(stolen).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    HttpReply elsewhere = server.send("cmc", registrar, query(pending.token()));
    assertThat(elsewhere.status()).isEqualTo(400);
    assertThat(server.send("waiting", registrar, query(ControlsEst.octets("x"))).status())
        .isEqualTo(400);
    try (RawClient client = server.est.client()) {
      assertThat(
              CmcTalk.postTo(client, "/.well-known/est/waiting/fullcmc", unsigned(pending))
                  .status())
          .isEqualTo(400);
    }
  }

  private static byte[] unsigned(PendInfo pending) {
    return SignedMessage.of(CmcTalk.content(query(pending.token()))).sign().encode();
  }
}
