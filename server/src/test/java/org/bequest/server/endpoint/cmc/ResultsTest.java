package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.OtherStatusInfo.ExtendedFailInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every state that parts of a message can be in, and what status controls and HTTP say of it. */
class ResultsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Octets TOKEN = Octets.of(new byte[] {1, 2});
  private static final X509CertificateHolder CERTIFICATE = certificate();

  private static final Map<String, PartOutcome> OUTCOMES =
      Map.of(
          "issued", new PartOutcome.Issued(CERTIFICATE, List.of()),
          "done", new PartOutcome.Done(false),
          "done-told", new PartOutcome.Done(true),
          "pending", new PartOutcome.Pending(TOKEN, NOW.plusSeconds(60), Duration.ofSeconds(60)),
          "partial", new PartOutcome.Partial(TOKEN, Duration.ofSeconds(30)),
          "confirm", new PartOutcome.ConfirmRequired(CERTIFICATE, List.of()),
          "pop", new PartOutcome.PopRequired("a challenge"),
          "unsupported", new PartOutcome.NoSupport("another format"),
          "failed", PartOutcome.failed(Reason.BAD_NAMES, "names"),
          "broken", PartOutcome.failed(Reason.INTERNAL, "broken"));

  /** Outcomes of parts 1, 2, …: what the answer is. */
  private static final String TABLE =
      """
      issued              | 200 -  | certs-only | success 1
      issued issued       | 200 -  | certs-only | success 1 2
      done                | 200 -  | certs-only | success 1
      done-told           | 200 -  | full       | success 1
      issued done-told    | 200 -  | full       | success 1 2
      pending             | 202 60 | full       | pending 1
      partial             | 202 30 | full       | partial 1
      pending partial     | 202 30 | full       | pending 1, partial 2
      issued pending      | 202 60 | full       | success 1, pending 2
      confirm             | 200 -  | full       | confirm-required 1
      pop                 | 200 -  | full       | failed(8) 1
      pop pop             | 200 -  | full       | failed(8) 1 2
      failed              | 400 -  | full       | failed(2) 1
      failed failed       | 400 -  | full       | failed(2) 1 2
      broken              | 500 -  | full       | failed(11) 1
      failed broken       | 500 -  | full       | failed(2) 1, failed(11) 2
      unsupported         | 501 -  | full       | no-support 1
      failed pop          | 400 -  | full       | failed(2) 1, failed(8) 2
      issued failed       | 200 -  | full       | success 1, failed(2) 2
      pending failed      | 202 60 | full       | pending 1, failed(2) 2
      confirm failed      | 200 -  | full       | confirm-required 1, failed(2) 2
      issued unsupported  | 200 -  | full       | success 1, no-support 2
      """;

  @TestFactory
  @Requirement({
    "R7030-4.3.2-1",
    "R7030-4.3.2-2",
    "R5272-6.1.1-1",
    "R5272-6.1.2-1",
    "R5272-6.1-1",
    "R5274-4-6"
  })
  Stream<DynamicTest> everyStateHasItsAnswer() {
    return TABLE
        .lines()
        .map(line -> List.of(line.split("\\|")))
        .map(c -> DynamicTest.dynamicTest(c.getFirst().strip(), () -> check(c)));
  }

  private static void check(List<String> cells) {
    Results results = results(cells.getFirst().strip().split(" "));
    Results.Http http = results.http();
    String wait = http.retryAfter().map(Duration::toSeconds).map(Object::toString).orElse("-");
    assertThat(http.status() + " " + wait).isEqualTo(cells.get(1).strip());
    assertThat(results.speaksForItself() ? "certs-only" : "full").isEqualTo(cells.get(2).strip());
    assertThat(String.join(", ", results.statuses(NOW).stream().map(ResultsTest::text).toList()))
        .isEqualTo(cells.get(3).strip());
  }

  private static X509CertificateHolder certificate() {
    KeyPair keys = TestKeys.p256();
    return TestKeys.certificate("CN=device-7", keys, "CN=device-7", keys);
  }

  private static Results results(String... outcomes) {
    Results results = new Results();
    int id = 1;
    for (String outcome : outcomes) {
      results.put(new BodyPartId(id++), Optional.ofNullable(OUTCOMES.get(outcome)).orElseThrow());
    }
    return results;
  }

  private static String text(StatusInfo info) {
    List<String> words = new ArrayList<>();
    String status =
        switch (info.status()) {
          case SUCCESS -> "success";
          case FAILED -> "failed(" + info.failInfo().map(CmcFailInfo::code).orElseThrow() + ")";
          case PENDING -> "pending";
          case NO_SUPPORT -> "no-support";
          case CONFIRM_REQUIRED -> "confirm-required";
          case POP_REQUIRED -> "pop-required";
          case PARTIAL -> "partial";
        };
    words.add(status);
    info.bodyList().forEach(id -> words.add(id.toString()));
    return String.join(" ", words);
  }

  @Test
  void whatWaitsHasATokenAndATime() {
    StatusInfo pending = results("pending").statuses(NOW).getFirst();
    assertThat(pending.status()).isEqualTo(CmcStatus.PENDING);
    assertThat(pending.otherInfo()).contains(new PendInfo(TOKEN, NOW.plusSeconds(60)));
  }

  @Test
  @Requirement("R5272-6.1.4-1")
  void aReasonThatIsDefinedElsewhereGoesOutAsItIs() {
    ExtendedFailInfo elsewhere =
        new ExtendedFailInfo(
            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), Encoded.of(DERNull.INSTANCE));
    Results results = new Results();
    results.put(
        new BodyPartId(1), new PartOutcome.Failed(Reason.BAD_REQUEST, elsewhere, "elsewhere"));
    assertThat(results.statuses(NOW).getFirst().otherInfo()).contains(elsewhere);
    assertThat(results.http().status()).isEqualTo(400);
  }

  @Test
  void theFirstWordOnAPartStands() {
    Results results = results("failed");
    results.put(new BodyPartId(1), new PartOutcome.Done(true));
    assertThat(results.hasFailed()).isTrue();
    assertThat(results.all()).hasSize(1);
  }

  @Test
  void aWrongProofInAMessageIsNotAskedForByHttp() {
    Results results = new Results();
    results.put(BodyPartId.WHOLE, PartOutcome.failed(Reason.NOT_AUTHENTICATED, "wrong"));
    assertThat(results.http().status()).isEqualTo(403);
  }
}
