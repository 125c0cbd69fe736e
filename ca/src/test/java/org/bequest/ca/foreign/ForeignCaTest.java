package org.bequest.ca.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.bequest.ca.testing.Device.dns;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;
import static org.bequest.ca.testing.TestHierarchy.refused;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Judge.Purpose;
import org.bequest.ca.Requester;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.ForeignBench;
import org.bequest.ca.testing.ForeignIssuer;
import org.bequest.ca.testing.ForeignIssuer.Wanted;
import org.bequest.conformance.Requirement;
import org.bequest.formats.wire.Reason;
import org.bequest.store.RequestStore.RequestQuery;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our rules before an authority elsewhere, our checks after it, and our memory around both. */
class ForeignCaTest {
  private @TempDir Path directory;
  private ForeignBench bench;
  private ForeignIssuer issuer;
  private final Device device = Device.create();
  private final List<Order> orders = new ArrayList<>();

  /** An authority that answers as a test says. */
  private final class Scripted implements Backend {
    private final Function<Order, Reply> answer;

    private Scripted(Function<Order, Reply> answer) {
      this.answer = answer;
    }

    @Override
    public Reply submit(Order order) {
      synchronized (orders) {
        orders.add(order);
      }
      return answer.apply(order);
    }

    @Override
    public List<X509CertificateHolder> caCertificates() {
      return List.of(issuer.certificate());
    }

    @Override
    public Optional<byte[]> csrAttributes() {
      return Optional.empty();
    }
  }

  @BeforeEach
  void open() {
    bench = ForeignBench.in(directory);
    issuer = new ForeignIssuer("Factory CA", bench.clock().instant());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private ForeignCa answering(Function<Order, Reply> answer) {
    return bench.authority(new Scripted(answer));
  }

  private ForeignCa issuing(Function<Wanted, X509CertificateHolder> certificate) {
    return answering(o -> new Reply.Certificates(List.of(certificate.apply(wanted(o)))));
  }

  private static Wanted wanted(Order order) {
    return new Wanted(order.names().subject(), order.request().csr().csr().subjectPublicKeyInfo());
  }

  private EnrollmentRequest request() {
    return device.asks(named("CN=device-7"), "CN=device-7");
  }

  private void isDiscarded(ForeignCa authority, String why) {
    assertThat(refused(authority.enroll(request())).reason()).isEqualTo(Reason.INTERNAL);
    assertThat(bench.store().rows()).isEmpty();
    assertThat(bench.audited("certificate.issue")).isEmpty();
    assertThat(bench.audited("certificate.discard"))
        .singleElement()
        .satisfies(e -> assertThat(e.details().get("why")).contains(why));
  }

  @Test
  @Requirement("S-02")
  void nobodyIsAskedForWhatOurOwnRulesRefuse() {
    ForeignCa authority = issuing(issuer::issues);
    assertThat(refused(authority.enroll(device.asks(named("CN=device-8"), "CN=device-7"))).reason())
        .isEqualTo(Reason.BAD_NAMES);
    EnrollmentRequest otherName =
        device.asks(named("CN=device-7", dns("evil.example")), "CN=device-7");
    assertThat(refused(authority.enroll(otherName)).reason()).isEqualTo(Reason.BAD_NAMES);
    assertThat(refused(authority.reenroll(request())).reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(authority.judge(Purpose.ENROLL, otherName)).isPresent();
    assertThat(authority.judge(Purpose.ENROLL, request())).isEmpty();
    assertThat(orders).isEmpty();
    assertThat(bench.store().requests().list(new RequestQuery("", Optional.empty(), "", 10, "")))
        .isEmpty();
  }

  @Test
  void aCertificateForAnotherKeyIsNotPassedOn() {
    var other = Device.create().signer().publicKey();
    isDiscarded(issuing(w -> issuer.issues(new Wanted(w.subject(), other))), "key of the request");
  }

  @Test
  @Requirement("S-05")
  void aCertificateForOtherNamesIsNotPassedOn() {
    isDiscarded(
        issuing(w -> issuer.issues(new Wanted(new X500Name("CN=device-8"), w.key()))),
        "the grant does not allow");
  }

  @Test
  @Requirement("S-05")
  void aCertificateWithOneMoreNameIsNotPassedOn() {
    isDiscarded(
        issuing(w -> issuer.issues(w.with(new GeneralNames(dns("evil.example"))))),
        "the grant does not allow");
  }

  @Test
  @Requirement("S-19")
  void nobodyIsMadeAnAuthorityByAnother() {
    isDiscarded(issuing(issuer::issuesAuthority), "makes an authority");
  }

  @Test
  @Requirement("S-19")
  void powerOverOthersIsNotPassedOn() throws Exception {
    var anything = new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage);
    Extension extension = new Extension(Extension.extendedKeyUsage, false, anything.getEncoded());
    isDiscarded(issuing(w -> issuer.issues(w.with(extension))), "power");
  }

  @Test
  void aCertificateOfAnotherIssuerIsNotPassedOn() {
    ForeignIssuer impostor = new ForeignIssuer("Factory CA", bench.clock().instant());
    isDiscarded(issuing(impostor::issues), "not issued by any");
  }

  @Test
  void aCertificateThatHasEndedIsNotPassedOn() {
    isDiscarded(issuing(w -> issuer.issues(w.of(Duration.ofMinutes(-1)))), "not valid now");
  }

  @Test
  void aCertificateThatOutlivesItsIssuerIsForTheLinterToRefuseOrToReport() {
    Function<Wanted, X509CertificateHolder> outliving =
        w -> issuer.issues(w.of(Duration.ofDays(5000)));
    isDiscarded(issuing(outliving), "WithinIssuerLifetime");

    ForeignRules reporting =
        ForeignBench.rules(ForeignRules.Unclear.ASK_AGAIN, ForeignRules.Lint.REPORT);
    Device second = Device.create();
    Backend backend =
        new Scripted(o -> new Reply.Certificates(List.of(outliving.apply(wanted(o)))));
    Decision decision =
        bench.authority(backend, reporting).enroll(second.asks(named("CN=b"), "CN=b"));
    assertThat(issued(decision).getSubject()).hasToString("CN=b");
  }

  @Test
  @Requirement("S-76")
  void theIntentIsCommittedBeforeAndTheCertificateBeforeItLeaves() {
    List<String> seen = new ArrayList<>();
    ForeignCa authority =
        answering(o -> {
          bench.audited("request.ask").forEach(e -> seen.add(e.subject()));
          return new Reply.Certificates(List.of(issuer.issues(wanted(o))));
        });
    X509CertificateHolder certificate = issued(authority.enroll(request()));

    assertThat(seen).containsExactly(orders.getFirst().attempt().ticket());
    assertThat(bench.store().rows())
        .singleElement()
        .satisfies(r -> {
          assertThat(r.serial()).isEqualTo(certificate.getSerialNumber());
          assertThat(r.identity()).isEqualTo("user:alice");
        });
    assertThat(bench.audited("certificate.issue"))
        .singleElement()
        .satisfies(e -> assertThat(e.details()).containsEntry("authority", "factory"));
  }

  @Test
  @Requirement("R7030-4.2.3-9")
  void aRepeatedRequestGetsTheCertificateThatWasIssued() {
    ForeignCa authority = issuing(issuer::issues);
    X509CertificateHolder certificate = issued(authority.enroll(request()));
    EnrollmentRequest again =
        device.asks(
            device.csr(named("CN=device-7"), b -> b.challengePassword("b3RoZXI=")), "CN=device-7");

    assertThat(issued(authority.enroll(again))).isEqualTo(certificate);
    assertThat(orders).hasSize(1);
    bench.clock().step(ForeignBench.ANSWER_FOR.plusSeconds(1));
    assertThat(issued(authority.enroll(again))).isNotEqualTo(certificate);
    assertThat(orders).hasSize(2);
  }

  @Test
  void oneRequestIsNeverAskedTwiceAtATime() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    ForeignCa authority =
        answering(o -> {
          begun.countDown();
          await(end);
          return new Reply.Certificates(List.of(issuer.issues(wanted(o))));
        });
    List<Decision> first = new ArrayList<>();
    Thread asking = Thread.ofVirtual().start(() -> first.add(authority.enroll(request())));
    await(begun);
    assertThat(authority.enroll(request())).isInstanceOf(Decision.Pending.class);
    end.countDown();
    asking.join();

    X509CertificateHolder certificate = issued(first.getFirst());
    assertThat(issued(authority.enroll(request()))).isEqualTo(certificate);
    assertThat(orders).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAttemptThatDiedWithItsProcessIsAskedAgainWhenItsTimeIsOver() {
    ForeignCa dying =
        answering(_ -> {
          throw new IllegalStateException("the process ends here");
        });
    assertThat(catchThrowable(() -> dying.enroll(request())))
        .isInstanceOf(IllegalStateException.class);
    ForeignCa restarted = issuing(issuer::issues);
    assertThat(restarted.enroll(request())).isInstanceOf(Decision.Pending.class);
    bench.clock().step(ForeignBench.ATTEMPT);

    assertThat(issued(restarted.enroll(request()))).isNotNull();
    assertThat(orders).extracting(o -> o.attempt().number()).containsExactly(1, 2);
    assertThat(orders)
        .extracting(o -> o.attempt().ticket())
        .containsOnly(orders.getFirst().attempt().ticket());
    assertThat(orders.get(1).attempt().csr()).isEqualTo(orders.get(0).attempt().csr());
  }

  @Test
  void noMoreThanAHandfulOfAnswersIsLostOfOneRequest() {
    ForeignCa authority = answering(_ -> new Reply.Unclear("the line broke", Optional.empty()));
    for (int i = 0; i < 20; i++) {
      assertThat(authority.enroll(request())).isInstanceOf(Decision.Pending.class);
      bench.clock().step(ForeignBench.RETRY);
    }
    assertThat(orders).hasSize(5);
    assertThat(bench.audited("request.unclear")).hasSize(5);
  }

  @Test
  void anAuthorityThatIsDownIsAskedAtTheNextPollOnly() {
    boolean[] up = {false};
    ForeignCa authority =
        answering(o ->
            up[0]
                ? new Reply.Certificates(List.of(issuer.issues(wanted(o))))
                : new Reply.Unreached("no route"));
    assertThat(authority.enroll(request())).isInstanceOf(Decision.Pending.class);
    assertThat(authority.enroll(request())).isInstanceOf(Decision.Pending.class);
    assertThat(orders).hasSize(1);
    up[0] = true;
    bench.clock().step(ForeignBench.RETRY);
    assertThat(issued(authority.enroll(request()))).isNotNull();
    assertThat(orders).hasSize(2);
  }

  @Test
  @Requirement("S-17")
  void oneOneTimePasswordIsWorthOneRequestThere() {
    bench.store().addPassword("otp-1", bench.clock().instant());
    ForeignCa authority = answering(_ -> new Reply.Waiting(Duration.ofMinutes(1)));
    assertThat(authority.enroll(paid(device))).isInstanceOf(Decision.Pending.class);
    assertThat(refused(authority.enroll(paid(Device.create()))).reason())
        .isEqualTo(Reason.NOT_AUTHENTICATED);
    assertThat(orders).hasSize(1);
  }

  private static EnrollmentRequest paid(Device who) {
    Requester once =
        new Requester(
            "otp:device-7", List.of("CN=device-7"), Optional.empty(), Optional.of("otp-1"));
    return new EnrollmentRequest(who.csr(named("CN=device-7"), b -> b), once, "", "r");
  }

  @Test
  void requestsThatWaitHaveALimit() {
    ForeignCa authority = answering(_ -> new Reply.Waiting(Duration.ofMinutes(1)));
    for (int i = 0; i < 3; i++) {
      var request = Device.create().asks(named("CN=device-" + i), "CN=device-*");
      assertThat(authority.enroll(request)).isInstanceOf(Decision.Pending.class);
    }
    assertThat(authority.enroll(request())).isInstanceOf(Decision.Later.class);
  }

  @Test
  void aRequestThatNobodyEverAnswersExpires() {
    ForeignCa authority = answering(_ -> new Reply.Unreached("no route"));
    authority.enroll(request());
    bench.clock().step(ForeignBench.PATIENCE.plusSeconds(1));
    assertThat(refused(authority.enroll(request())).reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(orders).hasSize(1);
  }

  @Test
  void anAuthorityThatGivesTheSameCertificateAgainDoesNoHarm() {
    X509CertificateHolder only =
        issuer.issues(new Wanted(new X500Name("CN=device-7"), device.signer().publicKey()));
    ForeignCa authority = answering(_ -> new Reply.Certificates(List.of(only)));
    assertThat(issued(authority.enroll(request()))).isEqualTo(only);
    bench.clock().step(ForeignBench.ANSWER_FOR.plusSeconds(1));
    assertThat(issued(authority.enroll(request()))).isEqualTo(only);
    assertThat(bench.store().rows()).hasSize(1);
  }
}
