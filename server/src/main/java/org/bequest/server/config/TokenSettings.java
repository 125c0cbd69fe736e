package org.bequest.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Somebody whose bearer tokens (RFC 6750, RFC 7519) count here.
 *
 * @param issuer what {@code iss} must be, octet by octet
 * @param audience one of them must stand in {@code aud}
 * @param ca PEM files with the anchors for the URL of {@code jwks}; empty: those of Java
 * @param subject the claim that names the caller
 * @param claims which of them label rules may use; empty: all that are text
 */
public record TokenSettings(
    String issuer,
    List<String> audience,
    KeySetReference jwks,
    List<Path> ca,
    List<String> algorithms,
    Duration clockSkew,
    Duration refresh,
    String subject,
    List<String> claims) {
  public TokenSettings {
    audience = audience == null ? List.of() : List.copyOf(audience);
    ca = ca == null ? List.of() : List.copyOf(ca);
    algorithms = algorithms == null ? List.of("ES256", "RS256") : List.copyOf(algorithms);
    clockSkew = clockSkew == null ? Duration.ofSeconds(60) : clockSkew;
    refresh = refresh == null ? Duration.ofMinutes(10) : refresh;
    subject = subject == null ? "sub" : subject;
    claims = claims == null ? List.of() : List.copyOf(claims);
  }
}
