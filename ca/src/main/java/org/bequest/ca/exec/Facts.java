package org.bequest.ca.exec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.der.Der;
import org.bequest.ca.foreign.Order;
import org.bequest.ca.names.AlternativeText;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What a program is told of a request, as environment variables that begin with {@code EST_}. A
 * value is one line: control characters in what came from outside become blanks. The list is in the
 * manual, docs/manual/other-authorities.md.
 */
final class Facts {
  private static final int LONGEST = 32 * 1024;

  private final Map<String, String> facts = new LinkedHashMap<>();

  private Facts(String authority, String operation) {
    put("AUTHORITY", authority);
    put("OPERATION", operation);
  }

  static Map<String, String> of(String authority, Order order) {
    Facts facts = new Facts(authority, order.operation());
    EnrollmentRequest request = order.request();
    facts.put("LABEL", request.label());
    facts.put("PROFILE", order.profile().name());
    facts.put("REQUEST", request.requestId());
    facts.put("TRANSACTION", order.attempt().ticket());
    facts.put("ATTEMPT", Integer.toString(order.attempt().number()));
    facts.put("CHANNEL_BINDING", request.link().name().toLowerCase(Locale.ROOT));
    facts.put("VALIDITY_SECONDS", seconds(order.profile().validity()));
    facts.requester(request.requester());
    facts.names(order);
    return facts.facts;
  }

  static Map<String, String> ofCsrAttributes(String authority) {
    return new Facts(authority, "csrattrs").facts;
  }

  static Map<String, String> ofRevocation(
      String authority, X509CertificateHolder certificate, String reason, String actor) {
    Facts facts = new Facts(authority, "revoke");
    facts.put("SERIAL", certificate.getSerialNumber().toString(16));
    facts.put("REASON", reason);
    facts.put("IDENTITY", actor);
    return facts.facts;
  }

  private void requester(Requester requester) {
    String identity = requester.identity();
    int colon = identity.indexOf(':');
    put("IDENTITY", identity);
    put("IDENTITY_KIND", colon < 0 ? "" : identity.substring(0, colon));
    put("IDENTITY_NAME", identity.substring(colon + 1));
    requester
        .certificate()
        .ifPresent(c -> {
          put("CERTIFICATE", Base64.getEncoder().encodeToString(Der.encode(c.toASN1Structure())));
          put("CERTIFICATE_SERIAL", c.getSerialNumber().toString(16));
        });
  }

  private void names(Order order) {
    put("SUBJECT", order.names().subjectText());
    SlashedName.of(order.names().subject()).ifPresent(s -> put("SUBJECT_SLASHED", s));
    List<GeneralName> alternatives = order.names().alternatives();
    put("SAN_COUNT", Integer.toString(alternatives.size()));
    for (int i = 0; i < alternatives.size(); i++) {
      put("SAN_" + (i + 1), AlternativeText.exact(alternatives.get(i)));
    }
    put("KEY_SHA256", HexFormat.of().formatHex(sha256(order)));
  }

  private void put(String name, String value) {
    String line = value.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
    facts.put("EST_" + name, line.substring(0, Math.min(line.length(), LONGEST)));
  }

  private static String seconds(Duration time) {
    return Long.toString(time.toSeconds());
  }

  private static byte[] sha256(Order order) {
    try {
      byte[] key = Der.encode(order.request().csr().csr().subjectPublicKeyInfo());
      return MessageDigest.getInstance("SHA-256").digest(key);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
