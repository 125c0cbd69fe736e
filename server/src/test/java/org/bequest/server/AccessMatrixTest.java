package org.bequest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.http.DigestAlgorithm;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageErrorCode;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.SirEntityName;
import org.bequest.formats.wire.EstOperation;
import org.bequest.server.config.LabelSettings.Authentication;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.DigestAnswer;
import org.bequest.server.support.ForeignPki;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.server.support.TokenMaker;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Security rules S-02, S-03, S-04: who asks × what is asked for × under which label. Each cell is a
 * request over TLS to a configured server, and the status that it has to get.
 */
class AccessMatrixTest {
  /** Operations that answer 501, whoever asks. */
  private static final Set<EstOperation> NOT_OFFERED =
      EnumSet.of(
          EstOperation.PAL,
          EstOperation.EE_CERTS,
          EstOperation.SYMMETRIC_KEYS,
          EstOperation.SYMMETRIC_KEYS_RETURN,
          EstOperation.FIRMWARE,
          EstOperation.FIRMWARE_RETURN,
          EstOperation.TAMP,
          EstOperation.TAMP_RETURN);

  /** An error about a package that nobody was sent. */
  private static final byte[] UNKNOWN =
      new Content(
              CmsOids.KEY_PACKAGE_ERROR,
              KeyPackageError.of(
                      Optional.of(PackageId.of(new byte[16])),
                      SirEntityName.of(new X500Name("CN=device")),
                      KeyPackageErrorCode.of(EnumeratedErrorCode.DECRYPT_FAILURE))
                  .encode())
          .encode();

  /** Which rows show an authenticator at work. */
  private static final Map<String, String> ROW_OF_AUTHENTICATOR =
      Map.of(
          "client-certificate", "own",
          "basic", "user",
          "digest", "digest",
          "bearer", "token",
          "one-time-password", "otp");

  private static final String PROFILES =
      """

        registrar:
          extended-key-usage: [client-auth, cmc-ra]
          privileged: true
        brief:
          validity: 1h
      """;

  /**
   * Somebody who asks.
   *
   * @param key of the request
   */
  private record Asker(@Nullable TlsIdentity identity, KeyPair key, String subject) {
    static Asker named(String subject) {
      return new Asker(null, TestKeys.p256(), subject);
    }

    static Asker with(TlsIdentity identity, String subject) {
      return new Asker(identity, TestKeys.p256(), subject);
    }
  }

  private static final TokenMaker ISSUER = new TokenMaker("k1");

  private static @TempDir Path folder;
  private static ConfiguredEst est;
  private static final Map<String, Asker> ASKERS = new HashMap<>();

  @BeforeAll
  static void start() throws IOException {
    ForeignPki acme = new ForeignPki("Acme", Instant.now());
    Path root = acme.trustIn(folder);
    acme.publish(folder, Instant.now());
    Path keys = Files.writeString(folder.resolve("keys.json"), TokenMaker.keySet(ISSUER));
    est = new ConfiguredEst(folder, PROFILES, AccessTables.labels(root, folder, keys));
    TlsIdentity expired = est.enrolled("device-expired", "brief");
    est.clock().step(Duration.ofHours(2));
    ASKERS.put("expired", Asker.with(expired, "CN=device-expired"));
    for (String name : List.of("nobody", "wrong-password", "otp", "otp-spent", "otp-elsewhere")) {
      ASKERS.put(name, Asker.named("CN=device-" + name));
    }
    for (String name : List.of("digest", "token", "token-forged")) {
      ASKERS.put(name, Asker.named("CN=device-" + name));
    }
    ASKERS.put("user", Asker.named("CN=device-user"));
    ASKERS.put("user-elsewhere", Asker.named("CN=device-user"));
    own("own");
    own("own-and-user");
    revoked("revoked");
    revoked("revoked-and-user");
    ASKERS.put(
        "manufacturer", Asker.with(acme.device(ForeignPki.Wanted.device("4711")), "CN=4711"));
    ForeignPki other = new ForeignPki("Other", Instant.now());
    ASKERS.put("stranger", Asker.with(other.device(ForeignPki.Wanted.device("4711")), "CN=4711"));
    ASKERS.put("registrar", Asker.with(registrar("ra-1"), "CN=device-90"));
    ASKERS.put("unlisted-ra", Asker.with(registrar("ra-2"), "CN=device-91"));
    var service = est.deployment().parts().certificates();
    ASKERS.put("operator", Asker.with(TestEst.identity(service.operator("joe")), "CN=joe"));
    ASKERS.put(
        "server",
        Asker.with(TestEst.identity(service.server(List.of("localhost"))), "CN=localhost"));
    est.user("user");
    est.user("user-elsewhere", "brief", List.of("CN=device-*"));
  }

  private static TlsIdentity own(String name) {
    TlsIdentity own = est.enrolled("device-" + name);
    ASKERS.put(name, Asker.with(own, "CN=device-" + name));
    return own;
  }

  private static void revoked(String name) {
    BigInteger serial = own(name).certificate().getSerialNumber();
    est.deployment().parts().authority().revoke(serial, CRLReason.keyCompromise, "operator:test");
  }

  private static TlsIdentity registrar(String name) {
    KeyPair keys = TestKeys.p256();
    String path = "/.well-known/est/registrars/simpleenroll";
    HttpReply reply = est.post(est.enrolled(name), path, TestKeys.csr("CN=" + name, keys));
    return ConfiguredEst.identity(keys, reply);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  /** A cell of the table. */
  private record Cell(String who, EstOperation operation, String label, int status) {
    @Override
    public String toString() {
      return who + " " + operation.path() + " under " + label + ": " + status;
    }
  }

  private static List<Cell> cells() {
    return Stream.of(AccessTables.TABLE, AccessTables.MORE)
        .flatMap(table -> cells(table).stream())
        .toList();
  }

  private static List<Cell> cells(String table) {
    List<List<List<String>>> lines = table.lines().map(AccessMatrixTest::groups).toList();
    List<EstOperation> operations = new ArrayList<>();
    List<String> labels = lines.get(1).stream().skip(1).flatMap(List::stream).toList();
    for (int i = 1; i < lines.getFirst().size(); i++) {
      List<String> named = lines.getFirst().get(i);
      for (int j = 0; j < lines.get(1).get(i).size(); j++) {
        operations.add(operation(named.get(Math.min(j, named.size() - 1))));
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (List<List<String>> line : lines.subList(2, lines.size())) {
      List<String> statuses = line.stream().skip(1).flatMap(List::stream).toList();
      for (int i = 0; i < statuses.size(); i++) {
        String who = line.getFirst().getFirst();
        int status = Integer.parseInt(statuses.get(i));
        cells.add(new Cell(who, operations.get(i), labels.get(i), status));
      }
    }
    return cells;
  }

  private static List<List<String>> groups(String line) {
    return Arrays.stream(line.split("\\|", -1))
        .map(group -> List.of(group.strip().split(" +", -1)))
        .toList();
  }

  private static EstOperation operation(String path) {
    return Arrays.stream(EstOperation.values())
        .filter(o -> o.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  @Requirement({"S-02", "S-03", "S-04"})
  Stream<DynamicTest> everyCellGetsItsStatus() {
    return cells().stream().map(c -> DynamicTest.dynamicTest(c.toString(), () -> check(c)));
  }

  private static void check(Cell cell) {
    HttpReply reply = ask(cell.who(), cell.operation(), cell.label());
    assertThat(reply.status()).as(cell + " " + reply.text()).isEqualTo(cell.status());
  }

  @TestFactory
  @Requirement("S-03")
  Stream<DynamicTest> whatIsNotOfferedIsNotOfferedToAnybody() {
    return NOT_OFFERED.stream()
        .flatMap(o ->
            Stream.of("nobody", "own", "registrar", "operator")
                .map(who -> new Cell(who, o, "all", 501)))
        .map(c -> DynamicTest.dynamicTest(c.toString(), () -> check(c)));
  }

  @Test
  @Requirement("S-02")
  void everyOperationHasAColumn() {
    Set<EstOperation> all = EnumSet.copyOf(NOT_OFFERED);
    cells().forEach(c -> all.add(c.operation()));
    assertThat(all).containsExactlyInAnyOrder(EstOperation.values());
  }

  @Test
  @Requirement("S-02")
  void everyAuthenticatorHasARow() {
    Set<String> words =
        Arrays.stream(Authentication.values())
            .map(a -> a.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.toSet());
    assertThat(ROW_OF_AUTHENTICATOR.keySet()).containsExactlyInAnyOrderElementsOf(words);
    assertThat(ROW_OF_AUTHENTICATOR.values())
        .allMatch(row -> cells().stream().anyMatch(c -> c.who().equals(row) && c.status() == 200));
    assertThat(cells().stream().map(Cell::who).distinct()).allMatch(ASKERS::containsKey);
  }

  private static HttpReply ask(String who, EstOperation operation, String label) {
    Asker asker = asker(who);
    String path = "/.well-known/est/" + label + "/" + operation.path();
    TlsIdentity identity = asker.identity();
    try (RawClient client = identity == null ? est.client() : est.client(identity)) {
      return operation.method().equals("GET")
          ? client.get(path, header(who, label, path))
          : post(client, new Post(operation, path, header(who, label, path)), asker);
    }
  }

  private record Post(EstOperation operation, String path, String header) {}

  private static HttpReply post(RawClient client, Post post, Asker asker) {
    return switch (post.operation()) {
      case SERVER_KEYGEN_RETURN ->
          client.postAs(
              post.path(), UNKNOWN, List.of(post.header(), "Content-Type: application/cms"));
      case FULL_CMC -> CmcTalk.postTo(client, post.path(), message(asker), post.header());
      default -> client.post(post.path(), TestEst.body(csr(asker)), post.header());
    };
  }

  /**
   * One that says nothing of its sender: it is signed with the key that it asks a certificate for.
   */
  private static byte[] message(Asker asker) {
    Csr csr = CmcTalk.naming(TestKeys.builder(asker.subject(), asker.key()), asker.key());
    return CmcTalk.signed(CmcTalk.data(List.of(csr)), asker.key(), CmcTalk.identifier(asker.key()));
  }

  private static Asker asker(String who) {
    return Objects.requireNonNull(ASKERS.get(who), who);
  }

  private static Csr csr(Asker asker) {
    return TestKeys.csr(asker.subject(), asker.key());
  }

  /** What goes along with the certificate, if there is one; a header without meaning if nothing. */
  private static String header(String who, String label, String path) {
    return switch (who) {
      case "wrong-password" -> RawClient.basic("user", "wrong horse");
      case "user", "own-and-user", "revoked-and-user" -> RawClient.basic("user", "correct horse");
      case "user-elsewhere" -> RawClient.basic("user-elsewhere", "correct horse");
      case "otp" -> RawClient.basic("", est.oneTimePassword("device-otp", label));
      case "otp-elsewhere" -> RawClient.basic("", est.oneTimePassword("device-otp", "brief"));
      case "digest" -> digest(path);
      case "token" -> token(ISSUER);
      case "token-forged" -> token(new TokenMaker("k1"));
      case "otp-spent" -> RawClient.basic("", spent(label));
      default -> "X-Nothing: nothing";
    };
  }

  private static String token(TokenMaker maker) {
    return "Authorization: Bearer "
        + maker.token(TokenMaker.claims(est.clock().instant(), "device-token").build());
  }

  /** To a challenge of the label that has one for everybody. */
  private static String digest(String path) {
    Csr csr = csr(asker("digest"));
    HttpReply challenged = est.post("/.well-known/est/words/simpleenroll", csr);
    return DigestAnswer.to(challenged, DigestAlgorithm.SHA_256, "user", "correct horse")
        .forRequest("POST", path)
        .header();
  }

  /** Still good where nothing can be bought with it, and of no use there either. */
  private static String spent(String label) {
    String password = est.oneTimePassword("device-otp-spent", label);
    Csr csr = csr(asker("otp-spent"));
    String path = "/.well-known/est/" + label + "/simpleenroll";
    est.post(path, csr, RawClient.basic("", password));
    return password;
  }
}
