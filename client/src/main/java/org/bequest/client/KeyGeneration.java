package org.bequest.client;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/** What became of a request for a key that the server makes (RFC 7030 4.4, RFC 8295 8). */
public sealed interface KeyGeneration extends Outcome
    permits KeyGeneration.Delivered, Enrollment.Pending, Enrollment.Refused {
  /**
   * @param keys that the server made; the private one is that of the certificate
   * @param certificate its path to an Explicit anchor is valid
   * @param chain its issuers, the nearest first, without the anchor
   * @param warnings how it differs from the request, one clause each; empty when it does not
   */
  record Delivered(
      KeyPair keys, X509Certificate certificate, List<X509Certificate> chain, List<String> warnings)
      implements KeyGeneration {
    public Delivered {
      chain = List.copyOf(chain);
      warnings = List.copyOf(warnings);
    }
  }
}
