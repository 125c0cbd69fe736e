package org.bequest.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.secret.OneTimeCode;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.server.config.Configuration;
import org.bequest.server.setup.Deployment;
import org.bequest.server.setup.Init;
import org.bequest.server.setup.InitReport;
import org.bequest.server.setup.InitSpec;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore.OneTimePassword;
import org.bequest.store.CredentialStore.User;
import org.jspecify.annotations.Nullable;

/**
 * A server with everything that {@code bequest init} makes, in a temporary folder, on a free port
 * of this machine.
 */
public final class TestServer implements AutoCloseable {
  private @Nullable Path folder;
  private @Nullable InitReport made;
  private @Nullable Deployment deployment;

  private final UnaryOperator<String> change;

  TestServer(UnaryOperator<String> change) {
    this.change = change;
  }

  /** A server that runs; closing it deletes its folder. */
  public static TestServer started() {
    return started(UnaryOperator.identity());
  }

  /**
   * The same with another configuration.
   *
   * @param change from the {@code bequest.yaml} that {@code bequest init} writes
   */
  public static TestServer started(UnaryOperator<String> change) {
    var server = new TestServer(change);
    server.start();
    return server;
  }

  void start() {
    try {
      folder = Files.createTempDirectory("bequest-test");
      InitSpec spec = InitSpec.in(folder.resolve("data")).withPorts(0, 0);
      made = Init.run(spec);
      Files.writeString(made.configuration(), change.apply(Files.readString(made.configuration())));
      deployment =
          switch (Configuration.load(made.configuration())) {
            case Configuration.Result.Loaded(var settings) -> Deployment.start(settings);
            case Configuration.Result.Invalid invalid ->
                throw new IllegalStateException(invalid.text());
          };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return deployment().est().port();
  }

  /** The prefix of every operation of the default label. */
  public URI uri() {
    return URI.create("https://localhost:" + port() + "/.well-known/est");
  }

  /** PEM file of the root: all that a client needs to trust this server. */
  public Path rootCertificate() {
    return made().rootCertificate();
  }

  public X509Certificate root() {
    try {
      return CertificatePem.decode(Files.readAllBytes(rootCertificate())).getFirst();
    } catch (IOException | MalformedException e) {
      throw new IllegalStateException("the server has no root certificate", e);
    }
  }

  /** The authority under the root, which signs every certificate of a device. */
  public X509Certificate issuing() {
    try {
      return CertificatePem.decodeDer(
          deployment().parts().authority().key().certificate().getEncoded());
    } catch (IOException | MalformedException e) {
      throw new IllegalStateException("the server has no issuing certificate", e);
    }
  }

  /** SHA-256 of the root certificate, in hexadecimal. */
  public String rootFingerprint() {
    return made().rootSha256();
  }

  /** Everything that runs, for tests that look behind the wire. */
  public Deployment deployment() {
    return present(deployment);
  }

  /** The folder that {@code bequest init} would have made. */
  public Path folder() {
    return present(folder).resolve("data");
  }

  /**
   * A user of HTTP Basic under the default label.
   *
   * @param names what its certificates may name, such as {@code CN=device-1}
   */
  public void addUser(String name, String password, String... names) {
    put("", name, password, List.of(names));
  }

  /** The same under every label. */
  public void addUserOfAnyLabel(String name, String password, String... names) {
    put("*", name, password, List.of(names));
  }

  private void put(String label, String name, String password, List<String> grants) {
    try (Secret secret = Secret.of(password)) {
      var user = new User(name, PasswordHash.hash(secret), label, grants);
      deployment().parts().store().credentials().putUser(user, audit("user.put", name));
    }
  }

  /** A new one-time password for a device of this name, good for an hour. */
  public String oneTimePassword(String device) {
    OneTimeCode code = OneTimeCode.random();
    String id = UUID.randomUUID().toString();
    Instant now = Instant.now();
    var row =
        new OneTimePassword(
            id, code.sha256(), "", device, now, now.plus(Duration.ofHours(1)), Optional.empty());
    deployment().parts().store().credentials().addPassword(row, audit("otp.create", id));
    return code.text();
  }

  @Override
  public void close() {
    if (deployment != null) {
      deployment.close();
    }
    if (folder != null) {
      delete(folder);
    }
  }

  private InitReport made() {
    return present(made);
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the server has not been started");
    }
    return part;
  }

  private static AuditEntry audit(String action, String subject) {
    return new AuditEntry(Instant.now(), action, "operator:test", subject, "ok", Map.of());
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
