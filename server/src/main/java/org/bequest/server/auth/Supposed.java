package org.bequest.server.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Somebody of whom an operator supposes that it has proven itself: what would it be? No secret is
 * needed for that, and nobody is let in by the answer.
 *
 * @param label name of the label, empty for the default one
 * @param chain certificates, its own first; empty for none
 * @param user name of a user; empty for none
 * @param otp name of a device with a one-time password; empty for none
 * @param claims of a token; none for no token
 */
public record Supposed(
    String label,
    List<X509CertificateHolder> chain,
    String user,
    String otp,
    Map<String, Object> claims) {
  public Supposed {
    chain = List.copyOf(chain);
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims)); // a claim may be null
  }
}
