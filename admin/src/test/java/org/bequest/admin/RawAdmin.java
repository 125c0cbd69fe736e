package org.bequest.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsProviders;

/** Requests that no client of ours would send. */
record RawAdmin(HttpClient http, String base) implements AutoCloseable {
  static RawAdmin of(int port, TlsIdentities identities, X509Certificate root)
      throws GeneralSecurityException, IOException {
    var tls = TlsProviders.jsse().clientContext(identities, trusting(root));
    return new RawAdmin(
        HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build(),
        "https://localhost:" + port);
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  int status(String method, String path) throws IOException, InterruptedException {
    return send(method, path, "").statusCode();
  }

  private static X509ExtendedTrustManager trusting(X509Certificate root)
      throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("root", root);
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(anchors);
    return (X509ExtendedTrustManager)
        Arrays.stream(factory.getTrustManagers()).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    http.close();
  }
}
