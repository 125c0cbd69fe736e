package org.bequest.ca.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;
import static org.bequest.ca.testing.TestHierarchy.refused;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Judge;
import org.bequest.ca.Judge.Purpose;
import org.bequest.ca.Requester;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuditEntry;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore.Changed;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approval on top of an authority: the built-in one, and one that is elsewhere. */
class ApprovingAuthorityTest {
  private static final ApprovalRules RULES =
      new ApprovalRules(
          Set.of(Purpose.ENROLL),
          Duration.ofSeconds(30),
          Duration.ofDays(7),
          Duration.ofDays(1),
          10);

  private final Device device = Device.create();
  private TestHierarchy test;
  private LocalCa local;
  private EnrollmentRequest request;

  @BeforeEach
  void create(@TempDir Path directory) {
    test = TestHierarchy.create(directory, KeyAlgorithm.P256);
    local = test.under(ProfileConfig.DEFAULT);
    request = device.asks(named("CN=device-1"), "CN=device-*");
  }

  @AfterEach
  void close() {
    test.close();
  }

  private ApprovingAuthority over(CertificateAuthority authority, Judge judge) {
    var memory = new ApprovingAuthority.Memory(test.store().requests(), test.store(), test.clock());
    return new ApprovingAuthority(authority, judge, RULES, memory);
  }

  private static RequestRow row(TestHierarchy test, Decision decision) {
    String ticket = ((Decision.Pending) decision).ticket();
    return test.store().requests().find(ticket).orElseThrow();
  }

  private void approve(RequestRow row) {
    var ruling = new RequestState.Ruling("operator:test", test.clock().instant(), "");
    change(row, new RequestState.Approved(ruling));
  }

  private void change(RequestRow row, RequestState next) {
    var audit =
        new AuditEntry(
            test.clock().instant(), "test", "operator:test", row.ticket(), "ok", Map.of());
    assertThat(test.store().requests().change(row.become(next, test.clock().instant()), audit))
        .isEqualTo(Changed.CHANGED);
  }

  @Test
  @Requirement({"R7030-4.2-6", "R7030-4.2.3-9"})
  void whatIsApprovedIsIssuedOnceAndGivenAgain() {
    ApprovingAuthority authority = over(local, local);
    Decision first = authority.enroll(request);
    assertThat(first).isInstanceOf(Decision.Pending.class);
    assertThat(authority.enroll(device.asks(named("CN=device-1"), "CN=device-*"))).isEqualTo(first);
    approve(row(test, first));
    X509CertificateHolder issued = issued(authority.enroll(request));
    Decision.Issued again = (Decision.Issued) authority.enroll(request);
    assertThat(again.certificate()).isEqualTo(issued);
    assertThat(again.chain()).isEqualTo(local.caCertificates());
    assertThat(test.store().audited("request.open")).hasSize(1);
  }

  @Test
  void whatWouldBeRefusedIsRefusedWithoutATicketAlsoWhileItWaits() {
    ApprovingAuthority authority = over(local, local);
    EnrollmentRequest elsewhere = device.asks(named("CN=robot"), "CN=device-*");
    assertThat(refused(authority.enroll(elsewhere)).reason()).isEqualTo(Reason.BAD_NAMES);
    assertThat(test.store().audited("request.open")).isEmpty();
    authority.enroll(request);
    EnrollmentRequest narrowed = device.asks(named("CN=device-1"), "CN=other-*");
    assertThat(refused(authority.enroll(narrowed)).reason()).isEqualTo(Reason.BAD_NAMES);
  }

  @Test
  @Requirement("S-01")
  void theRulesOfTheMomentOfIssuingCount() {
    ApprovingAuthority authority = over(local, local);
    X509CertificateHolder own = issued(local.enroll(request));
    EnrollmentRequest holders =
        device.renews(own, device.csr(named("CN=device-2"), b -> b), "CN=device-*");
    RequestRow row = row(test, authority.enroll(holders));
    approve(row);
    test.authority().revoke(own.getSerialNumber(), 1, "operator:test");
    assertThat(refused(authority.enroll(holders)).reason()).isEqualTo(Reason.REVOKED);
    assertThat(test.store().requests().find(row.ticket()).orElseThrow().state())
        .isInstanceOf(RequestState.Approved.class);
  }

  @Test
  void whatNeedsNoApprovalGoesStraightThrough() {
    X509CertificateHolder own = issued(local.enroll(request));
    ApprovingAuthority authority = over(local, local);
    Device another = Device.create();
    assertThat(authority.reenroll(another.renews(own, another.csr(named("CN=device-1"), b -> b))))
        .isInstanceOf(Decision.Issued.class);
  }

  /** An authority that is asked over the network may take its time, and keeps the same row. */
  @Test
  void anApprovedRequestIsPassedOnWithItsTicketUntilTheOtherAuthorityHasAnswered() {
    List<Optional<String>> tickets = new ArrayList<>();
    ApprovingAuthority authority =
        over(
            new Elsewhere(
                local,
                asked -> {
                  tickets.add(asked.ticket());
                  return new Decision.Pending("upstream", Duration.ofMinutes(1));
                }),
            (_, _) -> Optional.empty());
    RequestRow row = row(test, authority.enroll(request));
    assertThat(tickets).isEmpty();
    approve(row);
    assertThat(authority.enroll(request))
        .isEqualTo(new Decision.Pending("upstream", Duration.ofMinutes(1)));
    RequestRow approved = test.store().requests().find(row.ticket()).orElseThrow();
    change(approved, new RequestState.Asking(approved.state().decision(), "up-1"));
    authority.enroll(request);
    RequestRow asking = test.store().requests().find(row.ticket()).orElseThrow();
    change(asking, new RequestState.Failed(asking.state().decision(), "it said no"));
    authority.enroll(request);
    assertThat(tickets).hasSize(3).containsOnly(Optional.of(row.ticket()));
  }

  @Test
  @Requirement("S-17")
  void anotherPasswordIsAnotherRequest() {
    test.store().addPassword("p", test.clock().instant());
    test.store().addPassword("q", test.clock().instant());
    ApprovingAuthority authority = over(local, local);
    RequestRow first = row(test, authority.enroll(paid("p")));
    var ruling = new RequestState.Ruling("operator:test", test.clock().instant(), "no");
    change(first, new RequestState.Rejected(ruling));
    assertThat(authority.enroll(paid("p"))).isInstanceOf(Decision.Refused.class);
    assertThat(authority.enroll(paid("q"))).isInstanceOf(Decision.Pending.class);
  }

  private EnrollmentRequest paid(String passwordId) {
    Requester requester =
        new Requester(
            "otp:device-1", List.of("CN=device-1"), Optional.empty(), Optional.of(passwordId));
    return new EnrollmentRequest(request.csr(), requester, "", "req-1");
  }

  /** An authority whose answers a test makes up. */
  private record Elsewhere(LocalCa names, Function<EnrollmentRequest, Decision> decide)
      implements CertificateAuthority {
    @Override
    public Decision enroll(EnrollmentRequest asked) {
      return decide.apply(asked);
    }

    @Override
    public Decision reenroll(EnrollmentRequest asked) {
      return decide.apply(asked);
    }

    @Override
    public List<X509CertificateHolder> caCertificates() {
      return names.caCertificates();
    }

    @Override
    public byte[] csrAttributes() {
      return names.csrAttributes();
    }
  }
}
