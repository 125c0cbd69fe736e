package org.bequest.crypto.tls;

import java.util.Arrays;
import java.util.List;

/** Versions and cipher suites of RFC 9325: forward secrecy and authenticated encryption only. */
public final class TlsPolicy {
  public static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  public static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private TlsPolicy() {}

  static String[] versions() {
    return VERSIONS.toArray(String[]::new);
  }

  /** Those of the policy that the provider has, in the order of the policy. */
  static String[] cipherSuites(String[] supported) {
    List<String> known = Arrays.asList(supported);
    return CIPHER_SUITES.stream().filter(known::contains).toArray(String[]::new);
  }
}
