package org.bequest.server.support;

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
import java.util.function.UnaryOperator;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.config.Configuration;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.Deployment;
import org.bequest.server.setup.Init;
import org.bequest.server.setup.InitSpec;
import org.bequest.server.setup.Layout;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore;
import org.bouncycastle.cert.X509CertificateHolder;

/** What {@code init} and a text of configuration make, served: nothing of it is wired by a test. */
public final class TestDeployment implements AutoCloseable {
  private final Layout layout;
  private final SteppingClock clock = new SteppingClock();
  private final Deployment deployment;

  private TestDeployment(Layout layout) {
    this.layout = layout;
    this.deployment = Deployment.start(settings(layout.configuration()), clock);
  }

  /**
   * @param change of the configuration that {@code init} writes, whose labels come last
   */
  public static TestDeployment start(Path folder, UnaryOperator<String> change) {
    Layout layout = new Layout(folder.resolve("data"));
    Init.run(InitSpec.in(layout.directory()).withPorts(0, 0));
    try {
      String yaml = Files.readString(layout.configuration()).replace("0.0.0.0", "127.0.0.1");
      Files.writeString(layout.configuration(), change.apply(yaml.stripTrailing() + "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TestDeployment(layout);
  }

  private static Settings settings(Path file) {
    return switch (Configuration.load(file)) {
      case Configuration.Result.Loaded(Settings settings) -> settings;
      case Configuration.Result.Invalid invalid -> throw new AssertionError(invalid.text());
    };
  }

  public Layout layout() {
    return layout;
  }

  public Deployment deployment() {
    return deployment;
  }

  public SteppingClock clock() {
    return clock;
  }

  public RawClient client() {
    return RawClient.connect(deployment.est().port());
  }

  public RawClient client(TlsIdentity device) {
    return RawClient.connect(deployment.est().port(), TlsIdentities.of(device), "TLSv1.3");
  }

  /** One request over a connection of its own. */
  public HttpReply post(String path, Csr csr, String... headers) {
    try (RawClient client = client()) {
      return client.post(path, TestEst.body(csr), headers);
    }
  }

  /** The same by the holder of a certificate. */
  public HttpReply post(TlsIdentity device, String path, Csr csr, String... headers) {
    try (RawClient client = client(device)) {
      return client.post(path, TestEst.body(csr), headers);
    }
  }

  /** A header with a fresh one-time password. */
  public String otp(String device, String label) {
    String code = RandomCode.oneTimePassword();
    Instant now = clock.instant();
    deployment
        .parts()
        .store()
        .credentials()
        .addPassword(
            new CredentialStore.OneTimePassword(
                "id-" + code.substring(0, 11),
                sha256(RandomCode.normalized(code)),
                label,
                device,
                now,
                now.plus(Duration.ofHours(1)),
                Optional.empty()),
            audit("otp.create", device));
    return RawClient.basic("", code);
  }

  /** A header with the password of a user who counts under every label. */
  public String user(String name, String... grants) {
    String password = "correct horse of " + name;
    deployment
        .parts()
        .store()
        .credentials()
        .putUser(
            new CredentialStore.User(
                name, PasswordHash.hash(Secret.of(password)), "*", List.of(grants)),
            audit("user.put", name));
    return RawClient.basic(name, password);
  }

  /** The certificate that an answer holds, with its key. */
  public static TlsIdentity identity(KeyPair keys, HttpReply reply) {
    X509CertificateHolder certificate = TestEst.certificate(reply);
    return new TlsIdentity(keys.getPrivate(), List.of(TestKeys.jca(certificate)));
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
