package org.bequest.ca.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.ca.testing.Device.dns;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;
import static org.bequest.ca.testing.TestHierarchy.refused;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.ca.demand.DemandRules;
import org.bequest.ca.local.RenewalRules.KeyRule;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.Revocation;
import org.bequest.store.Lineage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of renewal of a label (security rule S-07, RFC 7030 4.2.2). */
class RenewalTest {
  private static final SubjectNames NAMES = named("CN=pump", dns("pump.a.example"));
  private static final RenewalRules ANY = RenewalRules.DEFAULT;

  private TestHierarchy test;
  private Device device;
  private X509CertificateHolder old;

  @BeforeEach
  void enroll(@TempDir Path directory) {
    test = TestHierarchy.create(directory, KeyAlgorithm.P256);
    device = Device.create();
    old = enrolled(under(ANY));
  }

  @AfterEach
  void close() {
    test.close();
  }

  private X509CertificateHolder enrolled(LocalCa ca) {
    return issued(ca.enroll(device.asks(NAMES, "CN=pump", "dns:*.a.example")));
  }

  private LocalCa under(RenewalRules rules) {
    return under("device", ProfileConfig.DEFAULT, rules);
  }

  private LocalCa under(String profile, ProfileConfig config, RenewalRules rules) {
    return test.authority()
        .under(Profile.of(profile, config), new LabelRules(DemandRules.NONE, rules));
  }

  private static RenewalRules keys(KeyRule rule) {
    return new RenewalRules(
        Optional.empty(),
        rule,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        true,
        Set.of());
  }

  private static RenewalRules times(Optional<Duration> window, Optional<Duration> maxLife) {
    return new RenewalRules(
        window, new KeyRule.Any(), maxLife, OptionalInt.empty(), Optional.empty(), true, Set.of());
  }

  private static RenewalRules succession(OptionalInt maxLive, Optional<Duration> revokeAfter) {
    return new RenewalRules(
        Optional.empty(),
        new KeyRule.Any(),
        Optional.empty(),
        maxLive,
        revokeAfter,
        true,
        Set.of());
  }

  private static RenewalRules doors(boolean enroll, String... profiles) {
    return new RenewalRules(
        Optional.empty(),
        new KeyRule.Any(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        enroll,
        Set.of(profiles));
  }

  private static EnrollmentRequest renews(Device asking, X509CertificateHolder certificate) {
    return asking.renews(certificate, asking.csr(NAMES, b -> b));
  }

  private CertificateRow row(X509CertificateHolder certificate) {
    return test.authority().find(certificate.getSerialNumber()).orElseThrow();
  }

  private static Decision.Refused refusal(Decision decision, Reason reason) {
    assertThat(refused(decision).reason()).isEqualTo(reason);
    return refused(decision);
  }

  @Test
  void aCertificateIsNotRenewedBeforeItsWindowOpens() {
    LocalCa ca = under(times(Optional.of(Duration.ofDays(30)), Optional.empty()));
    assertThat(refusal(ca.reenroll(renews(device, old)), Reason.FORBIDDEN).detail())
        .contains("not renewed before");
    test.clock().step(Duration.ofDays(60));
    assertThat(issued(ca.reenroll(renews(device, old)))).isNotNull();
  }

  @Test
  @Requirement("S-07")
  void aLineOfRenewalsEndsAndNoCertificateOutlivesIt() {
    LocalCa ca = under(times(Optional.empty(), Optional.of(Duration.ofDays(200))));
    X509CertificateHolder certificate = old;
    for (int i = 1; i <= 3; i++) {
      test.clock().step(Duration.ofDays(60));
      certificate = issued(ca.reenroll(renews(device, certificate)));
      assertThat(row(certificate).lineage().map(Lineage::renewals)).hasValue(i);
    }
    Duration life = Duration.between(row(old).issuedAt(), certificate.getNotAfter().toInstant());
    assertThat(life).isLessThanOrEqualTo(Duration.ofDays(200));
    assertThat(row(certificate).since()).isEqualTo(row(old).issuedAt());
    test.clock().step(Duration.ofDays(20));
    assertThat(refused(ca.reenroll(renews(device, certificate))).reason())
        .isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  @Requirement("S-07")
  void simpleenrollUnderTheOldCertificateStartsNoNewLine() {
    LocalCa ca = under(times(Optional.of(Duration.ofDays(30)), Optional.of(Duration.ofDays(95))));
    assertThat(refused(ca.enroll(renews(device, old))).detail()).contains("not renewed before");
    test.clock().step(Duration.ofDays(85));
    X509CertificateHolder renewed = issued(ca.enroll(renews(device, old)));
    assertThat(row(renewed).since()).isEqualTo(row(old).issuedAt());
    LocalCa other =
        under(
            "other",
            ProfileConfig.DEFAULT,
            times(Optional.empty(), Optional.of(Duration.ofDays(95))));
    assertThat(row(issued(other.enroll(renews(device, old)))).since())
        .as("a further certificate")
        .isEqualTo(row(old).issuedAt());
    test.clock().step(Duration.ofDays(10));
    assertThat(refused(other.enroll(renews(device, renewed))).detail())
        .contains("line of renewals ended");
  }

  @Test
  void aLabelCanKeepSimpleenrollForFirstCertificates() {
    assertThat(refusal(under(doors(false)).enroll(renews(device, old)), Reason.FORBIDDEN).detail())
        .contains("simplereenroll");
    assertThat(issued(under(doors(true)).enroll(renews(device, old)))).isNotNull();
  }

  @Test
  @Requirement({"R7030-4.2.2-4", "S-07"})
  void aKeyIsKeptSoOftenInARowAndThenChanged() {
    LocalCa ca = under(keys(new KeyRule.SameAtMost(2)));
    X509CertificateHolder first = issued(ca.reenroll(renews(device, old)));
    X509CertificateHolder second = issued(ca.reenroll(renews(device, first)));
    refusal(ca.reenroll(renews(device, second)), Reason.KEY_REUSED);
    Device next = Device.create();
    X509CertificateHolder third = issued(ca.reenroll(renews(next, second)));
    assertThat(row(third).lineage().map(Lineage::sameKey)).hasValue(0);
    assertThat(refusal(ca.reenroll(renews(device, third)), Reason.KEY_REUSED).detail())
        .as("the old key is not new again")
        .contains("certified before");
  }

  @Test
  @Requirement({"R7030-4.2.2-4", "S-07"})
  void aKeyIsCertifiedOnceWhereTheLabelWantsNewOnesButForALostAnswer() {
    LocalCa ca = under(keys(new KeyRule.New()));
    refusal(ca.reenroll(renews(device, old)), Reason.KEY_REUSED);
    Device next = Device.create();
    X509CertificateHolder lost = issued(ca.reenroll(renews(next, old)));
    X509CertificateHolder again = issued(ca.reenroll(renews(next, old)));
    assertThat(again.getSerialNumber()).isNotEqualTo(lost.getSerialNumber());
    refusal(ca.reenroll(renews(next, again)), Reason.KEY_REUSED);
  }

  @Test
  @Requirement("S-07")
  void aKeyThatWasReportedCompromisedIsNeverCertifiedAgain() {
    X509CertificateHolder other = issued(under(ANY).reenroll(renews(device, old)));
    test.authority().revoke(old.getSerialNumber(), 1, "operator:ann");
    for (Decision decision :
        List.of(
            under(ANY).reenroll(renews(device, other)),
            under(ANY).enroll(renews(device, other)),
            under(ANY).enroll(device.asks(NAMES, "CN=pump", "dns:*.a.example")))) {
      assertThat(refusal(decision, Reason.BAD_KEY).detail()).contains("compromised");
    }
    Device next = Device.create();
    assertThat(issued(under(ANY).reenroll(renews(next, other)))).isNotNull();
  }

  @Test
  void theOldCertificateIsRevokedInTheCommitOfItsRenewal() {
    LocalCa ca = under(succession(OptionalInt.of(1), Optional.of(Duration.ZERO)));
    issued(ca.reenroll(renews(device, old)));
    assertThat(row(old).revocation().map(Revocation::reason)).hasValue(4);
    refusal(ca.reenroll(renews(device, old)), Reason.REVOKED);
    assertThat(test.store().audited("certificate.revoke")).hasSize(1);
  }

  @Test
  void untilTheOldCertificateIsRevokedALostAnswerCanBeAskedForAgain() {
    Optional<Duration> day = Optional.of(Duration.ofDays(1));
    LocalCa ca = under(succession(OptionalInt.of(1), day));
    X509CertificateHolder lost = issued(ca.reenroll(renews(Device.create(), old)));
    assertThat(test.authority().revokeSuperseded()).isZero();
    X509CertificateHolder got = issued(ca.reenroll(renews(Device.create(), old)));
    test.clock().step(Duration.ofDays(1));
    assertThat(test.authority().revokeSuperseded()).isEqualTo(2);
    assertThat(row(old).revocation().map(Revocation::reason)).hasValue(4);
    assertThat(row(lost).revocation().map(Revocation::reason)).hasValue(4);
    assertThat(row(got).revocation()).isEmpty();
    assertThat(test.authority().revokeSuperseded()).isZero();
  }

  @Test
  @Requirement("S-07")
  void soManyCertificatesOfOneSubjectAreLiveAndNoMore() {
    LocalCa ca = under(succession(OptionalInt.of(2), Optional.empty()));
    enrolled(ca);
    X509CertificateHolder second = enrolled(ca);
    refusal(ca.enroll(device.asks(NAMES, "CN=pump", "dns:*.a.example")), Reason.FORBIDDEN);
    refusal(ca.reenroll(renews(device, second)), Reason.FORBIDDEN);
    Device other = Device.create();
    assertThat(issued(ca.enroll(other.asks(named("CN=fan"), "CN=fan")))).isNotNull();
    test.clock().step(Duration.ofDays(91));
    assertThat(enrolled(ca)).isNotNull();
  }

  @Test
  void aProfileGivesWayToAnotherWhereTheLabelSaysSo() {
    ProfileConfig server =
        ProfileConfig.DEFAULT.withUsage(List.of("digital-signature"), List.of("server-auth"));
    refusal(under("server", server, ANY).reenroll(renews(device, old)), Reason.FORBIDDEN);
    X509CertificateHolder changed =
        issued(under("server", server, doors(true, "device")).reenroll(renews(device, old)));
    assertThat(row(changed).profile()).isEqualTo("server");
    assertThat(row(changed).lineage().map(Lineage::previous)).hasValue(old.getSerialNumber());
  }

  @Test
  @Requirement({"R7030-3.3.2-4", "R7030-4.2.1-3"})
  void aCertificateThatCannotSignIsRenewedUnderAnotherOfTheSameNames() {
    ProfileConfig enciphering =
        ProfileConfig.DEFAULT.withUsage(List.of("key-encipherment"), List.of("email-protection"));
    Device cipher = Device.with(KeyAlgorithm.RSA_2048);
    LocalCa ca = under("cipher", enciphering, doors(true, "device"));
    X509CertificateHolder mail =
        issued(ca.enroll(cipher.asks(NAMES, "CN=pump", "dns:*.a.example")));
    X509CertificateHolder renewed = issued(ca.reenroll(renews(cipher, old)));
    assertThat(row(renewed).lineage().map(Lineage::previous)).hasValue(mail.getSerialNumber());
    assertThat(row(renewed).lineage().map(Lineage::sameKey)).hasValue(1);
    refusal(under("cipher", enciphering, ANY).reenroll(renews(cipher, old)), Reason.FORBIDDEN);
  }

  @Test
  void anExpiredCertificateRenewsItsOwnNamesWithinTheGrace() {
    ProfileConfig changing =
        ProfileConfig.DEFAULT.withNames(
            new ProfileConfig.Names("requested", "", List.of("dns"), true));
    LocalCa ca = under("device", changing, ANY);
    test.clock().step(Duration.ofDays(95));
    refusal(ca.reenroll(renews(device, old)), Reason.FORBIDDEN);
    Role late = new Role.Expired(Duration.ofDays(7));
    X509CertificateHolder renewed = issued(ca.reenroll(as(late, renews(device, old))));
    assertThat(row(renewed).lineage().map(Lineage::previous)).hasValue(old.getSerialNumber());
    EnrollmentRequest other =
        device.renews(old, device.csr(NAMES, b -> b.changeSubjectName(named("CN=fan"))), "CN=fan");
    refusal(ca.reenroll(as(late, other)), Reason.BAD_NAMES);
    test.clock().step(Duration.ofDays(3));
    refusal(ca.reenroll(as(late, renews(device, old))), Reason.FORBIDDEN);
  }

  private static EnrollmentRequest as(Role role, EnrollmentRequest request) {
    Requester asking = request.requester();
    return request.with(
        new Requester(
            asking.identity(), asking.names(), asking.certificate(), asking.passwordId(), role));
  }

  @Test
  @Requirement({"R7030-4.2.2-2", "R7030-4.2.2-3"})
  void changeSubjectNameNeedsAGrantForWhatIsNewAndNoneForWhatIsThere() {
    ProfileConfig changing =
        ProfileConfig.DEFAULT.withNames(
            new ProfileConfig.Names("requested", "", List.of("dns"), true));
    LocalCa ca = under("device", changing, ANY);
    SubjectNames onlySubject = named("CN=pump");
    SubjectNames onlyAlternative = named("", dns("pump.a.example"));
    SubjectNames more = named("CN=pump", dns("pump.a.example"), dns("new.a.example"));
    for (SubjectNames wanted : List.of(onlySubject, onlyAlternative)) {
      assertThat(CertificateNames.of(issued(ca.reenroll(changes(wanted)))).sameAs(wanted)).isTrue();
    }
    refusal(ca.reenroll(changes(more)), Reason.BAD_NAMES);
    assertThat(
            CertificateNames.of(issued(ca.reenroll(changes(more, "dns:new.a.example"))))
                .sameAs(more))
        .isTrue();
    assertThat(refusal(ca.reenroll(changes(named(""))), Reason.BAD_NAMES).detail())
        .contains("no name at all");
  }

  private EnrollmentRequest changes(SubjectNames wanted, String... grant) {
    return device.renews(old, device.csr(NAMES, b -> b.changeSubjectName(wanted)), grant);
  }

  @Test
  @Requirement("S-14")
  void aKeyGoesOnWithItsLineUnderAnotherNameAndIsNobodyElses() {
    ProfileConfig changing =
        ProfileConfig.DEFAULT.withNames(
            new ProfileConfig.Names("requested", "", List.of("dns"), true));
    LocalCa ca = under("device", changing, ANY);
    SubjectNames fan = named("CN=fan");
    X509CertificateHolder renamed = issued(ca.reenroll(changes(fan, "CN=fan")));
    assertThat(issued(ca.reenroll(device.renews(renamed, device.csr(fan, b -> b))))).isNotNull();
    refusal(ca.enroll(device.asks(named("CN=thief"), "CN=thief")), Reason.BAD_KEY);
  }
}
