package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.server.auth.Bearer;
import org.bequest.server.auth.TokenIssuer;
import org.bequest.server.config.KeySetReference;
import org.bequest.server.config.TokenSettings;
import org.bequest.server.jwks.KeyFile;
import org.bequest.server.jwks.KeySet;
import org.bequest.server.jwks.KeySource;
import org.bequest.server.jwks.KeyUrl;
import org.bequest.server.setup.StartException.Kind;

/** From the section {@code tokens} to the issuers whose tokens count. */
final class Tokens {
  private final InstantSource clock;
  private Map<String, TokenSettings> present = Map.of();
  private Bearer bearer;

  Tokens(InstantSource clock) {
    this.clock = clock;
    this.bearer = new Bearer(List.of(), clock);
  }

  /** The same for all labels, and over a reload that changes nothing here: keys stay fetched. */
  Bearer bearer(Map<String, TokenSettings> settings) {
    if (!settings.equals(present)) {
      bearer =
          new Bearer(
              settings.entrySet().stream().map(e -> issuer(e.getKey(), e.getValue())).toList(),
              clock);
      present = settings;
    }
    return bearer;
  }

  private TokenIssuer issuer(String name, TokenSettings settings) {
    return new TokenIssuer(
        name,
        settings.issuer(),
        Set.copyOf(settings.audience()),
        settings.algorithms().stream()
            .flatMap(a -> TokenIssuer.algorithm(a).stream())
            .collect(Collectors.toSet()),
        settings.clockSkew(),
        settings.subject(),
        Set.copyOf(settings.claims()),
        new KeySet(source(name, settings), settings.refresh(), clock));
  }

  private static KeySource source(String name, TokenSettings settings) {
    return switch (settings.jwks()) {
      case KeySetReference.InFile(Path file) -> new KeyFile(file);
      case KeySetReference.AtUrl(var url) -> new KeyUrl(url, trusting(name, settings.ca()));
    };
  }

  /** These anchors and no other; those of Java when there are none. */
  private static SSLSocketFactory trusting(String name, List<Path> files) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(files.isEmpty() ? null : anchors(files));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | MalformedException e) {
      throw new StartException(
          Kind.LOCAL, "tokens." + name + ".ca cannot be read: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is part of every JDK", e);
    }
  }

  private static KeyStore anchors(List<Path> files)
      throws IOException, MalformedException, GeneralSecurityException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    for (Path file : files) {
      for (X509Certificate anchor : CertificatePem.decode(Files.readAllBytes(file))) {
        anchors.setCertificateEntry(Integer.toString(anchors.size()), anchor);
      }
    }
    return anchors;
  }
}
