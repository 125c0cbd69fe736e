package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog;
import org.bequest.store.CertificateStore.Payment;
import org.bequest.store.CertificateStore.Recorded;
import org.bequest.store.RequestKey;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestState.Ruling;
import org.bequest.store.RequestStore.Changed;
import org.bequest.store.RequestStore.Opened;
import org.bequest.store.RequestStore.RequestQuery;
import org.junit.jupiter.api.Test;

/** What every RequestStore does. */
abstract class RequestStoreContract extends StoreContract {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST = 10;

  private static RequestRow request(String ticket) {
    return request(ticket, Optional.empty(), new RequestState.Waiting());
  }

  private static RequestRow request(
      String ticket, Optional<String> passwordId, RequestState state) {
    byte[] hash = Arrays.copyOf(ticket.getBytes(StandardCharsets.UTF_8), 32);
    return new RequestRow(
        ticket,
        new RequestKey("simpleenroll", "plant7", "otp:device-7", hash, new byte[32]),
        "CN=" + ticket,
        new byte[300],
        passwordId,
        Rows.NOW,
        Rows.NOW.plus(WEEK),
        DAY,
        0,
        state);
  }

  private static Ruling ruling(String by) {
    return new Ruling(by, Rows.NOW.plusSeconds(1), "known device");
  }

  private Opened open(RequestRow row) {
    return store.requests().open(row, MOST, Rows.audit(row.ticket()));
  }

  private Changed change(String ticket, RequestState next) {
    RequestRow row = store.requests().find(ticket).orElseThrow();
    return store.requests().change(row.become(next, Rows.NOW.plusSeconds(1)), Rows.audit(ticket));
  }

  private Recorded record(long serial, Optional<String> passwordId, String ticket) {
    return store
        .certificates()
        .record(
            Rows.certificate(serial),
            Rows.audit(ticket),
            new Payment(passwordId, Optional.of(ticket)));
  }

  private RequestState state(String ticket) {
    return store.requests().find(ticket).orElseThrow().state();
  }

  private Optional<Instant> spent(String passwordId) {
    return store.credentials().passwords().stream()
        .filter(p -> p.id().equals(passwordId))
        .findFirst()
        .flatMap(p -> p.spentAt());
  }

  private void addPassword(String id) {
    store.credentials().addPassword(Rows.password(id), Rows.audit(id));
  }

  @Test
  void aRequestIsFoundAsItWasByTicketAndByKeyAlsoAfterARestart() {
    RequestRow row = request("T1");
    assertThat(open(row)).isEqualTo(new Opened.Added());
    reopen();
    assertThat(store.requests().find("T1").orElseThrow()).usingRecursiveComparison().isEqualTo(row);
    assertThat(store.requests().find(row.key()).orElseThrow().ticket()).isEqualTo("T1");
    assertThat(store.requests().find("T2")).isEmpty();
    assertThat(store.requests().find(request("T2").key())).isEmpty();
  }

  @Test
  void everyPartOfAKeyCounts() {
    RequestKey key = request("T1").key();
    byte[] other = new byte[32];
    other[31] = 1;
    List<RequestKey> others =
        List.of(
            new RequestKey("simplereenroll", key.label(), key.identity(), other, other),
            new RequestKey(key.operation(), "", key.identity(), key.spkiSha256(), new byte[32]),
            new RequestKey(
                key.operation(), key.label(), "user:x", key.spkiSha256(), key.contentSha256()),
            new RequestKey(
                key.operation(), key.label(), key.identity(), other, key.contentSha256()),
            new RequestKey(key.operation(), key.label(), key.identity(), key.spkiSha256(), other),
            new RequestKey(
                key.operation(), "plant", "7otp:device-7", key.spkiSha256(), key.contentSha256()));
    assertThat(others).allSatisfy(o -> assertThat(o.fingerprint()).isNotEqualTo(key.fingerprint()));
  }

  @Test
  @Requirement("R7030-4.2.3-9")
  void aHundredRepeatsAtOnceOpenOneRequest() throws Exception {
    List<Callable<Opened>> tasks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      RequestRow same = request("T1");
      RequestRow another =
          new RequestRow(
              "T" + i,
              same.key(),
              same.subject(),
              same.csr(),
              same.passwordId(),
              same.createdAt(),
              same.expiresAt(),
              same.answerFor(),
              0,
              same.state());
      tasks.add(() -> open(another));
    }
    List<Opened> opened = all(tasks);
    assertThat(opened).filteredOn(new Opened.Added()::equals).hasSize(1);
    assertThat(opened).filteredOn(Opened.Present.class::isInstance).hasSize(99);
    assertThat(list("")).hasSize(1);
    assertThat(store.audit().after(0, 1000)).hasSize(1);
  }

  private static <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    }
  }

  @Test
  void ofTwoDecisionsTheFirstCounts() throws Exception {
    open(request("T1"));
    RequestRow read = store.requests().find("T1").orElseThrow();
    List<Callable<Changed>> tasks =
        IntStream.range(0, 50)
            .<Callable<Changed>>mapToObj(i ->
                () ->
                    store
                        .requests()
                        .change(
                            read.become(
                                i % 2 == 0
                                    ? new RequestState.Approved(ruling("operator:" + i))
                                    : new RequestState.Rejected(ruling("operator:" + i)),
                                Rows.NOW),
                            Rows.audit("T1")))
            .toList();
    assertThat(all(tasks)).containsOnlyOnce(Changed.CHANGED);
    assertThat(store.audit().after(0, 1000)).hasSize(2);
    assertThat(store.requests().find("T1").orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void anApprovedRequestIsIssuedOnceWithItsCertificateInOneCommit() throws Exception {
    open(request("T1"));
    change("T1", new RequestState.Approved(ruling("operator:admin")));
    List<Callable<Recorded>> tasks =
        IntStream.range(1, 51)
            .<Callable<Recorded>>mapToObj(i -> () -> record(i, Optional.empty(), "T1"))
            .toList();
    List<Recorded> recorded = all(tasks);
    assertThat(recorded).containsOnlyOnce(Recorded.COMMITTED);
    assertThat(recorded).filteredOn(Recorded.TICKET_SPENT::equals).hasSize(49);
    RequestState.Issued issued = (RequestState.Issued) state("T1");
    assertThat(issued.ruling()).contains(ruling("operator:admin"));
    assertThat(store.certificates().find(issued.issuer(), issued.serial())).isPresent();
    assertThat(IntStream.range(1, 51))
        .filteredOn(i -> store.certificates().find(Rows.ISSUER, BigInteger.valueOf(i)).isPresent())
        .hasSize(1);
    assertThat(store.audit().after(0, 1000)).hasSize(3);
    assertThat(store.audit().firstBroken()).isEmpty();
  }

  @Test
  void aRequestThatIsNotApprovedIsNotIssued() {
    open(request("waiting"));
    open(request("rejected"));
    change("rejected", new RequestState.Rejected(ruling("operator:admin")));
    addPassword("p");
    for (String ticket : List.of("waiting", "rejected", "unknown")) {
      assertThat(record(1, Optional.of("p"), ticket)).isEqualTo(Recorded.TICKET_SPENT);
    }
    assertThat(store.certificates().find(Rows.ISSUER, BigInteger.ONE)).isEmpty();
    assertThat(spent("p")).isEmpty();
    assertThat(state("waiting")).isEqualTo(new RequestState.Waiting());
  }

  @Test
  void anApprovalThatHasExpiredBuysNothing() {
    open(request("T1"));
    change("T1", new RequestState.Approved(ruling("operator:admin")));
    var late = Rows.certificate(Rows.ISSUER, BigInteger.ONE, Rows.NOW.plus(WEEK));
    assertThat(
            store
                .certificates()
                .record(late, Rows.audit("1"), new Payment(Optional.empty(), Optional.of("T1"))))
        .isEqualTo(Recorded.TICKET_SPENT);
  }

  @Test
  @Requirement("S-17")
  void aPasswordIsHeldByItsRequestPastItsOwnTimeAndBuysNothingElse() {
    addPassword("p");
    open(request("T1", Optional.of("p"), new RequestState.Waiting()));
    change("T1", new RequestState.Approved(ruling("operator:admin")));
    Instant late = Rows.password("p").expiresAt().plusSeconds(1);
    var certificate = Rows.certificate(Rows.ISSUER, BigInteger.ONE, late);
    Function<Optional<String>, Recorded> attempt =
        ticket ->
            store
                .certificates()
                .record(certificate, Rows.audit("1"), new Payment(Optional.of("p"), ticket));
    open(request("another"));
    change("another", new RequestState.Approved(ruling("operator:admin")));
    assertThat(store.requests().holds("p", late)).isTrue();
    assertThat(attempt.apply(Optional.empty())).isEqualTo(Recorded.PASSWORD_SPENT);
    assertThat(attempt.apply(Optional.of("another"))).isEqualTo(Recorded.PASSWORD_SPENT);
    assertThat(attempt.apply(Optional.of("T1"))).isEqualTo(Recorded.COMMITTED);
    assertThat(attempt.apply(Optional.of("T1"))).isEqualTo(Recorded.PASSWORD_SPENT);
    assertThat(store.requests().holds("p", late)).isTrue();
    assertThat(store.requests().holds("p", late.plus(DAY))).isFalse();
    assertThat(store.requests().holds("q", late)).isFalse();
  }

  @Test
  @Requirement("S-17")
  void aSpentExpiredOrWithdrawnPasswordOpensNoRequest() {
    addPassword("spent");
    store.certificates().record(Rows.certificate(1), Rows.audit("1"), Optional.of("spent"));
    for (String password : List.of("spent", "withdrawn")) {
      assertThat(open(request(password, Optional.of(password), new RequestState.Waiting())))
          .isEqualTo(new Opened.PasswordSpent());
      assertThat(store.requests().find(password)).isEmpty();
    }
  }

  @Test
  @Requirement("S-17")
  void ofTheRequestsOfOnePasswordTheNewestWaits() {
    addPassword("p");
    open(request("T1", Optional.of("p"), new RequestState.Waiting()));
    open(request("T2", Optional.of("p"), new RequestState.Waiting()));
    assertThat(state("T1")).isInstanceOf(RequestState.Failed.class);
    assertThat(state("T2")).isEqualTo(new RequestState.Waiting());
    assertThat(store.audit().after(0, 10))
        .extracting(AuditLog.Numbered::entry)
        .extracting(AuditEntry::action)
        .containsOnlyOnce("request.replace");
  }

  @Test
  @Requirement("S-17")
  void anAuthorityIsAskedForAPasswordOnceAndAFailureGivesItBack() {
    addPassword("p");
    var asking = new RequestState.Asking(Optional.empty(), "");
    assertThat(open(request("T1", Optional.of("p"), asking))).isEqualTo(new Opened.Added());
    assertThat(spent("p")).isPresent();
    assertThat(open(request("T2", Optional.of("p"), asking))).isEqualTo(new Opened.PasswordSpent());
    assertThat(change("T1", new RequestState.Asking(Optional.empty(), "up-1")))
        .isEqualTo(Changed.CHANGED);
    assertThat(state("T1")).isEqualTo(new RequestState.Asking(Optional.empty(), "up-1"));
    change("T1", new RequestState.Failed(Optional.empty(), "the other authority said no"));
    assertThat(spent("p")).isEmpty();
    assertThat(open(request("T2", Optional.of("p"), asking))).isEqualTo(new Opened.Added());
    assertThat(record(1, Optional.empty(), "T2")).isEqualTo(Recorded.COMMITTED);
    assertThat(state("T2")).isInstanceOf(RequestState.Issued.class);
    assertThat(spent("p")).isPresent();
  }

  @Test
  void anApprovedRequestThatAsksElsewhereSpendsItsPasswordOnce() {
    addPassword("p");
    open(request("T1", Optional.of("p"), new RequestState.Waiting()));
    change("T1", new RequestState.Approved(ruling("operator:admin")));
    var ruled = Optional.of(ruling("operator:admin"));
    assertThat(change("T1", new RequestState.Asking(ruled, ""))).isEqualTo(Changed.CHANGED);
    assertThat(spent("p")).isPresent();
    assertThat(change("T1", new RequestState.Asking(ruled, "up-1"))).isEqualTo(Changed.CHANGED);
    addPassword("q");
    open(request("T2", Optional.of("q"), new RequestState.Waiting()));
    change("T2", new RequestState.Approved(ruling("operator:admin")));
    store.certificates().record(Rows.certificate(9), Rows.audit("9"), Optional.of("q"));
    assertThat(change("T2", new RequestState.Asking(ruled, ""))).isEqualTo(Changed.PASSWORD_SPENT);
    assertThat(state("T2")).isInstanceOf(RequestState.Approved.class);
  }

  @Test
  void aQueueTakesAsManyAsItMayAndAgainWhenOneIsDecided() {
    for (int i = 0; i < MOST; i++) {
      assertThat(open(request("T" + i))).isEqualTo(new Opened.Added());
    }
    assertThat(open(request("late"))).isEqualTo(new Opened.Full());
    assertThat(open(request("T3"))).isInstanceOf(Opened.Present.class);
    change("T3", new RequestState.Rejected(ruling("operator:admin")));
    assertThat(open(request("late"))).isEqualTo(new Opened.Added());
  }

  @Test
  void aRequestThatIsOverAnswersForAWhileAndThenAnotherTakesItsPlace() {
    open(request("T1"));
    change("T1", new RequestState.Rejected(ruling("operator:admin")));
    RequestRow first = store.requests().find("T1").orElseThrow();
    assertThat(first.answers(Rows.NOW.plus(DAY))).isTrue();
    assertThat(open(again(first, "T2", Rows.NOW.plus(DAY)))).isInstanceOf(Opened.Present.class);
    assertThat(first.answers(Rows.NOW.plus(DAY).plusSeconds(1))).isFalse();
    assertThat(open(again(first, "T2", Rows.NOW.plus(DAY).plusSeconds(1))))
        .isEqualTo(new Opened.Added());
    assertThat(store.requests().find(first.key()).orElseThrow().ticket()).isEqualTo("T2");
    assertThat(state("T1")).isInstanceOf(RequestState.Rejected.class);
  }

  private static RequestRow again(RequestRow row, String ticket, Instant now) {
    return new RequestRow(
        ticket,
        row.key(),
        row.subject(),
        row.csr(),
        row.passwordId(),
        now,
        now.plus(WEEK),
        DAY,
        0,
        new RequestState.Waiting());
  }

  @Test
  void whatNobodyDecidesExpiresWithAnAuditEntryAndIsForgottenLater() {
    open(request("T1"));
    open(request("T2"));
    change("T2", new RequestState.Approved(ruling("operator:admin")));
    open(request("T3"));
    Instant end = Rows.NOW.plus(WEEK);
    assertThat(store.requests().expire(end.minusSeconds(1), 10)).isZero();
    assertThat(store.requests().find("T1").orElseThrow().expired(end)).isTrue();
    assertThat(store.requests().expire(end, 2)).isEqualTo(2);
    assertThat(store.requests().expire(end, 2)).isEqualTo(1);
    assertThat(state("T2"))
        .isEqualTo(new RequestState.Expired(Optional.of(ruling("operator:admin"))));
    assertThat(store.audit().after(0, 100)).hasSize(7);
    assertThat(store.requests().forget(end, 10)).isZero();
    assertThat(store.requests().forget(end.plus(DAY), 2)).isEqualTo(2);
    assertThat(store.requests().forget(end.plus(DAY), 2)).isEqualTo(1);
    assertThat(list("")).isEmpty();
  }

  @Test
  void aListIsNewestFirstInPagesAndFiltered() {
    for (int i = 0; i < 5; i++) {
      open(again(request("T" + i), "T" + i, Rows.NOW.plusSeconds(i / 2)));
    }
    change("T1", new RequestState.Rejected(ruling("operator:admin")));
    assertThat(tickets(new RequestQuery("", Optional.empty(), "", 3, "")))
        .containsExactly("T4", "T3", "T2");
    assertThat(tickets(new RequestQuery("", Optional.empty(), "", 3, "T2")))
        .containsExactly("T1", "T0");
    assertThat(tickets(new RequestQuery("rejected", Optional.empty(), "", 3, "")))
        .containsExactly("T1");
    assertThat(tickets(new RequestQuery("", Optional.of(""), "", 3, ""))).isEmpty();
    assertThat(tickets(new RequestQuery("", Optional.of("plant7"), "cn=t4", 3, "")))
        .containsExactly("T4");
    assertThat(tickets(new RequestQuery("", Optional.empty(), "DEVICE-7", 9, ""))).hasSize(5);
    assertThat(tickets(new RequestQuery("", Optional.empty(), "_", 9, ""))).isEmpty();
  }

  private List<String> tickets(RequestQuery query) {
    return store.requests().list(query).stream().map(RequestRow::ticket).toList();
  }

  private List<RequestRow> list(String state) {
    return store.requests().list(new RequestQuery(state, Optional.empty(), "", 1000, ""));
  }
}
