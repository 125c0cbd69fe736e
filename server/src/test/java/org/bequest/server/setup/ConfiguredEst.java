package org.bequest.server.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.crypto.secret.OneTimeCode;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.auth.DigestKeys;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.SteppingClock;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog;
import org.bequest.store.CredentialStore;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets;
import org.bequest.store.Store;
import org.bouncycastle.cert.X509CertificateHolder;

/** A deployment made by {@code init}, with more labels and sections behind its configuration. */
public final class ConfiguredEst implements AutoCloseable {
  private final Layout layout;
  private final SteppingClock clock = new SteppingClock();
  private Deployment deployment;

  /**
   * @param more goes behind the last label
   */
  public ConfiguredEst(Path folder, String more) {
    this(folder, "", more);
  }

  /**
   * @param profiles go behind the last profile
   * @param more goes behind the last label
   */
  public ConfiguredEst(Path folder, String profiles, String more) {
    this.layout = new Layout(folder.resolve("data"));
    Init.run(InitSpec.in(layout.directory()).withPorts(0, 0));
    configure(profiles, more);
    this.deployment = Deployment.start(InitTest.settings(layout.configuration()), clock);
  }

  private void configure(String profiles, String more) {
    try {
      String yaml =
          Files.readString(layout.configuration())
              .replace("0.0.0.0", "127.0.0.1")
              .replace("\nlabels:", profiles.stripTrailing() + "\n\nlabels:");
      String sealing =
          yaml.contains("\nsecrets:")
              ? ""
              : "\nsecrets:\n  sealing-key: file:secrets/sealing-key\n";
      Files.writeString(layout.configuration(), yaml.stripTrailing() + "\n" + more + sealing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SteppingClock clock() {
    return clock;
  }

  public Store store() {
    return deployment.parts().store();
  }

  public Deployment deployment() {
    return deployment;
  }

  public RawClient client() {
    return RawClient.connect(deployment.est().port());
  }

  public RawClient client(TlsIdentity identity) {
    return client(identity, "TLSv1.3");
  }

  public RawClient client(TlsIdentity identity, String version) {
    return RawClient.connect(deployment.est().port(), TlsIdentities.of(identity), version);
  }

  /** Over a connection of its own. */
  public HttpReply post(TlsIdentity identity, String path, Csr csr) {
    try (RawClient client = client(identity)) {
      return client.post(path, TestEst.body(csr));
    }
  }

  /** The same without a certificate, and with these header fields. */
  public HttpReply post(String path, Csr csr, String... headers) {
    try (RawClient client = client()) {
      return client.post(path, TestEst.body(csr), headers);
    }
  }

  /** A device that has a certificate of the default label. */
  public TlsIdentity enrolled(String device) {
    return enrolled(device, "");
  }

  /**
   * @param label takes one-time passwords; empty for the default one
   */
  public TlsIdentity enrolled(String device, String label) {
    KeyPair keys = TestKeys.p256();
    return new TlsIdentity(keys.getPrivate(), enrolled(keys, device, label));
  }

  /** The certificate of this key. */
  public List<X509Certificate> enrolled(KeyPair keys, String device, String label) {
    String path = "/.well-known/est/" + (label.isEmpty() ? "" : label + "/") + "simpleenroll";
    try (RawClient client = client()) {
      HttpReply reply =
          client.post(
              path,
              TestEst.body(TestKeys.csr("CN=" + device, keys)),
              RawClient.basic(device, oneTimePassword(device, label)));
      return identity(keys, reply).chain();
    }
  }

  public static TlsIdentity identity(KeyPair keys, HttpReply reply) {
    X509CertificateHolder certificate = TestEst.certificate(reply);
    return new TlsIdentity(keys.getPrivate(), List.of(TestKeys.jca(certificate)));
  }

  public String oneTimePassword(String device, String label) {
    OneTimeCode code = OneTimeCode.random();
    Instant now = clock.instant();
    store()
        .credentials()
        .addPassword(
            new CredentialStore.OneTimePassword(
                "id-" + code.text().substring(0, 11),
                code.sha256(),
                label,
                device,
                now,
                now.plus(Duration.ofDays(1)),
                Optional.empty()),
            audit("otp.create", device));
    return code.text();
  }

  /** Credentials of a user who may name any device. */
  public String user(String name) {
    return user(name, "*", List.of("CN=device-*"));
  }

  /**
   * @param label where the user counts; a star for everywhere
   */
  public String user(String name, String label, List<String> grants) {
    store()
        .credentials()
        .putUser(
            new CredentialStore.User(
                name,
                PasswordHash.hash(Secret.of("correct horse")),
                label,
                grants,
                DigestKeys.of(name, "correct horse", "est", false)),
            audit("user.put", name));
    return RawClient.basic(name, "correct horse");
  }

  /**
   * A shared secret for CMC, which is its own name's and grants what a device's password grants.
   *
   * @return its public id
   */
  public String sharedSecret(String device, String label, String secret, boolean once) {
    String id = "id-" + device + label;
    SealedSecret row =
        new SealedSecret(
            id,
            SharedSecrets.Kind.CMC,
            device.getBytes(StandardCharsets.UTF_8),
            device,
            label,
            List.of(),
            new byte[0],
            once,
            clock.instant(),
            Optional.empty(),
            Optional.empty());
    try (Secret octets = Secret.of(secret)) {
      store()
          .sharedSecrets()
          .add(deployment.parts().secrets().vault().seal(row, octets), audit("secret.add", device));
    }
    return id;
  }

  private AuditEntry audit(String action, String subject) {
    return new AuditEntry(clock.instant(), action, "operator:test", subject, "ok", Map.of());
  }

  /** What the server does each minute about certificates that nobody confirmed. */
  public void sweepUnconfirmed() throws InterruptedException {
    var authorities =
        new Unconfirmed.Authorities(deployment.est()::labels, deployment.parts().authority());
    try (var _ =
        new Unconfirmed(store().confirmations(), authorities, clock, Duration.ofMillis(20))) {
      for (int i = 0;
          i < 1_000 && !store().confirmations().overdue(clock.instant(), 1).isEmpty();
          i++) {
        Thread.sleep(10);
      }
    }
  }

  /** The audit entry of the newest certificate. */
  public AuditEntry lastIssue() {
    return store().audit().after(0, 1_000).stream()
        .map(AuditLog.Numbered::entry)
        .filter(e -> e.action().equals("certificate.issue"))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  @Override
  public void close() {
    deployment.close();
  }
}
