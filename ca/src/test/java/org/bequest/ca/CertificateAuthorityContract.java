package org.bequest.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.ca.testing.Device.dns;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;
import static org.bequest.ca.testing.TestHierarchy.refused;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bequest.ca.testing.Device;
import org.bequest.conformance.Requirement;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ContentVerifierProviderBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.junit.jupiter.api.Test;

/** What every authority does, whoever is behind it. */
public interface CertificateAuthorityContract {
  /** An authority that certifies P-256 keys for what a grant allows, and renews. */
  CertificateAuthority authority();

  /** What it has recorded, the newest first. */
  List<CertificateRow> recorded();

  /** Audit entries of an action. */
  List<AuditEntry> audited(String action);

  @Test
  default void certifiesTheKeyAndTheNameOfAGrantedRequest() {
    Device device = Device.create();
    X509CertificateHolder certificate =
        issued(authority().enroll(device.asks(named("CN=device-7"), "CN=device-7")));
    assertThat(certificate.getSubject()).hasToString("CN=device-7");
    assertThat(certificate.getSubjectPublicKeyInfo()).isEqualTo(device.signer().publicKey());
  }

  @Test
  @Requirement({"R7030-4.1.3-4", "R7030-4.1.3-5"})
  default void aCertificateChainsToARootWithTheAuthoritysCertificatesAlone() throws Exception {
    X509CertificateHolder at =
        issued(authority().enroll(Device.create().asks(named("CN=a"), "CN=a")));
    List<X509CertificateHolder> bag = authority().caCertificates();
    int steps = 0;
    while (!at.getSubject().equals(at.getIssuer())) {
      X509CertificateHolder child = at;
      at =
          bag.stream()
              .filter(c -> c.getSubject().equals(child.getIssuer()))
              .findFirst()
              .orElseThrow();
      assertThat(child.isSignatureValid(verifier(at))).isTrue();
      assertThat(steps++).isLessThan(10);
    }
    assertThat(at.isSignatureValid(verifier(at))).isTrue();
  }

  @Test
  @Requirement("S-05")
  default void refusesANameThatTheGrantDoesNotAllow() {
    Decision decision =
        authority().enroll(Device.create().asks(named("CN=device-8"), "CN=device-7"));
    assertThat(refused(decision).reason()).isEqualTo(Reason.BAD_NAMES);
  }

  @Test
  @Requirement("R7030-4.2.2-1")
  default void renewsACertificateUnderItsOwnNames() {
    Device device = Device.create();
    X509CertificateHolder old =
        issued(authority().enroll(device.asks(named("CN=device-9"), "CN=device-9")));
    Device rekeyed = Device.create();
    X509CertificateHolder renewed =
        issued(
            authority().reenroll(rekeyed.renews(old, rekeyed.csr(named("CN=device-9"), b -> b))));
    assertThat(renewed.getSubject()).isEqualTo(old.getSubject());
    assertThat(renewed.getSerialNumber()).isNotEqualTo(old.getSerialNumber());
    assertThat(renewed.getSubjectPublicKeyInfo()).isEqualTo(rekeyed.signer().publicKey());
  }

  @Test
  @Requirement("S-19")
  default void neverMakesAnAuthorityOfARequester() {
    X509CertificateHolder certificate =
        issued(authority().enroll(Device.create().asks(named("CN=b"), "CN=b")));
    BasicConstraints constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
    assertThat(constraints == null || !constraints.isCA()).isTrue();
  }

  @Test
  @Requirement("S-24")
  default void noTwoCertificatesHaveOneSerialNumber() {
    Set<BigInteger> serials = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      Device device = Device.create();
      serials.add(
          issued(authority().enroll(device.asks(named("CN=s" + i), "CN=s*"))).getSerialNumber());
    }
    assertThat(serials).hasSize(4).allMatch(s -> s.bitLength() >= 64);
  }

  @Test
  @Requirement("R7030-4.2.2-4")
  default void renewsACertificateWithTheSameKey() {
    Device device = Device.create();
    X509CertificateHolder old =
        issued(authority().enroll(device.asks(named("CN=device-4"), "CN=device-4")));
    X509CertificateHolder renewed =
        issued(authority().reenroll(device.renews(old, device.csr(named("CN=device-4"), b -> b))));
    assertThat(renewed.getSubjectPublicKeyInfo()).isEqualTo(old.getSubjectPublicKeyInfo());
    assertThat(renewed.getSerialNumber()).isNotEqualTo(old.getSerialNumber());
  }

  @Test
  @Requirement("R7030-4.2.2-2")
  default void doesNotRenewUnderOtherNames() {
    Device device = Device.create();
    X509CertificateHolder old =
        issued(authority().enroll(device.asks(named("CN=device-5"), "CN=device-5")));
    Decision decision =
        authority().reenroll(device.renews(old, device.csr(named("CN=device-6"), b -> b)));
    assertThat(refused(decision).reason()).isEqualTo(Reason.BAD_NAMES);
  }

  @Test
  @Requirement("S-05")
  default void certifiesAlternativeNamesOfTheGrantAndNoOthers() throws Exception {
    SubjectNames wanted = named("CN=device-3", dns("a.example"), dns("b.example"));
    X509CertificateHolder certificate =
        issued(authority().enroll(Device.create().asks(wanted, "CN=device-3", "dns:*.example")));
    assertThat(SubjectNames.ofCertificate(certificate).sameAs(wanted)).isTrue();
    Decision more =
        authority()
            .enroll(Device.create().asks(named("CN=c", dns("evil.test")), "CN=c", "dns:*.example"));
    assertThat(refused(more).reason()).isEqualTo(Reason.BAD_NAMES);
  }

  @Test
  @Requirement("S-76")
  default void nothingLeavesUnrecorded() throws Exception {
    CertificateAuthority authority = authority();
    X509CertificateHolder certificate =
        issued(authority.enroll(Device.create().asks(named("CN=r"), "CN=r")));
    byte[] encoded = certificate.getEncoded();
    assertThat(recorded())
        .filteredOn(r -> r.serial().equals(certificate.getSerialNumber()))
        .singleElement()
        .satisfies(r -> {
          assertThat(r.encoded()).isEqualTo(encoded);
          assertThat(r.identity()).isEqualTo("user:alice");
        });
    assertThat(audited("certificate.issue"))
        .extracting(AuditEntry::subject)
        .contains(certificate.getSerialNumber().toString(16));
  }

  @Test
  @Requirement("S-02")
  default void renewsNothingForSomebodyWithoutACertificate() {
    Decision decision = authority().reenroll(Device.create().asks(named("CN=x"), "CN=x"));
    assertThat(refused(decision).reason()).isEqualTo(Reason.FORBIDDEN);
  }

  private static ContentVerifierProvider verifier(X509CertificateHolder issuer) throws Exception {
    return new JcaX509ContentVerifierProviderBuilder()
        .setProvider(new BouncyCastleProvider())
        .build(issuer);
  }
}
