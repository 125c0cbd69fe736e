package org.bequest.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bequest serverkeygen} and {@code return}, as people run them, against the real server. */
class ServerKeygenCommandsTest {
  private static final int USAGE = 2;
  private static final int REFUSED = 5;
  private static final int PENDING = 6;
  private static final int LOCAL = 8;

  private static final String PROFILES =
      """
        every-key:
          keys:
            algorithms: [p256, p384, rsa-2048, ed25519, ml-dsa-44, x25519, ml-kem-768]
          key-usage: [digital-signature, key-agreement, key-encipherment]
      """;

  private static final String LABELS =
      """
        keys:
          profile: every-key
          keygen: {offered: true}
        packages:
          profile: every-key
          keygen: {offered: true, packaging: encrypted-key-package, signed-outside: true}
        bare:
          profile: every-key
          keygen: {offered: true, signed-outside: true, bare: true}
        receipts:
          profile: every-key
          keygen: {offered: true, receipt: true}
        judged:
          profile: every-key
          approval: {mode: manual}
          keygen: {offered: true}
      """;

  private static @TempDir Path folder;
  private static RunningServer server;
  private static int count;

  @BeforeAll
  static void serve() throws IOException {
    Path configuration = ServedDeployment.made(folder);
    String text = Files.readString(configuration);
    Files.writeString(configuration, text.replace("\nlabels:", PROFILES + "\nlabels:") + LABELS);
    server = RunningServer.start(Starting.settings(configuration), folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static String written(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static CommandRun operator(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--dir", folder.toString()));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static CommandRun device(String label, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--json", "--url", server.estUrl().toString(), "--ca", file("ca/root.pem")));
    all.addAll(List.of("--label", label));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static String expected(String label) {
    String name = "pump-" + count++;
    operator("otp", "create", "--name", name, "--label", label, "--out", file(name + ".otp"));
    return name;
  }

  private static CommandRun serverKeygen(String label, String name, String... more) {
    List<String> all = new ArrayList<>(List.of("serverkeygen", "--user", name, "--otp-file"));
    all.addAll(List.of(file(name + ".otp"), "--subject", "CN=" + name));
    all.addAll(List.of("--out-key", file(name + ".key"), "--out-cert", file(name + ".pem")));
    all.addAll(List.of(more));
    return device(label, all.toArray(String[]::new));
  }

  private static void succeeded(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static byte[] read(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate certificate(String name) throws MalformedException {
    return CertificatePem.decode(read(name + ".pem")).getFirst();
  }

  private static void assertPair(String name) throws MalformedException {
    KeyPair pair = PublicHalf.pair(PrivateKeyPem.decode(read(name + ".key")));
    assertThat(pair.getPublic().getEncoded())
        .isEqualTo(certificate(name).getPublicKey().getEncoded());
    assertThat(certificate(name).getSubjectX500Principal().getName()).isEqualTo("CN=" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "rsa-2048", "ed25519", "ml-dsa-44", "x25519", "ml-kem-768"})
  @Requirement({"R7030-4.4.1-1", "R7030-4.4.2-2"})
  void aKeyOfTheWantedKindIsKeptWithItsCertificate(String kind) throws Exception {
    String name = expected("keys");
    succeeded(serverKeygen("keys", name, "--key-algorithm", kind));
    assertPair(name);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(name + ".key"))))
        .isEqualTo("rw-------");
    assertThat(folder.resolve(name + ".key.pending")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys", "packages", "bare"})
  @Requirement({"R7030-4.4.1.1-1", "R7030-4.4.2-4", "R8295-8.1-2"})
  void aKeyComesUnderASecretKeyThatTheServerKnows(String label) throws Exception {
    String name = expected(label);
    operator(
        "secret",
        "add",
        "--kind",
        "key-encryption",
        "--identity",
        name,
        "--id",
        name,
        "--label",
        label,
        "--out",
        file(name + ".kek"));
    succeeded(
        serverKeygen(
            label, name, "--decrypt-key-id", name, "--decrypt-key-file", file(name + ".kek")));
    assertPair(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA_2048", "P256", "X25519", "ML_KEM_768"})
  @Requirement({"R7030-4.4.1.2-1", "R7030-4.4.2-5", "R7030-4.4.2-6"})
  void aKeyComesEncryptedForAnotherKeyOfTheDevice(KeyAlgorithm kind) throws Exception {
    String name = expected("keys");
    KeyPair own = kind.generate();
    written(
        name + ".own",
        new String(PrivateKeyPem.encode(own.getPrivate()), StandardCharsets.US_ASCII));
    Files.write(folder.resolve(name + ".der"), own.getPublic().getEncoded());
    operator(
        "secret",
        "add",
        "--kind",
        "key-holder",
        "--identity",
        name,
        "--id",
        name,
        "--label",
        "keys",
        "--value-file",
        file(name + ".der"));
    succeeded(serverKeygen("keys", name, "--recipient-key", file(name + ".own")));
    assertPair(name);
  }

  @Test
  @Requirement({"R7030-4.4.1.1-2", "S-32"})
  void aKeyThatTheServerDoesNotKnowIsRefusedAndNothingIsWritten() {
    String name = expected("keys");
    String kek = written(name + ".kek", "0x000102030405060708090a0b0c0d0e0f\n");
    CommandRun run =
        serverKeygen("keys", name, "--decrypt-key-id", "nobody's", "--decrypt-key-file", kek);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(REFUSED);
    assertThat(folder.resolve(name + ".key")).doesNotExist();
  }

  @Test
  @Requirement({"R8295-8.3.1-1", "R8295-8.3.2-1"})
  void aPkcs12FileIsAskedForAndWritten() throws Exception {
    String name = expected("keys");
    operator(
        "secret",
        "add",
        "--kind",
        "package-password",
        "--identity",
        name,
        "--id",
        name,
        "--label",
        "keys",
        "--out",
        file(name + ".password"));
    String store = file(name + ".p12");
    String out = written(name + ".out", "sesame\n");
    succeeded(
        serverKeygen(
            "keys",
            name,
            "--pkcs12-password-file",
            file(name + ".password"),
            "--out-pkcs12",
            store,
            "--out-password-file",
            out));
    List<KeyStoreFile.Entry> entries = KeyStoreFile.read(Path.of(store), Secret.of("sesame"));
    assertThat(entries).hasSize(1);
    assertThat(folder.resolve(name + ".key")).doesNotExist();
  }

  @Test
  void theKeyIsWrittenEncryptedWhereAPasswordIsGiven() throws Exception {
    String name = expected("keys");
    succeeded(
        serverKeygen("keys", name, "--out-password-file", written(name + ".out", "sesame\n")));
    assertThat(new String(read(name + ".key"), StandardCharsets.US_ASCII))
        .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    var key = PrivateKeyPem.decode(read(name + ".key"), Secret.of("sesame"));
    assertThat(PublicHalf.pair(key).getPublic().getEncoded())
        .isEqualTo(certificate(name).getPublicKey().getEncoded());
  }

  @Test
  void nothingThatIsThereIsReplacedUnlessThatIsSaid() throws Exception {
    String name = expected("keys");
    written(name + ".key", "precious");
    CommandRun refused = serverKeygen("keys", name);
    assertThat(refused.exitCode()).isEqualTo(LOCAL);
    assertThat(refused.err()).contains("is there already", "--replace");
    assertThat(new String(read(name + ".key"), StandardCharsets.US_ASCII)).isEqualTo("precious");
    succeeded(serverKeygen("keys", name, "--replace"));
    assertPair(name);
  }

  @Test
  @Requirement("R7030-4.4.1-1")
  void aKeyIsReplacedUnderTheNamesOfTheCertificate() throws Exception {
    String name = expected("keys");
    succeeded(serverKeygen("keys", name));
    X509Certificate first = certificate(name);
    String[] own = {"--key", file(name + ".key"), "--cert", file(name + ".pem")};
    CommandRun again =
        device(
            "keys",
            "serverkeygen",
            own[0],
            own[1],
            own[2],
            own[3],
            "--replace",
            "--out-key",
            own[1],
            "--out-cert",
            own[3]);
    succeeded(again);
    assertPair(name);
    assertThat(certificate(name).getPublicKey()).isNotEqualTo(first.getPublicKey());
  }

  @Test
  @Requirement("R8295-8.2-1")
  void aReceiptIsSentWhereThePackageAsksForOne() {
    String name = expected("receipts");
    operator(
        "secret",
        "add",
        "--kind",
        "key-encryption",
        "--identity",
        name,
        "--id",
        name,
        "--label",
        "receipts",
        "--out",
        file(name + ".kek"));
    CommandRun run =
        serverKeygen(
            "receipts", name, "--decrypt-key-id", name, "--decrypt-key-file", file(name + ".kek"));
    succeeded(run);
    String id = run.json().getFirst().get("package").asString();
    assertThat(id).startsWith("0x");
    String[] own = {"--key", file(name + ".key"), "--cert", file(name + ".pem")};
    CommandRun again =
        device("receipts", "return", own[0], own[1], own[2], own[3], "--package", id);
    succeeded(again);
    CommandRun unknown =
        device("receipts", "return", own[0], own[1], own[2], own[3], "--package", "0xabcd");
    assertThat(unknown.exitCode()).as(unknown.err()).isEqualTo(REFUSED);
    assertEncryptedForTheServiceOnly(own, id);
  }

  /** What is encrypted for somebody else is of no use to it. */
  private static void assertEncryptedForTheServiceOnly(String[] own, String id) {
    var exchange = server.deployment().parts().secrets().messages().get().exchange();
    String service =
        written("service.pem", new String(CertificatePem.encode(exchange.chain()), US_ASCII));
    String[] told = {"return", own[0], own[1], own[2], own[3], "--package", id, "--receipt-cert"};
    List<String> forService = new ArrayList<>(List.of(told));
    forService.add(service);
    succeeded(device("receipts", forService.toArray(String[]::new)));
    List<String> forItself = new ArrayList<>(List.of(told));
    forItself.add(own[3]);
    CommandRun wrong = device("receipts", forItself.toArray(String[]::new));
    assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(REFUSED);
    assertThat(wrong.err()).contains("does not open");
  }

  @Test
  @Requirement("R7030-4.2.3-4")
  void aRequestThatWaitsIsAskedForAgain() throws Exception {
    String name = expected("judged");
    CommandRun waiting = serverKeygen("judged", name);
    assertThat(waiting.exitCode()).as(waiting.err()).isEqualTo(PENDING);
    assertThat(folder.resolve(name + ".key.pending")).exists();
    String id = operator("request", "list", "--json").json().getFirst().get("ticket").asString();
    operator("request", "approve", id);
    succeeded(serverKeygen("judged", name));
    assertPair(name);
  }

  @Test
  void optionsThatDoNotGoTogetherAreTold() {
    CommandRun both = serverKeygen("keys", "x", "--decrypt-key-file", "a", "--recipient-key", "b");
    assertThat(both.exitCode()).isEqualTo(USAGE);
    assertThat(serverKeygen("keys", "x", "--aead").exitCode()).isEqualTo(USAGE);
    assertThat(serverKeygen("keys", "x", "--out-pkcs12", "a").exitCode()).isEqualTo(USAGE);
    assertThat(device("keys", "serverkeygen").exitCode()).isEqualTo(USAGE);
    CommandRun word =
        device("keys", "return", "--key", file("x"), "--cert", file("x"), "--error", "no");
    assertThat(word.exitCode()).isNotZero();
  }
}
