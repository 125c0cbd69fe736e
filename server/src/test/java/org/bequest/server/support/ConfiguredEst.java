package org.bequest.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bequest.crypto.secret.OneTimeCode;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.auth.DigestKeys;
import org.bequest.server.config.Configuration;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.Deployment;
import org.bequest.server.setup.Init;
import org.bequest.server.setup.InitSpec;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore.OneTimePassword;
import org.bequest.store.CredentialStore.User;
import org.bequest.store.Store;

/** A server as an operator has it: from the text of a configuration to what is on the wire. */
public final class ConfiguredEst implements AutoCloseable {
  public static final String ENROLL = "/.well-known/est/simpleenroll";
  public static final String REENROLL = "/.well-known/est/simplereenroll";
  public static final String CSRATTRS = "/.well-known/est/csrattrs";

  private static final String AUTHENTICATORS =
      "authenticators: [client-certificate, one-time-password, basic]";

  private final Deployment deployment;
  private final InstantSource clock;

  private ConfiguredEst(Deployment deployment, InstantSource clock) {
    this.deployment = deployment;
    this.clock = clock;
  }

  /**
   * @param authenticators of the default label, and whatever else it has, as it stands in the file
   * @param sections further sections of the file
   */
  public static ConfiguredEst start(
      Path folder, InstantSource clock, String authenticators, String sections) {
    return new ConfiguredEst(
        Deployment.start(settings(folder, authenticators, sections), clock), clock);
  }

  /** What {@code init} writes, with these changes. */
  public static Settings settings(Path folder, String authenticators, String sections) {
    return switch (Configuration.load(written(folder, authenticators, sections))) {
      case Configuration.Result.Loaded(Settings settings) -> settings;
      case Configuration.Result.Invalid invalid -> throw new AssertionError(invalid.text());
    };
  }

  /** The file alone, right or wrong. */
  public static Path written(Path folder, String authenticators, String sections) {
    Path directory = folder.resolve("data");
    Path file = Init.run(InitSpec.in(directory).withPorts(0, 0)).configuration();
    try {
      String text = Files.readString(file);
      if (!text.contains(AUTHENTICATORS)) {
        throw new AssertionError("init writes other authenticators now");
      }
      String linking = authenticators.contains("linking:") ? "    linking: off\n" : "\0";
      Files.writeString(
          file,
          text.replace("0.0.0.0", "127.0.0.1")
                  .replace(linking, "")
                  .replace(AUTHENTICATORS, authenticators)
              + sections);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Deployment deployment() {
    return deployment;
  }

  public Store store() {
    return deployment.parts().store();
  }

  public RawClient client() {
    return RawClient.connect(deployment.est().port());
  }

  public RawClient client(TlsIdentity identity) {
    return RawClient.connect(deployment.est().port(), TlsIdentities.of(identity), "TLSv1.3");
  }

  /** A user of Basic and Digest who may name any device. */
  public void user(String name, String password) {
    var digest = deployment.settings().digest();
    store()
        .credentials()
        .putUser(
            new User(
                name,
                PasswordHash.hash(Secret.of(password)),
                "",
                List.of("CN=device-*"),
                DigestKeys.of(name, password, digest.realm(), digest.md5())),
            audit(name));
  }

  /** A one-time password for this device under the default label, good for an hour. */
  public String oneTimePassword(String device) {
    OneTimeCode code = OneTimeCode.random();
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    store()
        .credentials()
        .addPassword(
            new OneTimePassword(
                id,
                code.sha256(),
                "",
                device,
                now,
                now.plus(Duration.ofHours(1)),
                Optional.empty()),
            audit(id));
    return code.text();
  }

  public long unspentPasswords() {
    return store().credentials().passwords().stream().filter(p -> p.spentAt().isEmpty()).count();
  }

  /** Certificates that were issued to devices. */
  public long issued() {
    return store().audit().after(0, 10_000).stream()
        .filter(e -> e.entry().action().equals("certificate.issue"))
        .filter(e -> "device".equals(e.entry().details().get("profile")))
        .count();
  }

  /** The actor of the newest certificate. */
  public String lastIdentity() {
    return store().audit().after(0, 10_000).stream()
        .filter(e -> e.entry().action().equals("certificate.issue"))
        .reduce((_, last) -> last)
        .orElseThrow()
        .entry()
        .actor();
  }

  public HttpReply enroll(Csr csr, String... headers) {
    try (RawClient client = client()) {
      return client.post(ENROLL, TestEst.body(csr), headers);
    }
  }

  public HttpReply enroll(String device, String... headers) {
    return enroll(TestKeys.csr("CN=" + device, TestKeys.p256()), headers);
  }

  /** A device with a certificate, got with these credentials. */
  public TlsIdentity enrolled(String device, String... headers) {
    KeyPair keys = TestKeys.p256();
    HttpReply reply = enroll(TestKeys.csr("CN=" + device, keys), headers);
    return new TlsIdentity(keys.getPrivate(), List.of(TestKeys.jca(TestEst.certificate(reply))));
  }

  private AuditEntry audit(String subject) {
    return new AuditEntry(clock.instant(), "test", "operator:test", subject, "ok", Map.of());
  }

  @Override
  public void close() {
    deployment.close();
  }
}
