package org.bequest.ca.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;
import static org.bequest.ca.testing.TestHierarchy.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bequest.ca.local.CrlConfig;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.CaKeys;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.OpenSsl;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuthorityKeys.Role;
import org.bequest.store.StoreException;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roll-overs of an authority's keys, with the real database and real key files. */
class SuccessionTest {
  private static final String OPERATOR = "operator:admin";

  @TempDir Path directory;
  private TestHierarchy test;
  private Succession succession;

  @BeforeEach
  void create() {
    test = TestHierarchy.create(directory, KeyAlgorithm.P256);
    succession = open();
  }

  @AfterEach
  void close() {
    test.close();
  }

  /** What every start of a server does. */
  private Succession open() {
    return Succession.open(home(), CrlConfig.DEFAULT, test.clock());
  }

  private Succession.Home home() {
    KeyFolder folder =
        new KeyFolder(directory.resolve("issuing.p12"), () -> Secret.of("correct horse"));
    return new Succession.Home(folder, test.store().authorityKeys(), test.store().stores());
  }

  private static LocalCa devices(Succession succession) {
    return succession
        .authority()
        .under(Profile.of("device", ProfileConfig.DEFAULT), LabelRules.DEFAULT);
  }

  private RolloverStep start(Succession on, boolean issuingOnly) {
    RolloverSpec spec = RolloverSpec.like(on.authority().key(), issuingOnly);
    return on.start(spec, Optional.empty(), OPERATOR);
  }

  private void startedOn(Succession on, boolean issuingOnly) {
    test.clock().step(Duration.ofDays(30));
    assertThat(start(on, issuingOnly)).isInstanceOf(RolloverStep.Done.class);
  }

  private static List<Role> roles(Succession succession) {
    return succession.keys().stream().map(k -> k.row().role()).toList();
  }

  private X509CertificateHolder enrolled(Succession on, String name) {
    return issued(devices(on).enroll(Device.create().asks(named("CN=" + name), "CN=" + name)));
  }

  @Test
  void anAuthorityThatNeverRolledOverIsItsOneKey() {
    assertThat(succession.authority().generations().keys()).hasSize(1);
    assertThat(roles(succession)).containsExactly(Role.CURRENT);
    assertThat(test.store().authorityKeys().load().rows()).isEmpty();
    assertThat(succession.activate(OPERATOR)).isInstanceOf(RolloverStep.Refused.class);
    assertThat(succession.retire(false, OPERATOR)).isInstanceOf(RolloverStep.Unchanged.class);
  }

  @Test
  @Requirement({"R7030-4.1.3-4", "R7030-4.1.3-5", "R7030-4.1.3-6"})
  void aStartedRollOverPublishesFourCertificatesOfTwoRootKeysAndIssuesByTheOldOne() {
    X509CertificateHolder oldRoot = test.hierarchy().root().certificate();
    LocalCa ca = devices(succession);
    startedOn(succession, false);

    List<X509CertificateHolder> served = ca.caCertificates();
    List<X509CertificateHolder> ofTheRoot =
        served.stream().filter(c -> c.getSubject().equals(oldRoot.getSubject())).toList();
    assertThat(ofTheRoot).hasSize(4).contains(oldRoot);
    assertThat(ofTheRoot).allMatch(c -> c.getIssuer().equals(oldRoot.getSubject()));
    assertThat(ofTheRoot)
        .extracting(X509CertificateHolder::getSubjectPublicKeyInfo)
        .satisfies(keys -> assertThat(keys.stream().distinct()).hasSize(2));
    assertThat(served).hasSize(6).doesNotHaveDuplicates();
    X509CertificateHolder newRoot =
        ofTheRoot.stream()
            .max(Comparator.comparing(X509CertificateHolder::getNotAfter))
            .orElseThrow();
    assertThat(newRoot.getSubjectPublicKeyInfo()).isNotEqualTo(oldRoot.getSubjectPublicKeyInfo());
    assertThat(enrolled(succession, "a").getIssuer())
        .isEqualTo(test.hierarchy().issuing().certificate().getSubject());
  }

  @Test
  void linksHaveTheTimesOfRfc4210() {
    X509CertificateHolder oldRoot = test.hierarchy().root().certificate();
    startedOn(succession, false);
    IssuingKey next = succession.authority().generations().keys().getLast();
    X509CertificateHolder newRoot = next.chain().getLast();
    List<X509CertificateHolder> links =
        devices(succession).caCertificates().stream().skip(4).toList();
    assertThat(links).hasSize(2);
    X509CertificateHolder oldWithNew = links.getFirst();
    assertThat(oldWithNew.getSubjectPublicKeyInfo()).isEqualTo(oldRoot.getSubjectPublicKeyInfo());
    assertThat(oldWithNew.getNotBefore()).isEqualTo(oldRoot.getNotBefore());
    assertThat(oldWithNew.getNotAfter()).isEqualTo(oldRoot.getNotAfter());
    X509CertificateHolder newWithOld = links.getLast();
    assertThat(newWithOld.getSubjectPublicKeyInfo()).isEqualTo(newRoot.getSubjectPublicKeyInfo());
    assertThat(newWithOld.getNotBefore()).isEqualTo(newRoot.getNotBefore());
    assertThat(newWithOld.getNotAfter()).isEqualTo(oldRoot.getNotAfter());
  }

  @Test
  @Requirement({"R7030-4.1.3-5", "R7030-4.1.3-6"})
  void opensslVerifiesOldAndNewCertificatesUnderOldAndNewRootWithOnlyWhatIsServed()
      throws Exception {
    OpenSsl openssl = new OpenSsl(directory);
    X509CertificateHolder before = enrolled(succession, "before");
    assertThat(start(succession, false)).isInstanceOf(RolloverStep.Done.class);
    assertThat(succession.activate(OPERATOR)).isInstanceOf(RolloverStep.Done.class);
    X509CertificateHolder after = enrolled(succession, "after");

    List<X509CertificateHolder> served = devices(succession).caCertificates();
    Path bag = bag(openssl, served.stream().filter(c -> !selfSigned(c)).toList());
    for (X509CertificateHolder root : served.stream().filter(SuccessionTest::selfSigned).toList()) {
      Path anchor = openssl.pem("anchor.pem", "CERTIFICATE", root.getEncoded());
      for (X509CertificateHolder leaf : List.of(before, after)) {
        Path file = openssl.pem("leaf.pem", "CERTIFICATE", leaf.getEncoded());
        assertThat(
                OpenSsl.run(
                    "verify",
                    "-x509_strict",
                    "-purpose",
                    "sslclient",
                    "-CAfile",
                    anchor,
                    "-untrusted",
                    bag,
                    file))
            .isEqualTo(new OpenSsl.Result(0, file + ": OK\n"));
      }
    }
  }

  private Path bag(OpenSsl openssl, List<X509CertificateHolder> certificates) throws IOException {
    StringBuilder all = new StringBuilder();
    for (X509CertificateHolder certificate : certificates) {
      all.append(Files.readString(openssl.pem("one.pem", "CERTIFICATE", certificate.getEncoded())));
    }
    return Files.writeString(directory.resolve("bag.pem"), all);
  }

  private static boolean selfSigned(X509CertificateHolder certificate) {
    Extensions extensions = certificate.getExtensions();
    return Arrays.equals(
        SubjectKeyIdentifier.fromExtensions(extensions).getKeyIdentifier(),
        AuthorityKeyIdentifier.fromExtensions(extensions).getKeyIdentifierOctets());
  }

  @Test
  void afterActivationOldCertificatesAreRenewedUnderTheNewKeyAndRevokedUnderTheirOwn()
      throws Exception {
    Device device = Device.create();
    LocalCa ca = devices(succession);
    X509CertificateHolder old = issued(ca.enroll(device.asks(named("CN=pump"), "CN=pump")));
    startedOn(succession, false);
    succession.activate(OPERATOR);

    X509CertificateHolder renewed =
        issued(ca.reenroll(device.renews(old, Device.create().csr(named("CN=pump"), b -> b))));
    X509CertificateHolder issuer = succession.authority().key().certificate();
    assertThat(renewed.getIssuer()).isEqualTo(issuer.getSubject());
    assertThat(issuer.getSubject().toString()).isEqualTo("CN=Test Issuing CA G2");
    assertThat(succession.authority().find(old.getSerialNumber())).isPresent();
    assertThat(succession.authority().good(old.getEncoded(), old.getSerialNumber())).isPresent();

    assertThat(succession.authority().revoke(old.getSerialNumber(), 4, OPERATOR)).isPresent();
    succession.authority().publishCrl();
    List<X509CRLHolder> lists = new ArrayList<>();
    for (byte[] der : succession.authority().crls()) {
      lists.add(new X509CRLHolder(der));
    }
    assertThat(lists)
        .extracting(l -> l.getIssuer().toString())
        .containsExactly("CN=Test Issuing CA G2", "CN=Test Issuing CA");
    assertThat(lists.getFirst().getRevokedCertificate(old.getSerialNumber())).isNull();
    assertThat(lists.getLast().getRevokedCertificate(old.getSerialNumber())).isNotNull();
    assertThat(
            refused(ca.reenroll(device.renews(old, Device.create().csr(named("CN=pump"), b -> b))))
                .reason())
        .isEqualTo(Reason.REVOKED);
  }

  @Test
  void retiringIsRefusedWhileCertificatesAreInUseAndTakesEverythingOfTheOldKeyAway() {
    X509CertificateHolder old = enrolled(succession, "pump");
    startedOn(succession, false);
    assertThat(succession.retire(true, OPERATOR)).isInstanceOf(RolloverStep.Refused.class);
    succession.activate(OPERATOR);
    assertThat(succession.retire(false, OPERATOR))
        .isInstanceOfSatisfying(
            RolloverStep.Refused.class,
            r -> assertThat(r.why()).contains("in use: 1", "1 of their subjects have none"));

    test.clock().step(Duration.ofDays(365));
    assertThat(succession.retire(false, OPERATOR)).isInstanceOf(RolloverStep.Done.class);

    assertThat(roles(succession)).containsExactly(Role.RETIRED, Role.CURRENT);
    assertThat(devices(succession).caCertificates())
        .isEqualTo(succession.authority().key().chain());
    assertThat(succession.authority().crls()).hasSize(1);
    assertThat(succession.authority().find(old.getSerialNumber())).isEmpty();
    assertThat(succession.retire(false, OPERATOR)).isInstanceOf(RolloverStep.Unchanged.class);
  }

  @Test
  void everyStartFindsTheStateThatTheLastStepLeft() throws IOException {
    startedOn(succession, false);
    assertThat(open().authority().generations().certificates())
        .isEqualTo(succession.authority().generations().certificates());
    succession.activate(OPERATOR);
    Succession second = open();
    assertThat(second.authority().key().issuer().id())
        .isEqualTo(succession.authority().key().issuer().id());
    assertThat(second.authority().generations().certificates())
        .containsExactlyElementsOf(succession.authority().generations().certificates());
    succession.retire(true, OPERATOR);
    Files.delete(directory.resolve("issuing.p12"));
    assertThat(open().authority().generations().keys()).hasSize(1);
    assertThat(roles(open())).containsExactly(Role.RETIRED, Role.CURRENT);
  }

  @Test
  void aRollOverFollowsARollOver() {
    for (int number = 2; number <= 4; number++) {
      startedOn(succession, false);
      assertThat(succession.activate(OPERATOR)).isInstanceOf(RolloverStep.Done.class);
      assertThat(succession.authority().key().certificate().getSubject().toString())
          .isEqualTo("CN=Test Issuing CA G" + number);
    }
    assertThat(roles(succession)).containsExactly(Role.OLD, Role.OLD, Role.OLD, Role.CURRENT);
    assertThat(succession.authority().generations().presentedWith(succession.authority().key()))
        .as("issuing key, and links down to the first root")
        .hasSize(4);
    succession.retire(true, OPERATOR);
    assertThat(succession.authority().generations().certificates()).hasSize(2);
  }

  @Test
  void theIssuingKeyAloneIsReplacedUnderTheSameRoot() {
    startedOn(succession, true);
    succession.activate(OPERATOR);
    X509CertificateHolder root = test.hierarchy().root().certificate();
    assertThat(succession.authority().key().chain().getLast()).isEqualTo(root);
    assertThat(devices(succession).caCertificates()).hasSize(3).contains(root);
    assertThat(Files.exists(directory.resolve("root-2.p12"))).isFalse();
  }

  @Test
  void aRootKeyThatWasMovedAwayIsAskedForAndCanBeGiven() throws IOException {
    Path away = directory.resolve("safe.p12");
    Files.move(directory.resolve("root.p12"), away);
    assertThat(start(succession, false))
        .isInstanceOfSatisfying(
            RolloverStep.Refused.class,
            r -> assertThat(r.why()).contains("CN=Test Root CA", "moved away", "--root-key"));
    assertThat(Files.exists(directory.resolve("root-2.p12"))).isFalse();

    RolloverSpec spec = RolloverSpec.like(succession.authority().key(), false);
    IssuingKey wrong = CaKeys.open(directory.resolve("issuing.p12"), Secret.of("correct horse"));
    assertThat(succession.start(spec, Optional.of(wrong), OPERATOR))
        .isInstanceOfSatisfying(
            RolloverStep.Refused.class,
            r -> assertThat(r.why()).contains("is not that of CN=Test Root CA"));
    IssuingKey root =
        CaKeys.decode("root key", Files.readAllBytes(away), Secret.of("correct horse"));
    test.clock().step(Duration.ofDays(1));
    assertThat(succession.start(spec, Optional.of(root), OPERATOR))
        .isInstanceOf(RolloverStep.Done.class);
  }

  @Test
  void aNewRootThatEndsBeforeTheOldOneIsRefused() {
    RolloverSpec brief =
        new RolloverSpec(false, KeyAlgorithm.P384, Duration.ofDays(100), Duration.ofDays(50));
    assertThat(succession.start(brief, Optional.empty(), OPERATOR))
        .isInstanceOfSatisfying(
            RolloverStep.Refused.class,
            r -> assertThat(r.why()).contains("must end after the present one"));
  }

  @Test
  void anotherAlgorithmMayFollow() {
    RolloverSpec spec =
        new RolloverSpec(false, KeyAlgorithm.P384, Duration.ofDays(9_000), Duration.ofDays(4_000));
    assertThat(succession.start(spec, Optional.empty(), OPERATOR))
        .isInstanceOf(RolloverStep.Done.class);
    succession.activate(OPERATOR);
    assertThat(KeyAlgorithm.of(succession.authority().key().issuer().publicKey()))
        .contains(KeyAlgorithm.P384);
    assertThat(enrolled(succession, "a").getIssuer().toString()).endsWith("G2");
  }

  @Test
  void aStartThatIsKilledAtAnyRecordIsFinishedByTheSameCommand() {
    test.clock().step(Duration.ofDays(30));
    int kills = 0;
    while (true) {
      test.store().breakAtRecord(kills);
      Succession process = open();
      try {
        assertThat(start(process, false)).isInstanceOf(RolloverStep.Done.class);
        break;
      } catch (StoreException e) {
        kills++;
        test.store().breakAtRecord(-1);
        assertThat(roles(open())).containsExactly(Role.CURRENT);
        assertThat(enrolled(open(), "meanwhile-" + kills).getIssuer().toString())
            .isEqualTo("CN=Test Issuing CA");
      }
    }
    assertThat(kills).as("root, issuing, two links").isGreaterThanOrEqualTo(2);
    Succession restarted = open();
    assertThat(roles(restarted)).containsExactly(Role.CURRENT, Role.NEXT);
    assertThat(restarted.authority().generations().certificates()).hasSize(6);
  }

  @Test
  void twoOperatorsAtOnceMakeOneRollOver() throws Exception {
    test.clock().step(Duration.ofDays(30));
    Callable<RolloverStep> start = () -> start(succession, false);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(List.of(start, start, start)).stream().map(Future::resultNow))
          .filteredOn(RolloverStep.Done.class::isInstance)
          .hasSize(1);
    }
    assertThat(roles(succession)).containsExactly(Role.CURRENT, Role.NEXT);
    assertThat(test.store().audited("ca.rollover.start")).hasSize(1);
  }

  @Test
  void aStepOfAnotherProcessIsNoticedAtTheNextStep() {
    Succession other = open();
    startedOn(other, false);
    assertThat(start(succession, false)).isInstanceOf(RolloverStep.Unchanged.class);
    assertThat(succession.authority().generations().keys()).hasSize(2);
    other.activate(OPERATOR);
    assertThat(succession.activate(OPERATOR)).isInstanceOf(RolloverStep.Unchanged.class);
    assertThat(enrolled(succession, "x").getIssuer().toString()).endsWith("G2");
  }

  @Test
  void aFileThatHoldsAnotherKeyThanBeforeStopsTheStart() throws IOException {
    startedOn(succession, false);
    succession.activate(OPERATOR);
    Files.copy(
        directory.resolve("root.p12"),
        directory.resolve("issuing-2.p12"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::open)
        .isInstanceOf(CaKeyException.class)
        .hasMessageContaining("issuing-2.p12 holds another key than the database remembers");
  }

  @Test
  void eachStepIsAuditedWithItsOperator() {
    startedOn(succession, false);
    succession.activate(OPERATOR);
    succession.retire(true, OPERATOR);
    for (String step : List.of("start", "activate", "retire")) {
      assertThat(test.store().audited("ca.rollover." + step))
          .singleElement()
          .satisfies(e -> assertThat(e.actor()).isEqualTo(OPERATOR));
    }
  }
}
