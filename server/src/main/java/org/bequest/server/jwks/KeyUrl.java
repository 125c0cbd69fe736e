package org.bequest.server.jwks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * A key set behind an https URL of the configuration, and behind no other: no redirect is followed
 * (security rule S-55), and neither size nor time is the other side's choice.
 */
public final class KeyUrl implements KeySource {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final URI url;
  private final SSLSocketFactory tls;

  /**
   * @param url of scheme https
   * @param tls with the anchors that the other side must lead to
   */
  public KeyUrl(URI url, SSLSocketFactory tls) {
    this.url = url;
    this.tls = tls;
  }

  @Override
  public String read() throws IOException {
    if (!(url.toURL().openConnection() instanceof HttpsURLConnection connection)) {
      throw new IOException(url + " is not https");
    }
    connection.setSSLSocketFactory(tls);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
    try {
      if (connection.getResponseCode() != 200) {
        throw new IOException(url + " answered " + connection.getResponseCode());
      }
      return body(connection);
    } finally {
      connection.disconnect();
    }
  }

  private String body(HttpsURLConnection connection) throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    var body = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    try (InputStream in = connection.getInputStream()) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        body.write(part, 0, read);
        if (body.size() > LARGEST || System.nanoTime() > end) {
          throw new IOException(url + " sends too much or too slowly");
        }
      }
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
