package org.bequest.ca.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bequest.ca.testing.Device.dns;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;
import static org.bequest.ca.testing.TestHierarchy.refused;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.der.Der;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.FailingSigner;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.ProvenCsr;
import org.bequest.crypto.SigningException;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuditEntry;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnrollTest {
  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

  private static @TempDir Path directory;
  private static TestHierarchy test;

  @BeforeAll
  static void create() {
    test = TestHierarchy.create(directory, KeyAlgorithm.P256);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  @Requirement({"R6402-2.8-1", "R6402-2.8-4", "R6402-2.8-5", "R8756-6.1-8", "S-05"})
  void otherNamesThanThePresentOnesAreGrantedAndThePresentOnesAreThoseOfTheCertificate() {
    LocalCa ca = test.under(ProfileConfig.DEFAULT);
    Device device = Device.create();
    X509CertificateHolder old = issued(ca.enroll(device.asks(named("CN=r-1"), "CN=r-1")));
    Device next = Device.create();
    ProvenCsr csr = next.csr(named("CN=r-1"), b -> b.changeSubjectName(named("CN=r-2")));
    X509CertificateHolder renamed = issued(ca.enroll(next.renews(old, csr, "CN=r-2")));
    assertThat(renamed.getSubject()).hasToString("CN=r-2");
    assertThat(refused(ca.enroll(next.renews(old, csr, "CN=r-3"))).reason())
        .isEqualTo(Reason.BAD_NAMES);
    assertThat(refused(ca.enroll(next.renews(old, csr))).reason()).isEqualTo(Reason.BAD_NAMES);
    ProvenCsr stranger = next.csr(named("CN=r-9"), b -> b.changeSubjectName(named("CN=r-2")));
    assertThat(refused(ca.enroll(next.renews(old, stranger, "CN=r-2"))).detail())
        .contains("RFC 6402");
  }

  @Test
  @Requirement("S-05")
  void everyAlternativeNameIsCheckedAgainstTheGrant() {
    LocalCa ca = test.under(ProfileConfig.DEFAULT);
    Device device = Device.create();
    SubjectNames names = named("CN=pump-1", dns("pump-1.a.example"), dns("pump-2.a.example"));
    Decision decision = ca.enroll(device.asks(names, "CN=pump-1", "dns:pump-1.a.example"));
    assertThat(refused(decision).reason()).isEqualTo(Reason.BAD_NAMES);
    X509CertificateHolder certificate =
        issued(ca.enroll(device.asks(names, "CN=pump-1", "dns:*.a.example")));
    assertThat(CertificateNames.of(certificate).sameAs(names)).isTrue();
  }

  @Test
  @Requirement("S-05")
  void aKindOfNameThatTheProfileDoesNotListIsRefusedWhateverTheGrant() {
    GeneralName id = new GeneralName(GeneralName.registeredID, "1.2.3");
    Decision decision =
        test.under(ProfileConfig.DEFAULT)
            .enroll(Device.create().asks(named("CN=b", id), "CN=b", "registered-id:1.2.3"));
    assertThat(refused(decision).detail()).contains("registered-id");
  }

  @Test
  void aRequestWithoutSubjectGetsTheOneNameOfItsGrant() {
    LocalCa ca = test.under(ProfileConfig.DEFAULT);
    assertThat(issued(ca.enroll(Device.create().asks(named(""), "CN=c"))).getSubject())
        .hasToString("CN=c");
    assertThat(refused(ca.enroll(Device.create().asks(named(""), "CN=c", "CN=d"))).reason())
        .isEqualTo(Reason.BAD_NAMES);
  }

  @Test
  void aGrantedSubjectIsBuiltFromTheGrantUnderTheBase() {
    ProfileConfig config =
        ProfileConfig.DEFAULT.withNames(
            new ProfileConfig.Names("granted", "O=Plant 7,C=DE", List.of(), false));
    Decision decision =
        test.under(config).enroll(Device.create().asks(named("CN=whatever,O=Evil"), "CN=e"));
    assertThat(issued(decision).getSubject()).hasToString("C=DE,O=Plant 7,CN=e");
  }

  @Test
  @Requirement("S-20")
  void eachRequestedExtensionIsCopiedReplacedOrRefusedAndAudited() throws Exception {
    ProfileConfig config = ProfileConfig.DEFAULT.withExtensions(Map.of("tls-feature", "copy"));
    Device device = Device.create();
    EnrollmentRequest request =
        device.asks(
            device.csr(
                named("CN=f"),
                b ->
                    b.extension(extension(TLS_FEATURE, DERNull.INSTANCE))
                        .extension(
                            extension(
                                Extension.keyUsage,
                                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)))),
            "CN=f");
    X509CertificateHolder certificate = issued(test.under(config).enroll(request));
    assertThat(certificate.getExtension(TLS_FEATURE)).isNotNull();
    assertThat(KeyUsage.fromExtensions(certificate.getExtensions()).getEncoded())
        .isEqualTo(new KeyUsage(KeyUsage.digitalSignature).getEncoded());
    AuditEntry audit = test.store().audited("certificate.issue").getLast();
    assertThat(audit.details())
        .containsEntry("extension.tls-feature", "copied")
        .containsEntry("extension.key-usage", "replaced")
        .containsEntry("request", "req-1");
    Decision refused = test.under(ProfileConfig.DEFAULT).enroll(request);
    assertThat(refused(refused).reason()).isEqualTo(Reason.UNSUPPORTED_EXTENSION);
  }

  @Test
  @Requirement("R5272-3.1-1")
  void aKeyUsageIsReplacedByOneThatOverlapsOrByOrderOfTheConfiguration() throws Exception {
    Device device = Device.create();
    Extension agreement = extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyAgreement));
    EnrollmentRequest request =
        device.asks(device.csr(named("CN=g"), b -> b.extension(agreement)), "CN=g");
    assertThat(refused(test.under(ProfileConfig.DEFAULT).enroll(request)).reason())
        .isEqualTo(Reason.UNSUPPORTED_EXTENSION);
    ProfileConfig ordered = ProfileConfig.DEFAULT.withExtensions(Map.of("key-usage", "replace"));
    assertThat(issued(test.under(ordered).enroll(request)).getSubject()).hasToString("CN=g");
  }

  @Test
  @Requirement("S-14")
  void aKeyThatIsCertifiedForSomebodyElseIsRefused() {
    LocalCa ca = test.under(ProfileConfig.DEFAULT);
    Device device = Device.create();
    issued(ca.enroll(device.asks(named("CN=g"), "CN=g")));
    assertThat(issued(ca.enroll(device.asks(named("CN=g"), "CN=g")))).isNotNull();
    assertThat(refused(ca.enroll(device.asks(named("CN=h"), "CN=h"))).reason())
        .isEqualTo(Reason.BAD_KEY);
  }

  @Test
  void aKeyOfAnotherKindIsRefusedWithTheListOfThoseAllowed() {
    ProfileConfig config =
        ProfileConfig.DEFAULT.withKeys(new ProfileConfig.Keys(List.of("p384"), true));
    Decision decision = test.under(config).enroll(Device.create().asks(named("CN=i"), "CN=i"));
    assertThat(refused(decision))
        .isEqualTo(new Decision.Refused(Reason.BAD_KEY, "the key is none of p384"));
  }

  @Test
  @Requirement("S-19")
  void aPasswordGetsNoPrivilegedCertificate() {
    ProfileConfig config =
        ProfileConfig.DEFAULT
            .withUsage(List.of("digital-signature"), List.of("cmc-ra"))
            .withPrivilege();
    Decision decision = test.under(config).enroll(Device.create().asks(named("CN=j"), "CN=j"));
    assertThat(refused(decision).reason()).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void nothingOutlivesTheIssuer() {
    ProfileConfig config =
        ProfileConfig.DEFAULT.withValidity(Duration.ofDays(20_000), Duration.ZERO);
    X509CertificateHolder certificate =
        issued(test.under(config).enroll(Device.create().asks(named("CN=k"), "CN=k")));
    Instant issuerEnd = test.authority().key().issuer().notAfter();
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(issuerEnd);
  }

  @Test
  @Requirement("S-17")
  void aOneTimePasswordBuysOneCertificateAmongAHundredRequests() throws Exception {
    LocalCa ca = test.under(ProfileConfig.DEFAULT);
    test.store().addPassword("password-l", test.clock().instant());
    Requester once =
        new Requester("otp:l", List.of("CN=l"), Optional.empty(), Optional.of("password-l"));
    Device device = Device.create();
    EnrollmentRequest request =
        new EnrollmentRequest(device.csr(named("CN=l"), b -> b), once, "", "r");
    List<Decision> decisions = inParallel(100, () -> ca.enroll(request));
    assertThat(decisions).filteredOn(d -> d instanceof Decision.Issued).hasSize(1);
    assertThat(decisions)
        .filteredOn(d -> d instanceof Decision.Refused)
        .allSatisfy(d -> assertThat(refused(d).reason()).isEqualTo(Reason.NOT_AUTHENTICATED));
  }

  @Test
  @Requirement("S-24")
  void aHundredThreadsGetAHundredSerialNumbers() throws Exception {
    LocalCa ca = test.under(ProfileConfig.DEFAULT);
    EnrollmentRequest request = Device.create().asks(named("CN=m"), "CN=m");
    List<Decision> decisions = inParallel(100, () -> ca.enroll(request));
    List<X509CertificateHolder> certificates =
        decisions.stream().map(TestHierarchy::issued).toList();
    assertThat(new HashSet<>(certificates.stream().map(c -> c.getSerialNumber()).toList()))
        .hasSize(100);
    assertThat(certificates)
        .allSatisfy(c -> assertThat(c.getSerialNumber().bitLength()).isBetween(64, 127));
  }

  @Test
  @Requirement("S-24")
  void aSerialNumberThatIsTakenIsDrawnAgainButNotForEver() {
    LocalCa ca = test.under(ProfileConfig.DEFAULT);
    test.store().pretendDuplicates(3);
    assertThat(issued(ca.enroll(Device.create().asks(named("CN=n"), "CN=n")))).isNotNull();
    test.store().pretendDuplicates(100);
    assertThatThrownBy(() -> ca.enroll(Device.create().asks(named("CN=o"), "CN=o")))
        .isInstanceOf(IllegalStateException.class);
    test.store().pretendDuplicates(0);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("S-76")
  void aSignerThatFailsLeavesNoRow(FailingSigner.Fault fault) throws Exception {
    KeyStoreFile.Entry entry =
        KeyStoreFile.read(directory.resolve("issuing.p12"), Secret.of("correct horse")).getFirst();
    KeyPair keys = new KeyPair(entry.chain().getFirst().getPublicKey(), entry.key());
    IssuingKey key =
        IssuingKey.of(
            new FailingSigner(PrivateKeySigner.of(keys), fault), test.authority().key().chain());
    LocalCa ca =
        new IssuingAuthority(key, test.store().stores(), CrlConfig.DEFAULT, test.clock())
            .under(Profile.of("device", ProfileConfig.DEFAULT), LabelRules.DEFAULT);
    int before = test.store().rows().size();
    Class<? extends Exception> expected =
        switch (fault) {
          case LOST -> SigningException.class;
          case WRONG -> IllegalStateException.class;
        };
    assertThatThrownBy(() -> ca.enroll(Device.create().asks(named("CN=p"), "CN=p")))
        .isInstanceOf(expected);
    assertThat(test.store().rows()).hasSize(before);
  }

  private static Extension extension(ASN1ObjectIdentifier id, ASN1Encodable value) {
    return new Extension(id, false, Der.encode(value));
  }

  private static <T> List<T> inParallel(int count, Callable<T> task) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        futures.add(threads.submit(task));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
