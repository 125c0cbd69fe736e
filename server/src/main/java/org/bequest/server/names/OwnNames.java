package org.bequest.server.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.server.auth.CertificateFacts;
import org.bequest.server.auth.Facts;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What a credential grants by itself, as rules: a user's grants, the name of a one-time password,
 * or the names of a certificate of this service. What another authority calls somebody is no grant.
 */
final class OwnNames {
  /** By fact: what the rule about it begins with. */
  private static final Map<String, String> KINDS =
      Map.of(
          "cert.subject", "subject:",
          "cert.dns", "dns:",
          "cert.ip", "ip:",
          "cert.uri", "uri:",
          "cert.email", "email:",
          "cert.upn", "upn:");

  private static final String TYPE = "cert.hardware-type";
  private static final String SERIAL = "cert.hardware-serial-hex";

  private OwnNames() {}

  static List<String> of(Requester requester) {
    boolean itself = requester.role() instanceof Role.Itself;
    return requester.names().isEmpty() && itself
        ? requester.certificate().map(OwnNames::of).orElse(List.of())
        : requester.names();
  }

  /** A name with a star in it is left out: as a rule it would be a pattern. */
  private static List<String> of(X509CertificateHolder certificate) {
    Facts facts = CertificateFacts.of(certificate);
    List<String> rules = new ArrayList<>();
    KINDS.forEach((fact, kind) -> facts.of(fact).forEach(name -> rules.add(kind + name)));
    if (facts.of(TYPE).size() == 1 && facts.of(SERIAL).size() == 1) {
      rules.add("hardware-module:" + facts.of(TYPE).getFirst() + "/" + facts.of(SERIAL).getFirst());
    }
    rules.removeIf(r -> !r.startsWith("subject:") && r.indexOf('*') >= 0);
    return rules;
  }
}
