package org.bequest.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.secret.SealingKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.server.support.SteppingClock;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets.Kind;
import org.bequest.store.Store;
import org.bequest.store.sql.SqlStore;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final Secret SECRET = Secret.of("some secret of a device");

  @TempDir Path folder;
  private final SteppingClock clock = new SteppingClock();
  private Store store;
  private Vault vault;

  @BeforeEach
  void open() throws MalformedException {
    store = SqlStore.open(folder.resolve("bequest.db"));
    SealingKey key = SealingKey.of(SealingKey.newText());
    vault = new Vault(store.sharedSecrets(), () -> key, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aSecretIsOpenedForItsOwnerByItsReference() {
    add("a", Kind.KEY_ENCRYPTION, "device-7", "");
    try (SharedSecret found = named(Kind.KEY_ENCRYPTION, "a", otp("device-7")).orElseThrow()) {
      assertThat(found.octets()).isEqualTo(octets("secret of a"));
      assertThat(found.reference()).isEqualTo(octets("a"));
      assertThat(found.use("message").id()).isEqualTo("a");
    }
  }

  @Test
  @Requirement("S-31")
  void aSecretOfSomebodyElseIsNotFound() {
    add("a", Kind.KEY_ENCRYPTION, "device-7", "");
    assertThat(named(Kind.KEY_ENCRYPTION, "a", otp("device-8"))).isEmpty();
    assertThat(named(Kind.KEY_ENCRYPTION, "a", user("device-7"))).isEmpty();
    assertThat(named(Kind.KEY_ENCRYPTION, "A", otp("device-7"))).isEmpty();
    assertThat(vault.of(Kind.KEY_ENCRYPTION, otp("device-8"), "")).isEmpty();
  }

  @Test
  @Requirement("S-04")
  void aSecretForOneThingIsOfNoUseForAnother() {
    add("a", Kind.CMC, "device-7", "");
    assertThat(named(Kind.KEY_ENCRYPTION, "a", otp("device-7"))).isEmpty();
    assertThat(vault.of(Kind.PACKAGE_PASSWORD, otp("device-7"), "")).isEmpty();
  }

  @Test
  void aSecretBelongsToAnIdentityOrToTheNameInItsCertificate() {
    add("u", Kind.PACKAGE_PASSWORD, "user:plant7", "");
    add("d", Kind.PACKAGE_PASSWORD, "device-7", "");
    assertThat(owned(user("plant7"))).contains("u");
    assertThat(owned(holder("CN=device-7,O=Example", new Role.Itself()))).contains("d");
    assertThat(owned(both("cert:ca:1&user:plant7"))).contains("u");
  }

  @Test
  @Requirement("S-21")
  void nobodyIsNamedLikeAnotherIdentityAndARegistrarIsNoDevice() {
    add("u", Kind.PACKAGE_PASSWORD, "user:plant7", "");
    add("d", Kind.PACKAGE_PASSWORD, "device-7", "");
    assertThat(owned(holder("CN=user:plant7", new Role.Itself()))).isEmpty();
    assertThat(owned(holder("CN=device-7", new Role.Registrar("gate")))).isEmpty();
    assertThat(owned(user("x&device-7"))).isEmpty();
  }

  @Test
  void aSecretCountsUnderItsLabelAndOneOfAllLabelsComesAfterIt() {
    add("own", Kind.PACKAGE_PASSWORD, "device-7", "plant7");
    add("any", Kind.PACKAGE_PASSWORD, "device-7", "*");
    assertThat(vault.of(Kind.PACKAGE_PASSWORD, otp("device-7"), "plant7"))
        .map(SharedSecret::id)
        .contains("own");
    assertThat(vault.of(Kind.PACKAGE_PASSWORD, otp("device-7"), "plant8"))
        .map(SharedSecret::id)
        .contains("any");
    assertThat(vault.named(Kind.PACKAGE_PASSWORD, octets("own"), "plant8")).isEmpty();
  }

  @Test
  void theNewestOfSeveralCountsUnlessTheRequestNamesOne() {
    add("old", Kind.PACKAGE_PASSWORD, "device-7", "");
    clock.step(Duration.ofSeconds(1));
    add("new", Kind.PACKAGE_PASSWORD, "device-7", "");
    assertThat(owned(otp("device-7"))).contains("new");
    assertThat(named(Kind.PACKAGE_PASSWORD, "old", otp("device-7"))).isPresent();
  }

  @Test
  void whatCouldMeanTwoMeansNone() {
    seal(new Given("one", "ref", Kind.CMC, "device-7", ""), SECRET);
    assertThat(vault.named(Kind.CMC, octets("ref"), "")).isPresent();
    seal(new Given("two", "ref", Kind.CMC, "device-8", ""), SECRET);
    assertThat(vault.named(Kind.CMC, octets("ref"), "")).isEmpty();
    assertThat(named(Kind.CMC, "ref", otp("device-8")).map(SharedSecret::id)).contains("two");
  }

  @Test
  void anExpiredOrSpentSecretIsNotFound() {
    seal(Given.cmc("e", Duration.ofMinutes(1), false), SECRET);
    seal(Given.cmc("s", Duration.ofMinutes(10), true), SECRET);
    assertThat(vault.named(Kind.CMC, octets("e"), "")).isPresent();
    assertThat(vault.named(Kind.CMC, octets("s"), "")).isEmpty();
    clock.step(Duration.ofMinutes(1));
    assertThat(vault.named(Kind.CMC, octets("e"), "")).isEmpty();
  }

  @Test
  void aRowThatSomebodyChangedDoesNotOpen() {
    SealedSecret sealed =
        vault.seal(Given.cmc("a", Duration.ofMinutes(1), false).row(clock.instant()), SECRET);
    SealedSecret moved =
        new SealedSecret(
            sealed.id(),
            sealed.kind(),
            sealed.reference(),
            "device-8",
            sealed.label(),
            sealed.names(),
            sealed.sealed(),
            false,
            sealed.createdAt(),
            sealed.expiresAt(),
            Optional.empty());
    store.sharedSecrets().add(moved, audit());
    assertThatThrownBy(() -> vault.named(Kind.CMC, octets("a"), ""))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("The shared secret a");
  }

  @Test
  void theSealingKeyIsAskedForOnlyWhenThereIsSomethingToOpen() {
    Vault without =
        new Vault(
            store.sharedSecrets(),
            () -> {
              throw new SealException("no key");
            },
            clock);
    assertThat(without.named(Kind.CMC, octets("a"), "")).isEmpty();
    add("a", Kind.CMC, "device-7", "");
    assertThatThrownBy(() -> without.named(Kind.CMC, octets("a"), ""))
        .isInstanceOf(SealException.class);
  }

  @Test
  @Requirement("S-16")
  void anOpenedSecretDoesNotShowAndIsClearedWhenItIsClosed() {
    add("a", Kind.CMC, "device-7", "");
    SharedSecret found = vault.named(Kind.CMC, octets("a"), "").orElseThrow();
    assertThat(found).hasToString("SharedSecret[a, CMC]");
    found.close();
    assertThat(found.octets()).containsOnly(0);
  }

  private void add(String id, Kind kind, String identity, String label) {
    seal(new Given(id, id, kind, identity, label), Secret.of("secret of " + id));
  }

  private void seal(Given given, Secret secret) {
    store.sharedSecrets().add(vault.seal(given.row(clock.instant()), secret), audit());
  }

  private record Given(
      String id,
      String reference,
      Kind kind,
      String identity,
      String label,
      Optional<Duration> validity,
      boolean spent) {
    Given(String id, String reference, Kind kind, String identity, String label) {
      this(id, reference, kind, identity, label, Optional.empty(), false);
    }

    static Given cmc(String id, Duration validity, boolean spent) {
      return new Given(id, id, Kind.CMC, "device-7", "", Optional.of(validity), spent);
    }

    SealedSecret row(Instant now) {
      return new SealedSecret(
          id,
          kind,
          octets(reference),
          identity,
          label,
          List.of("CN=" + identity),
          new byte[0],
          false,
          now,
          validity.map(now::plus),
          spent ? Optional.of(now) : Optional.empty());
    }
  }

  private Optional<SharedSecret> named(Kind kind, String reference, Requester requester) {
    return vault.named(kind, octets(reference), requester, "");
  }

  private Optional<String> owned(Requester requester) {
    return vault.of(Kind.PACKAGE_PASSWORD, requester, "").map(SharedSecret::id);
  }

  private static Requester otp(String device) {
    return both("otp:" + device);
  }

  private static Requester user(String name) {
    return both("user:" + name);
  }

  private static Requester both(String identity) {
    return new Requester(identity, List.of(), Optional.empty(), Optional.empty());
  }

  private static Requester holder(String subject, Role role) {
    return new Requester(
        "cert:ca:1", List.of(), Optional.of(certificate(subject)), Optional.empty(), role);
  }

  private static X509CertificateHolder certificate(String subject) {
    KeyPair keys = TestKeys.p256();
    X500Name name = new X500Name(subject);
    var info = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    Date now = Date.from(Instant.now());
    try {
      return new X509v3CertificateBuilder(name, BigInteger.ONE, now, now, name, info)
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AuditEntry audit() {
    return new AuditEntry(Instant.EPOCH, "secret.add", "operator:admin", "x", "ok", Map.of());
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
