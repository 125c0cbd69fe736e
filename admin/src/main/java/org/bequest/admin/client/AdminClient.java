package org.bequest.admin.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bequest.admin.message.AdminJson;
import org.bequest.admin.message.ArchivedKey;
import org.bequest.admin.message.AuditLine;
import org.bequest.admin.message.AuditVerdict;
import org.bequest.admin.message.CaState;
import org.bequest.admin.message.CertificateState;
import org.bequest.admin.message.ConfiguredSection;
import org.bequest.admin.message.CreatedOtp;
import org.bequest.admin.message.CreatedSecret;
import org.bequest.admin.message.Decide;
import org.bequest.admin.message.NewOtp;
import org.bequest.admin.message.NewPassword;
import org.bequest.admin.message.NewSecret;
import org.bequest.admin.message.NewTrial;
import org.bequest.admin.message.NewUser;
import org.bequest.admin.message.OperatorCertificate;
import org.bequest.admin.message.OperatorRenewal;
import org.bequest.admin.message.OtpState;
import org.bequest.admin.message.Problem;
import org.bequest.admin.message.PublishedCrl;
import org.bequest.admin.message.RequestLine;
import org.bequest.admin.message.Revoke;
import org.bequest.admin.message.RolloverOutlook;
import org.bequest.admin.message.RolloverRetire;
import org.bequest.admin.message.RolloverStart;
import org.bequest.admin.message.SecretState;
import org.bequest.admin.message.SentPackage;
import org.bequest.admin.message.TrialReport;
import org.bequest.admin.message.UserState;
import org.bequest.admin.message.WrappedKey;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProviders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An operator's view of a running server: one method per route of the admin API. */
public final class AdminClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI base;
  private final HttpClient http;
  private final JsonMapper json = AdminJson.mapper();

  private AdminClient(URI base, HttpClient http) {
    this.base = base;
    this.http = http;
  }

  /**
   * @param base {@code https://host:port}
   * @param operator its key and certificate
   * @param root the only anchor that the server's certificate may lead to
   */
  public static AdminClient of(URI base, TlsIdentity operator, X509Certificate root) {
    return of(base, operator, List.of(root));
  }

  /**
   * @param roots the only anchors that the server's certificate may lead to: two while the
   *     authority's root is rolled over
   */
  public static AdminClient of(URI base, TlsIdentity operator, List<X509Certificate> roots) {
    SSLContext tls = TlsProviders.jsse().clientContext(TlsIdentities.of(operator), trusting(roots));
    HttpClient http =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    return new AdminClient(base, http);
  }

  public CreatedOtp createOtp(NewOtp asked) {
    return read(send("POST", "/v1/otp", asked), CreatedOtp.class);
  }

  public List<OtpState> otps() {
    return List.of(read(send("GET", "/v1/otp"), OtpState[].class));
  }

  public void withdrawOtp(String id) {
    send("DELETE", "/v1/otp/" + encoded(id));
  }

  /**
   * @param filters {@code subject}, {@code identity}, {@code limit}, {@code before}
   */
  public List<CertificateState> certificates(Map<String, String> filters) {
    return List.of(
        read(send("GET", "/v1/certificates?" + query(filters)), CertificateState[].class));
  }

  /**
   * @param serial hexadecimal
   */
  public CertificateState certificate(String serial) {
    return read(send("GET", "/v1/certificates/" + encoded(serial)), CertificateState.class);
  }

  public CertificateState revoke(String serial, Revoke asked) {
    String path = "/v1/certificates/" + encoded(serial) + "/revoke";
    return read(send("POST", path, asked), CertificateState.class);
  }

  /**
   * @param filters {@code state}, {@code label}, {@code text}, {@code limit}, {@code after}
   */
  public List<RequestLine> requests(Map<String, String> filters) {
    return List.of(read(send("GET", "/v1/requests?" + query(filters)), RequestLine[].class));
  }

  public RequestLine request(String ticket) {
    return read(send("GET", "/v1/requests/" + encoded(ticket)), RequestLine.class);
  }

  public RequestLine approve(String ticket, Decide decision) {
    String path = "/v1/requests/" + encoded(ticket) + "/approve";
    return read(send("POST", path, decision), RequestLine.class);
  }

  public RequestLine reject(String ticket, Decide decision) {
    String path = "/v1/requests/" + encoded(ticket) + "/reject";
    return read(send("POST", path, decision), RequestLine.class);
  }

  public PublishedCrl publishCrl() {
    return read(send("POST", "/v1/crl"), PublishedCrl.class);
  }

  /** The authority's keys and what is in use under each. */
  public CaState ca() {
    return read(send("GET", "/v1/ca"), CaState.class);
  }

  public RolloverOutlook planRollover(boolean issuingOnly) {
    return read(
        send("GET", "/v1/ca/rollover/plan?issuing-only=" + issuingOnly), RolloverOutlook.class);
  }

  public CaState startRollover(RolloverStart asked) {
    return read(send("POST", "/v1/ca/rollover/start", asked), CaState.class);
  }

  public CaState activateRollover() {
    return read(send("POST", "/v1/ca/rollover/activate"), CaState.class);
  }

  public CaState retireRollover(RolloverRetire asked) {
    return read(send("POST", "/v1/ca/rollover/retire", asked), CaState.class);
  }

  public OperatorCertificate renewOperator(OperatorRenewal asked) {
    return read(send("POST", "/v1/operators/renew", asked), OperatorCertificate.class);
  }

  public UserState putUser(String name, NewUser asked) {
    return read(send("PUT", "/v1/users/" + encoded(name), asked), UserState.class);
  }

  /** Refused when there is one of this name. */
  public UserState addUser(String name, NewUser asked) {
    return read(send("POST", "/v1/users/" + encoded(name), asked), UserState.class);
  }

  public UserState user(String name) {
    return read(send("GET", "/v1/users/" + encoded(name)), UserState.class);
  }

  public UserState changePassword(String name, NewPassword asked) {
    return read(send("PUT", "/v1/users/" + encoded(name) + "/password", asked), UserState.class);
  }

  public List<UserState> users() {
    return List.of(read(send("GET", "/v1/users"), UserState[].class));
  }

  public void deleteUser(String name) {
    send("DELETE", "/v1/users/" + encoded(name));
  }

  public CreatedSecret addSecret(NewSecret asked) {
    return read(send("POST", "/v1/secrets", asked), CreatedSecret.class);
  }

  public List<SecretState> secrets() {
    return List.of(read(send("GET", "/v1/secrets"), SecretState[].class));
  }

  public void removeSecret(String id) {
    send("DELETE", "/v1/secrets/" + encoded(id));
  }

  /**
   * Keys that were made for devices and are kept.
   *
   * @param filters {@code subject}, {@code limit}
   */
  public List<ArchivedKey> archivedKeys(Map<String, String> filters) {
    return List.of(read(send("GET", "/v1/keys?" + query(filters)), ArchivedKey[].class));
  }

  /**
   * One of them, to be opened with a recovery key. The server's audit log tells of it.
   *
   * @param serial hexadecimal
   */
  public WrappedKey recoverKey(String serial) {
    return read(send("POST", "/v1/keys/" + encoded(serial) + "/recover"), WrappedKey.class);
  }

  /**
   * Keys that were sent to devices, with what came back about them.
   *
   * @param filters {@code state}, {@code label}, {@code text}, {@code limit}, {@code after}
   */
  public List<SentPackage> sentPackages(Map<String, String> filters) {
    return List.of(read(send("GET", "/v1/packages?" + query(filters)), SentPackage[].class));
  }

  /** Labels as they are in force. */
  public List<ConfiguredSection> labels() {
    return List.of(read(send("GET", "/v1/labels"), ConfiguredSection[].class));
  }

  /**
   * @param name {@code default} for the one without a path segment
   */
  public ConfiguredSection label(String name) {
    return read(send("GET", "/v1/labels/" + encoded(name)), ConfiguredSection.class);
  }

  /** What would become of a request under a label. */
  public TrialReport testLabel(String name, NewTrial asked) {
    return read(send("POST", "/v1/labels/" + encoded(name) + "/test", asked), TrialReport.class);
  }

  /** Profiles as they are in force. */
  public List<ConfiguredSection> profiles() {
    return List.of(read(send("GET", "/v1/profiles"), ConfiguredSection[].class));
  }

  public ConfiguredSection profile(String name) {
    return read(send("GET", "/v1/profiles/" + encoded(name)), ConfiguredSection.class);
  }

  /** The entries after a number, in order. */
  public List<AuditLine> audit(long after) {
    return List.of(read(send("GET", "/v1/audit?after=" + after), AuditLine[].class));
  }

  /** Has the server check the whole audit log. */
  public AuditVerdict verifyAudit() {
    return read(send("POST", "/v1/audit/verify"), AuditVerdict.class);
  }

  @Override
  public void close() {
    http.close();
  }

  private byte[] send(String method, String path) {
    return exchange(to(path).method(method, BodyPublishers.noBody()).build());
  }

  private byte[] send(String method, String path, Object message) {
    return exchange(
        to(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(json.writeValueAsBytes(message)))
            .build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
  }

  private byte[] exchange(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 300) {
        throw refused(answer);
      }
      return answer.body();
    } catch (SSLHandshakeException e) {
      throw new AdminException(
          AdminException.Kind.TRUST, "no trusted connection to " + base + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new AdminException(AdminException.Kind.NETWORK, "no answer from " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdminException(AdminException.Kind.NETWORK, "interrupted", e);
    }
  }

  private AdminException refused(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    var kind =
        status == 401 || status == 403
            ? AdminException.Kind.NOT_AUTHORISED
            : AdminException.Kind.REFUSED;
    return new AdminException(kind, "the server answered " + status + ": " + detail(answer.body()));
  }

  private String detail(byte[] body) {
    try {
      Problem problem = json.readValue(body, Problem.class);
      return problem.detail() + " (request " + problem.requestId() + ")";
    } catch (JacksonException _) {
      return "no reason given";
    }
  }

  private <T> T read(byte[] body, Class<T> type) {
    try {
      return json.readValue(body, type);
    } catch (JacksonException e) {
      throw new AdminException(AdminException.Kind.NETWORK, "no answer that makes sense", e);
    }
  }

  private static String query(Map<String, String> filters) {
    return filters.entrySet().stream()
        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static X509ExtendedTrustManager trusting(List<X509Certificate> roots) {
    try {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      for (int i = 0; i < roots.size(); i++) {
        anchors.setCertificateEntry("root-" + i, roots.get(i));
      }
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      return (X509ExtendedTrustManager)
          Arrays.stream(factory.getTrustManagers()).findFirst().orElseThrow();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK has a PKIX trust manager", e);
    }
  }
}
