package org.bequest.server.support;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.ca.hierarchy.Hierarchy;
import org.bequest.ca.hierarchy.HierarchySpec;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.ca.local.CaStores;
import org.bequest.ca.local.CrlConfig;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.crypto.secret.OneTimeCode;
import org.bequest.crypto.secret.PasswordHash;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.server.EstServer;
import org.bequest.server.auth.Authenticator;
import org.bequest.server.auth.Basic;
import org.bequest.server.auth.ClientCertificate;
import org.bequest.server.auth.Gate;
import org.bequest.server.auth.OneTimePassword;
import org.bequest.server.event.RequestEvent;
import org.bequest.server.http.Limits;
import org.bequest.server.label.Challenges;
import org.bequest.server.label.Label;
import org.bequest.server.label.Labels;
import org.bequest.server.label.LinkingPolicy;
import org.bequest.server.label.Routes;
import org.bequest.server.label.WireOptions;
import org.bequest.store.AuditEntry;
import org.bequest.store.CredentialStore;
import org.bequest.store.Store;
import org.bequest.store.sql.SqlStore;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A whole server: real store, real authority, real TLS. Labels: the default one, {@code linked},
 * which demands linking, and {@code plant/7}.
 */
public final class TestEst implements AutoCloseable {
  public static final String ENROLL = "/.well-known/est/simpleenroll";
  public static final String REENROLL = "/.well-known/est/simplereenroll";

  private final List<RequestEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final InstantSource clock;
  private final Store store;
  private final IssuingAuthority authority;
  private final EstServer server;

  private TestEst(Path directory, TlsProvider tls, InstantSource clock) {
    this.clock = clock;
    this.store = SqlStore.open(directory.resolve("est.db"));
    CaStores stores = new CaStores(store.certificates(), store.sequences(), store.audit());
    Hierarchy hierarchy =
        Hierarchy.create(
            HierarchySpec.in(directory, "Test"), Secret.of("test password"), stores, clock);
    this.authority = new IssuingAuthority(hierarchy.issuing(), stores, CrlConfig.DEFAULT, clock);
    authority.publishCrl();
    this.server = EstServer.start(settings(tls));
  }

  public static TestEst start(Path directory) {
    return start(directory, TlsProviders.standard(), InstantSource.system());
  }

  public static TestEst start(Path directory, TlsProvider tls, InstantSource clock) {
    return new TestEst(directory, tls, clock);
  }

  private EstServer.Settings settings(TlsProvider tls) {
    Credential own = new ServiceCertificates(authority).server(List.of("localhost", "127.0.0.1"));
    return new EstServer.Settings(
        "127.0.0.1",
        0,
        tls,
        TlsIdentities.of(identity(own)),
        labels(WireOptions.DEFAULT),
        new Routes(
            Map.of("/hubject/est", "", "/.well-known/cpo", "plant/7"),
            List.of("/ISO15118-2"),
            Map.of("plant/7-renewal", "plant/7")),
        Limits.DEFAULT,
        EstServer.DEFAULT_BODY_LIMIT,
        store.certificates(),
        clock,
        events::add);
  }

  /** What a configuration would build. */
  public Labels labels(WireOptions wire) {
    Profile profile = Profile.of("device", ProfileConfig.DEFAULT);
    LocalCa plain = authority.under(profile, LabelRules.DEFAULT);
    LocalCa linked = authority.under(profile, LabelRules.LINKED);
    Gate gate = Gate.of(authenticators());
    return new Labels(
        List.of(
            new Label("", plain, plain, gate, LinkingPolicy.OFF, Challenges.DEFAULT, wire),
            new Label(
                "linked", linked, linked, gate, LinkingPolicy.REQUIRED, Challenges.DEFAULT, wire),
            new Label(
                "plant/7", plain, plain, gate, LinkingPolicy.IF_PRESENT, Challenges.DEFAULT, wire),
            new Label(
                "certificate-only",
                plain,
                plain,
                Gate.of(authenticators().subList(0, 1)),
                LinkingPolicy.OFF,
                Challenges.DEFAULT,
                wire)));
  }

  /** The default label alone, with another authority behind it; everything else is real. */
  public Labels labels(CertificateAuthority other) {
    return new Labels(
        List.of(
            new Label(
                "",
                other,
                authority,
                Gate.of(authenticators()),
                LinkingPolicy.IF_PRESENT,
                Challenges.DEFAULT,
                WireOptions.DEFAULT)));
  }

  private List<Authenticator> authenticators() {
    return List.of(
        new ClientCertificate(() -> authority.generations().issuers(), store.certificates(), clock),
        new OneTimePassword(store.credentials(), store.requests(), clock),
        new Basic(store.credentials()));
  }

  public static TlsIdentity identity(Credential credential) {
    List<X509Certificate> chain = credential.chain();
    return new TlsIdentity(credential.key(), chain.subList(0, Math.max(1, chain.size() - 1)));
  }

  public EstServer server() {
    return server;
  }

  public Store store() {
    return store;
  }

  public IssuingAuthority authority() {
    return authority;
  }

  public List<RequestEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  public RawClient client() {
    return RawClient.connect(server.port());
  }

  public RawClient client(TlsIdentity device) {
    return client(device, "TLSv1.3");
  }

  public RawClient client(TlsIdentity device, String version) {
    return RawClient.connect(server.port(), TlsIdentities.of(device), version);
  }

  /** A user who may name any device, under every label. */
  public void user(String name, String password) {
    store
        .credentials()
        .putUser(
            new CredentialStore.User(
                name, PasswordHash.hash(Secret.of(password)), "*", List.of("CN=device-*")),
            audit("user.put", name));
  }

  /** A fresh one-time password for this device under the default label. */
  public String oneTimePassword(String device) {
    return oneTimePassword(device, "", Duration.ofHours(1));
  }

  public String oneTimePassword(String device, String label, Duration validity) {
    OneTimeCode code = OneTimeCode.random();
    Instant now = clock.instant();
    store
        .credentials()
        .addPassword(
            new CredentialStore.OneTimePassword(
                "id-" + code.text().substring(0, 11),
                code.sha256(),
                label,
                device,
                now,
                now.plus(validity),
                Optional.empty()),
            audit("otp.create", device));
    return code.text();
  }

  private AuditEntry audit(String action, String subject) {
    return new AuditEntry(clock.instant(), action, "operator:test", subject, "ok", Map.of());
  }

  /** A device that has a certificate, got with a one-time password. */
  public TlsIdentity enrolled(String device) {
    KeyPair keys = TestKeys.p256();
    try (RawClient client = client()) {
      HttpReply reply =
          client.post(
              ENROLL,
              body(TestKeys.csr("CN=" + device, keys)),
              RawClient.basic(device, oneTimePassword(device)));
      return new TlsIdentity(keys.getPrivate(), List.of(TestKeys.jca(certificate(reply))));
    }
  }

  public static byte[] body(Csr csr) {
    return Base64.getEncoder().encode(csr.encoded());
  }

  /** The one certificate of a successful answer. */
  public static X509CertificateHolder certificate(HttpReply reply) {
    if (reply.status() != 200) {
      throw new AssertionError(reply.head() + " " + reply.text());
    }
    List<X509CertificateHolder> certificates = certificates(reply);
    if (certificates.size() != 1) {
      throw new AssertionError(certificates.size() + " certificates instead of one");
    }
    return certificates.getFirst();
  }

  public static List<X509CertificateHolder> certificates(HttpReply reply) {
    try {
      return CertsOnly.decode(Base64Body.decode(reply.body(), BodyContent.CMS).value())
          .certificates();
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
