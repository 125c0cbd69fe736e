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
import java.util.stream.Stream;
import org.bequest.ca.Decision;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.ProvenCsr;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReenrollTest {
  private static final ProfileConfig CHANGING =
      ProfileConfig.DEFAULT.withNames(
          new ProfileConfig.Names("requested", "", List.of("dns"), true));

  private static @TempDir Path directory;
  private static TestHierarchy test;
  private static int count;

  private LocalCa ca;
  private Device device;
  private String name;
  private SubjectNames names;
  private X509CertificateHolder old;

  @BeforeAll
  static void create() {
    test = TestHierarchy.create(directory, KeyAlgorithm.P256);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void enroll() {
    ca = test.under(ProfileConfig.DEFAULT);
    device = Device.create();
    name = "pump-" + count++;
    names = named("CN=" + name, dns(name + ".a.example"));
    old = issued(ca.enroll(device.asks(names, "CN=" + name, "dns:*.a.example")));
  }

  @Test
  @Requirement({"R7030-4.2.2-1", "R7030-4.2.2-2", "S-06"})
  void otherNamesThanThoseOfTheCertificateAreRefused() {
    for (SubjectNames other :
        List.of(
            named("CN=other", dns(name + ".a.example")),
            named("CN=" + name),
            named("CN=" + name, dns(name + ".a.example"), dns("more.a.example")),
            named("CN=" + name + ",O=More", dns(name + ".a.example")))) {
      Decision decision = ca.reenroll(device.renews(old, device.csr(other, b -> b)));
      assertThat(refused(decision).reason()).isEqualTo(Reason.BAD_NAMES);
    }
  }

  @Test
  void theNewCertificateKeepsTheOldEncodingOfTheName() throws Exception {
    RDN utf8 = new RDN(BCStyle.CN, new DERUTF8String("seven"));
    RDN printable = new RDN(BCStyle.CN, new DERPrintableString("SEVEN"));
    Device other = Device.create();
    SubjectNames first = SubjectNames.of(new X500Name(new RDN[] {utf8}));
    X509CertificateHolder certificate = issued(ca.enroll(other.asks(first, "CN=seven")));
    SubjectNames again = SubjectNames.of(new X500Name(new RDN[] {printable}));
    X509CertificateHolder renewed =
        issued(ca.reenroll(other.renews(certificate, other.csr(again, b -> b))));
    assertThat(renewed.getSubject().getEncoded()).isEqualTo(certificate.getSubject().getEncoded());
  }

  @Test
  @Requirement("R7030-4.2.2-4")
  void theProfileSaysWhetherARenewalMayKeepItsKey() {
    assertThat(issued(ca.reenroll(device.renews(old, device.csr(names, b -> b))))).isNotNull();
    ProfileConfig rekey =
        ProfileConfig.DEFAULT.withKeys(new ProfileConfig.Keys(List.of("p256"), false));
    LocalCa strict = test.under(rekey);
    assertThat(refused(strict.reenroll(device.renews(old, device.csr(names, b -> b)))).reason())
        .isEqualTo(Reason.KEY_REUSED);
    Device next = Device.create();
    assertThat(issued(strict.reenroll(next.renews(old, next.csr(names, b -> b))))).isNotNull();
  }

  @Test
  @Requirement("S-01")
  void aRevokedCertificateNeitherEnrolsNorRenews() {
    test.authority().revoke(old.getSerialNumber(), 1, "operator:ann");
    Decision renewal = ca.reenroll(device.renews(old, device.csr(names, b -> b)));
    assertThat(refused(renewal).reason()).isEqualTo(Reason.REVOKED);
    Decision enrolment = ca.enroll(device.renews(old, device.csr(names, b -> b)));
    assertThat(refused(enrolment).reason()).isEqualTo(Reason.REVOKED);
  }

  @Test
  @Requirement("S-01")
  void anExpiredCertificateDoesNotRenew() {
    test.clock().step(Duration.ofDays(91));
    Decision renewal = ca.reenroll(device.renews(old, device.csr(names, b -> b)));
    assertThat(refused(renewal).reason()).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void whoComesWithoutACertificateOrWithAForeignOneDoesNotRenew(@TempDir Path other) {
    assertThat(refused(ca.reenroll(device.asks(names, "CN=*"))).reason())
        .isEqualTo(Reason.FORBIDDEN);
    TestHierarchy foreign = TestHierarchy.create(other, KeyAlgorithm.P256);
    X509CertificateHolder stranger =
        issued(
            foreign
                .under(ProfileConfig.DEFAULT)
                .enroll(device.asks(names, "CN=*", "dns:*.a.example")));
    foreign.close();
    // The other authority has the same name: only the store can tell.
    assertThat(refused(ca.reenroll(device.renews(stranger, device.csr(names, b -> b)))).reason())
        .isEqualTo(Reason.REVOKED);
    X509CertificateHolder root = test.hierarchy().issuing().certificate();
    assertThat(refused(ca.reenroll(device.renews(root, device.csr(names, b -> b)))).reason())
        .isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  @Requirement("S-04")
  void aCertificateOfOneProfileIsNotRenewedUnderAnother() {
    LocalCa other =
        test.authority().under(Profile.of("gateway", ProfileConfig.DEFAULT), LabelRules.DEFAULT);
    assertThat(refused(other.reenroll(device.renews(old, device.csr(names, b -> b)))).reason())
        .isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  @Requirement("R7030-4.2.1-6")
  void aCertificateAloneEnrolsForItsOwnNamesAndNoOthers() {
    assertThat(
            CertificateNames.of(issued(ca.enroll(device.renews(old, device.csr(names, b -> b)))))
                .sameAs(names))
        .isTrue();
    Decision other = ca.enroll(device.renews(old, device.csr(named("CN=root"), b -> b)));
    assertThat(refused(other).reason()).isEqualTo(Reason.BAD_NAMES);
  }

  static Stream<SubjectNames> wanted() {
    return Stream.of(
        named("CN=new", dns("new.a.example")), named("CN=new"), named("", dns("new.a.example")));
  }

  @ParameterizedTest
  @MethodSource("wanted")
  @Requirement("R7030-4.2.2-3")
  void namesChangeWithinTheGrantWhenTheProfileLetsThem(SubjectNames wanted) {
    ProvenCsr csr = device.csr(names, b -> b.changeSubjectName(wanted));
    LocalCa changing = test.under(CHANGING);
    X509CertificateHolder changed =
        issued(changing.reenroll(device.renews(old, csr, "CN=new", "dns:new.a.example")));
    assertThat(CertificateNames.of(changed).sameAs(wanted)).isTrue();
    assertThat(refused(changing.reenroll(device.renews(old, csr, "CN=old"))).reason())
        .isEqualTo(Reason.BAD_NAMES);
    assertThat(refused(ca.reenroll(device.renews(old, csr, "CN=new"))).reason())
        .isEqualTo(Reason.BAD_NAMES);
    test.authority().revoke(changed.getSerialNumber(), 4, "test");
  }

  @Test
  void theRowSaysWhoAskedUnderWhichProfile() {
    assertThat(test.store().find(test.authority().key().issuer().id(), old.getSerialNumber()))
        .hasValueSatisfying(row -> {
          assertThat(row.profile()).isEqualTo("device");
          assertThat(row.identity()).isEqualTo("user:alice");
          assertThat(row.revocation()).isEqualTo(Optional.empty());
        });
  }
}
