package org.bequest.ca.est;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.ProvenCsr;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.formats.wire.MediaType;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;

/** Another EST server, small enough to read: whoever asks it is its registration authority. */
final class UpstreamServer implements AutoCloseable {
  private static final Requester GATEWAY =
      new Requester(
          "cert:gateway", List.of("CN=*", "dns:*.example"), Optional.empty(), Optional.empty());

  private final TestHierarchy hierarchy;
  private final LocalCa ca;
  private final TlsIdentity identity;
  private final HttpsServer server;

  UpstreamServer(Path directory) throws IOException {
    hierarchy = TestHierarchy.create(directory, KeyAlgorithm.P256);
    ca = hierarchy.under(ProfileConfig.DEFAULT);
    Credential own = new ServiceCertificates(hierarchy.authority()).server(List.of("localhost"));
    identity = new TlsIdentity(own.key(), own.chain());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            TlsProviders.jsse().serverContext(TlsIdentities.of(identity), List::of)));
    server.createContext("/.well-known/est/", this::serve);
    server.start();
  }

  String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  X509Certificate root() throws CertificateException {
    return new JcaX509CertificateConverter()
        .getCertificate(hierarchy.hierarchy().root().certificate());
  }

  /** For whoever asks: nobody looks at it here. */
  TlsIdentity identity() {
    return identity;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/.well-known/est/cacerts" -> certificates(exchange, ca.caCertificates());
        case "/.well-known/est/simpleenroll" -> enroll(exchange);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void enroll(HttpExchange exchange) throws IOException {
    switch (ca.enroll(new EnrollmentRequest(proven(exchange), GATEWAY, "", "up"))) {
      case Decision.Issued issued -> certificates(exchange, List.of(issued.certificate()));
      case Decision.Refused refused ->
          exchange.sendResponseHeaders(refused.reason().httpStatus(), -1);
      case Decision.Pending _, Decision.Later _ ->
          throw new IllegalStateException("nobody waits here");
    }
  }

  private static ProvenCsr proven(HttpExchange exchange) throws IOException {
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Csr csr = Csr.decode(Base64Body.decode(body, BodyContent.CERTIFICATION_REQUEST).value());
      return switch (new ProofOfPossession().verify(csr)) {
        case ProofOfPossession.Result.Proven(var proven) -> proven;
        case ProofOfPossession.Result.Unproven unproven ->
            throw new IllegalStateException(unproven.detail());
      };
    } catch (MalformedException e) {
      throw new IllegalStateException("what was sent is no request", e);
    }
  }

  private static void certificates(HttpExchange exchange, List<X509CertificateHolder> holders)
      throws IOException {
    List<byte[]> encoded = new ArrayList<>();
    for (X509CertificateHolder holder : holders) {
      encoded.add(holder.getEncoded());
    }
    byte[] body = Base64Body.encode(CertsOnly.encode(encoded));
    exchange.getResponseHeaders().set("Content-Type", MediaType.CERTS_ONLY.toString());
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    hierarchy.close();
  }
}
