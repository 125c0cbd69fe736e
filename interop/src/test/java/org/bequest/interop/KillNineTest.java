package org.bequest.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.EstException;
import org.bequest.client.EstServer;
import org.bequest.client.HttpLogin;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.server.setup.Init;
import org.bequest.server.setup.InitReport;
import org.bequest.server.setup.InitSpec;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateStatus;
import org.bequest.store.CredentialStore.User;
import org.bequest.store.Store;
import org.bequest.store.sql.SqlStore;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed under load, again and again, on the same directory. */
class KillNineTest {
  private static final int ROUNDS = 20;
  private static final int CLIENTS = 4;
  private static final long LOAD_MILLIS = 300;

  /** Without so many certificates a round has shown nothing. */
  private static final int ENOUGH = 20;

  private static final String PASSWORD = "correct horse battery staple";

  /**
   * @param issuer as the store names it
   */
  private record Received(String issuer, BigInteger serial) {}

  @TempDir Path folder;
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private InitReport made;
  private int port;
  private X509Certificate root;

  @BeforeEach
  void deployment() throws IOException, MalformedException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    made = Init.run(InitSpec.in(folder.resolve("data")).withPorts(port, 0));
    root = CertificatePem.decode(Files.readAllBytes(made.rootCertificate())).getFirst();
    String yaml = Files.readString(made.configuration());
    Files.writeString(made.configuration(), yaml.replace("0.0.0.0", "127.0.0.1"));
    try (Store store = SqlStore.open(database());
        Secret secret = Secret.of(PASSWORD)) {
      var user = new User("line", PasswordHash.hash(secret), "", List.of("CN=device-*"));
      store
          .credentials()
          .putUser(
              user,
              new AuditEntry(Instant.now(), "user.put", "operator:test", "line", "ok", Map.of()));
    }
  }

  @Test
  @Requirement({"S-24", "S-76"})
  void killedTwentyTimesUnderLoadItHasEveryCertificateThatAClientReceived() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      loadUntilKilled(round);
    }

    assertThat(received).hasSizeGreaterThanOrEqualTo(ROUNDS * ENOUGH);
    assertThat(received).doesNotHaveDuplicates();
    try (Store store = SqlStore.open(database())) {
      assertThat(received)
          .allSatisfy(c ->
              assertThat(store.certificates().status(c.issuer(), c.serial()))
                  .isInstanceOf(CertificateStatus.Good.class));
      assertThat(store.audit().firstBroken()).isEmpty();
    }
  }

  private void loadUntilKilled(int round) throws Exception {
    int before = received.size();
    try (KilledServer server =
            KilledServer.serving(made.configuration(), folder.resolve("serve-" + round + ".log"));
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      passwordIsChecked();
      List<Future<?>> clients =
          Collections.nCopies(CLIENTS, server).stream()
              .<Future<?>>map(s -> threads.submit(() -> enrolUntilCutOff(s)))
              .toList();
      Thread.sleep(LOAD_MILLIS);
      while (received.size() < before + ENOUGH && server.serves()) {
        Thread.sleep(10);
      }
      server.kill();
      for (Future<?> client : clients) {
        client.get();
      }
    }
    assertThat(received.size()).as("round " + round).isGreaterThanOrEqualTo(before + ENOUGH);
  }

  /** Once, as that takes longer than many enrolments; the server then remembers it. */
  private void passwordIsChecked() {
    try (EstClient client = client()) {
      received.add(enrolled(client));
    }
  }

  /** On one kept connection; whatever else cuts it off fails the test. */
  private void enrolUntilCutOff(KilledServer server) {
    try (EstClient client = client()) {
      while (!server.isKilled()) {
        received.add(enrolled(client));
      }
    } catch (EstException e) {
      if (!server.isKilled()) {
        throw e;
      }
    }
  }

  private EstClient client() {
    return EstClient.of(EstServer.at("localhost:" + port))
        .trust(TrustAnchors.explicit(List.of(root)))
        .login(HttpLogin.basic("line", PASSWORD).unasked())
        .build();
  }

  private static Received enrolled(EstClient client) {
    var names = SubjectNames.of(new X500Name("CN=device-" + UUID.randomUUID()));
    var request = EnrollRequest.of(names, PrivateKeySigner.of(KeyAlgorithm.P256.generate()));
    return switch (client.simpleEnroll(request.unlinked())) {
      case Enrollment.Issued issued ->
          new Received(
              sha256(issued.chain().getFirst().getPublicKey().getEncoded()),
              issued.certificate().getSerialNumber());
      case Enrollment.Pending pending -> throw new AssertionError(pending.toString());
      case Enrollment.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  private Path database() {
    return folder.resolve("data").resolve("bequest.db");
  }

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
