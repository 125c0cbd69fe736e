package org.bequest.server.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.SteppingClock;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore;
import org.bequest.store.RequestRow;
import org.bequest.store.RequestState;
import org.bequest.store.RequestStore.Changed;
import org.bequest.store.RequestStore.RequestQuery;
import org.bequest.store.Store;

/** A configured deployment whose default label wants approval; stopped and started at will. */
final class ApprovalServer implements AutoCloseable {
  private final Layout layout;
  private final SteppingClock clock = new SteppingClock();
  private Deployment deployment;

  /**
   * @param approval the keys of {@code approval}, one a line
   */
  ApprovalServer(Path folder, String approval) {
    this.layout = new Layout(folder.resolve("data"));
    Init.run(InitSpec.in(layout.directory()).withPorts(0, 0));
    try {
      String yaml = Files.readString(layout.configuration()).replace("0.0.0.0", "127.0.0.1");
      Files.writeString(layout.configuration(), withLabels(yaml, approval.indent(6)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.deployment = start();
  }

  private static String withLabels(String yaml, String approval) {
    return yaml.replaceFirst("linking: off *\n", "linking: off\n    approval:\n" + approval)
        + """
          linked:
            profile: device
            linking: required
            authenticators: [basic]
            approval:
        """
        + approval
        + """
          free:
            profile: device
            authenticators: [one-time-password]
        """;
  }

  private Deployment start() {
    return Deployment.start(InitTest.settings(layout.configuration()), clock);
  }

  void restart() {
    deployment.close();
    deployment = start();
  }

  /** Takes over a configuration in which something else stands. */
  void reload(String from, String to) {
    try {
      String yaml = Files.readString(layout.configuration());
      Files.writeString(layout.configuration(), yaml.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    deployment.reload(InitTest.settings(layout.configuration()));
  }

  /** Lets a condition come true that another thread brings about. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    if (!condition.getAsBoolean()) {
      throw new AssertionError("it did not come true in half a minute");
    }
  }

  SteppingClock clock() {
    return clock;
  }

  Store store() {
    return deployment.parts().store();
  }

  Deployment deployment() {
    return deployment;
  }

  RawClient client() {
    return RawClient.connect(deployment.est().port());
  }

  /** Over a connection of its own. */
  HttpReply enroll(Csr csr, String credentials) {
    try (RawClient client = client()) {
      return client.post(TestEst.ENROLL, TestEst.body(csr), credentials, "User-Agent: device");
    }
  }

  /** As the holder of a certificate. */
  HttpReply post(String path, TlsIdentity device, Csr csr) {
    int port = deployment.est().port();
    try (RawClient client = RawClient.connect(port, TlsIdentities.of(device), "TLSv1.3")) {
      return client.post(path, TestEst.body(csr));
    }
  }

  /** A device that has a certificate, got under the label that needs no approval. */
  TlsIdentity enrolled(String device) {
    KeyPair keys = TestKeys.p256();
    try (RawClient client = client()) {
      HttpReply reply =
          client.post(
              "/.well-known/est/free/simpleenroll",
              TestEst.body(TestKeys.csr("CN=" + device, keys)),
              RawClient.basic(device, password(device, "free", Duration.ofHours(1))));
      return new TlsIdentity(keys.getPrivate(), List.of(TestKeys.jca(TestEst.certificate(reply))));
    }
  }

  /** Credentials of a user who may name any device. */
  String user(String name) {
    String password = "correct horse of " + name;
    store()
        .credentials()
        .putUser(
            new CredentialStore.User(
                name, PasswordHash.hash(Secret.of(password)), "*", List.of("CN=device-*")),
            audit("user.put", name));
    return RawClient.basic(name, password);
  }

  /** Credentials of a device with a fresh one-time password. */
  String device(String name) {
    return RawClient.basic(name, password(name, "", Duration.ofHours(1)));
  }

  String password(String device, String label, Duration validity) {
    String code = RandomCode.oneTimePassword();
    Instant now = clock.instant();
    store()
        .credentials()
        .addPassword(
            new CredentialStore.OneTimePassword(
                "id-" + code.substring(0, 11),
                sha256(RandomCode.normalized(code)),
                label,
                device,
                now,
                now.plus(validity),
                Optional.empty()),
            audit("otp.create", device));
    return code;
  }

  List<RequestRow> requests() {
    return store().requests().list(new RequestQuery("", Optional.empty(), "", 1_000, ""));
  }

  /** The only request that there is. */
  RequestRow request() {
    List<RequestRow> all = requests();
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " requests instead of one");
    }
    return all.getFirst();
  }

  void approve(String ticket) {
    decide(ticket, new RequestState.Approved(ruling("known")));
  }

  void reject(String ticket, String reason) {
    decide(ticket, new RequestState.Rejected(ruling(reason)));
  }

  private RequestState.Ruling ruling(String reason) {
    return new RequestState.Ruling("operator:test", clock.instant(), reason);
  }

  private void decide(String ticket, RequestState state) {
    RequestRow row = store().requests().find(ticket).orElseThrow();
    Changed changed =
        store().requests().change(row.become(state, clock.instant()), audit("test", ticket));
    if (changed != Changed.CHANGED) {
      throw new AssertionError(changed.toString());
    }
  }

  private AuditEntry audit(String action, String subject) {
    return new AuditEntry(clock.instant(), action, "operator:test", subject, "ok", Map.of());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    deployment.close();
  }
}
