package org.bequest.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bequest.ca.profile.ProfileConfig;

/**
 * Everything that can be configured; the keys of {@code bequest.yaml} are the names of the
 * components in kebab-case. What each means stands in {@code explanations.properties}.
 *
 * <p>A component that is left out is null in the constructor's call and gets its default there; one
 * that is still null afterwards is required, which {@link Configuration} sees to. A section that is
 * left out is one without keys. Paths are absolute.
 *
 * @param labels by name; {@value #DEFAULT_LABEL} is the one without a path segment
 */
public record Settings(
    Store store,
    Listen listen,
    Limits limits,
    Tls tls,
    Ca ca,
    Map<String, ProfileConfig> profiles,
    Map<String, LabelSettings> labels,
    RouteSettings routes,
    Map<String, AnchorSettings> anchors,
    Map<String, RegistrationAuthoritySettings> registrationAuthorities,
    Map<String, KeyAgreementSettings> keyAgreement,
    AuthoritySettings authorities,
    DigestSettings digest,
    Map<String, TokenSettings> tokens,
    SecretsSettings secrets,
    MessageSettings messages,
    ArchiveSettings archive) {
  /** How the file calls the label whose name is empty. */
  public static final String DEFAULT_LABEL = "default";

  public Settings {
    profiles = profiles == null ? Map.of() : Map.copyOf(profiles);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    anchors = anchors == null ? Map.of() : Map.copyOf(anchors);
    registrationAuthorities =
        registrationAuthorities == null ? Map.of() : Map.copyOf(registrationAuthorities);
    keyAgreement = keyAgreement == null ? Map.of() : Map.copyOf(keyAgreement);
    tokens = tokens == null ? Map.of() : Map.copyOf(tokens);
    messages = messages == null || tls == null ? messages : messages.beside(tls);
  }

  /** The same on other addresses. */
  public Settings withListen(Listen other) {
    return new Settings(
        store,
        other,
        limits,
        tls,
        ca,
        profiles,
        labels,
        routes,
        anchors,
        registrationAuthorities,
        keyAgreement,
        authorities,
        digest,
        tokens,
        secrets,
        messages,
        archive);
  }

  /** The same with another authority. */
  public Settings withCa(Ca other) {
    return new Settings(
        store,
        listen,
        limits,
        tls,
        other,
        profiles,
        labels,
        routes,
        anchors,
        registrationAuthorities,
        keyAgreement,
        authorities,
        digest,
        tokens,
        secrets,
        messages,
        archive);
  }

  /** Where everything is remembered. */
  public record Store(Path path, Duration keepRequests, Duration keepPackages) {
    public Store {
      keepRequests = keepRequests == null ? Duration.ofDays(30) : keepRequests;
      keepPackages = keepPackages == null ? Duration.ofDays(365) : keepPackages;
    }
  }

  /** Both listeners. */
  public record Listen(Est est, Admin admin) {
    public static final Listen DEFAULT = new Listen(Est.DEFAULT, Admin.DEFAULT);

    /** For devices. */
    public record Est(String host, Integer port) {
      public static final Est DEFAULT = new Est("0.0.0.0", 8443);

      public Est {
        host = host == null ? DEFAULT.host : host;
        port = port == null ? DEFAULT.port : port;
      }
    }

    /** For operators. */
    public record Admin(String host, Integer port) {
      public static final Admin DEFAULT = new Admin("127.0.0.1", 9443);

      public Admin {
        host = host == null ? DEFAULT.host : host;
        port = port == null ? DEFAULT.port : port;
      }
    }
  }

  /** What one client may cost. */
  public record Limits(
      Integer body,
      Integer headers,
      Integer connections,
      Duration idle,
      Duration request,
      Duration stop,
      LockOutSettings lockOut,
      RateSettings rates) {
    public static final Limits DEFAULT =
        new Limits(
            64 * 1024,
            16 * 1024,
            2_000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            LockOutSettings.DEFAULT,
            RateSettings.DEFAULT);

    public Limits {
      body = body == null ? DEFAULT.body : body;
      headers = headers == null ? DEFAULT.headers : headers;
      connections = connections == null ? DEFAULT.connections : connections;
      idle = idle == null ? DEFAULT.idle : idle;
      request = request == null ? DEFAULT.request : request;
      stop = stop == null ? DEFAULT.stop : stop;
      lockOut = lockOut == null ? LockOutSettings.DEFAULT : lockOut;
      rates = rates == null ? RateSettings.DEFAULT : rates;
    }
  }

  /** Which implementation of TLS. */
  public enum Provider {
    CONSCRYPT,
    JSSE
  }

  /** The server's own certificate. */
  public record Tls(
      Provider provider,
      Path keyStore,
      SecretReference password,
      List<String> hosts,
      Duration renewBefore) {
    public Tls {
      provider = provider == null ? Provider.CONSCRYPT : provider;
      hosts = hosts == null ? List.of() : List.copyOf(hosts);
      renewBefore = renewBefore == null ? Duration.ofDays(30) : renewBefore;
    }
  }

  /** The issuing authority. */
  public record Ca(Path keyStore, SecretReference password, Crl crl) {
    /** Its revocation lists. */
    public record Crl(Duration validity, Duration backdate, Duration publishEvery) {
      public static final Crl DEFAULT =
          new Crl(Duration.ofDays(7), Duration.ofMinutes(5), Duration.ofDays(1));

      public Crl {
        validity = validity == null ? DEFAULT.validity : validity;
        backdate = backdate == null ? DEFAULT.backdate : backdate;
        publishEvery = publishEvery == null ? DEFAULT.publishEvery : publishEvery;
      }
    }
  }
}
