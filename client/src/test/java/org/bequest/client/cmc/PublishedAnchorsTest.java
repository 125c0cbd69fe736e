package org.bequest.client.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bequest.client.fixture.CmcResponder;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cmc.CmcDigest;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.PublishTrustAnchors;
import org.junit.jupiter.api.Test;

class PublishedAnchorsTest {
  private final Instant now = Instant.now();
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestCa ca = TestCa.root("CN=root");
  private final TestCa next = TestCa.root("CN=next");
  private final CmcResponder responder = CmcResponder.of(ca);

  private static PublishedAnchors.Policy policy(
      Predicate<X509Certificate> permitted, Map<Octets, BigInteger> last) {
    return new PublishedAnchors.Policy(permitted, last, HOUR);
  }

  private PublishTrustAnchors publication(CmcDigest digest, long number) throws Exception {
    Octets hash = Octets.of(digest.of(next.certificate().getEncoded()));
    return new PublishTrustAnchors(BigInteger.valueOf(number), digest.identifier(), List.of(hash));
  }

  private FullResponse response(CmcResponder by, Control control, X509Certificate... bag)
      throws Exception {
    Dialogue dialogue = new Dialogue(FullRequest.by(new Sender.Unsigned()));
    PkiData request = CmcResponder.data(dialogue.message(now));
    byte[] answer = by.answer(request, List.of(control), bag);
    SignerTrust trust = new SignerTrust(List.of(ca.certificate()), List.of());
    Verdict.Granted granted = (Verdict.Granted) dialogue.answered(answer, trust, now);
    return ((Answer.Full) granted.answer()).response();
  }

  private PublishedAnchors judged(FullResponse response, PublishedAnchors.Policy policy) {
    return PublishedAnchors.in(response, policy, now).getFirst();
  }

  @Test
  @Requirement({
    "R5272-6.15-1",
    "R5272-6.15-5",
    "R5272-6.15-6",
    "R5274-4.1-17",
    "R5274-4.1-18",
    "R5274-4.2-26"
  })
  void anchorsAreTakenFromWhoMayPublishThemAndInTheirOrder() throws Exception {
    for (CmcDigest digest : List.of(CmcDigest.SHA1, CmcDigest.SHA256)) {
      FullResponse response = response(responder, publication(digest, 5), next.certificate());
      PublishedAnchors first = judged(response, policy(_ -> true, Map.of()));
      assertThat(first)
          .isInstanceOfSatisfying(
              PublishedAnchors.Accepted.class,
              accepted -> assertThat(accepted.anchors()).containsExactly(next.certificate()));
      Octets publisher = ((PublishedAnchors.Accepted) first).publisher();
      for (long last : new long[] {5, 6}) {
        assertThat(judged(response, policy(_ -> true, Map.of(publisher, BigInteger.valueOf(last)))))
            .isInstanceOf(PublishedAnchors.Rejected.class);
      }
      Octets another = Octets.of(new byte[] {1});
      assertThat(judged(response, policy(_ -> true, Map.of(another, BigInteger.TEN))))
          .isInstanceOf(PublishedAnchors.Accepted.class);
    }
  }

  @Test
  @Requirement("R5272-6.15-3")
  void whoIsNotPermittedPublishesNothing() throws Exception {
    FullResponse response =
        response(responder, publication(CmcDigest.SHA256, 1), next.certificate());
    assertThat(judged(response, policy(_ -> false, Map.of())))
        .isInstanceOf(PublishedAnchors.Rejected.class);
  }

  @Test
  @Requirement("R5272-6.15-4")
  void whatWasNotSignedNowIsNotTaken() throws Exception {
    for (Duration away : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
      FullResponse response =
          response(
              responder.at(now.plus(away)), publication(CmcDigest.SHA256, 1), next.certificate());
      assertThat(judged(response, policy(_ -> true, Map.of())))
          .isInstanceOf(PublishedAnchors.Rejected.class);
    }
  }

  @Test
  @Requirement("R5272-6.15-2")
  void aResponseThatLeadsToNoAnchorPublishesNothing() throws Exception {
    Dialogue dialogue = new Dialogue(FullRequest.by(new Sender.Unsigned()));
    PkiData request = CmcResponder.data(dialogue.message(now));
    byte[] answer =
        CmcResponder.of(next)
            .answer(
                request,
                new ArrayList<>(List.of(publication(CmcDigest.SHA256, 1))),
                next.certificate());
    SignerTrust trust = new SignerTrust(List.of(ca.certificate()), List.of());
    assertThat(dialogue.answered(answer, trust, now)).isInstanceOf(Verdict.Unbelievable.class);
  }

  @Test
  void anchorsThatDidNotComeAlongAreNotTaken() throws Exception {
    assertThat(
            judged(
                response(responder, publication(CmcDigest.SHA256, 1)), policy(_ -> true, Map.of())))
        .isInstanceOf(PublishedAnchors.Rejected.class);
    assertThat(
            PublishedAnchors.in(
                response(responder, new DataReturn(Octets.of(new byte[1]))),
                policy(_ -> true, Map.of()),
                now))
        .isEmpty();
  }
}
