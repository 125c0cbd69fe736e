package org.bequest.ca.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.Explanation.Finding;
import org.bequest.ca.names.AlternativeText;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.check.KeyCheck;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * What each of the rules of {@link Issuance} says of a request by itself, for people who ask why:
 * the same rules, asked one by one, also after the first refusal.
 */
record Findings(Profile profile) {
  List<Finding> of(Ground.May may) {
    Csr csr = may.request().csr().csr();
    List<Finding> findings = new ArrayList<>();
    findings.add(key(csr));
    switch (may.naming().decide(may.request())) {
      case Naming.Named.Refused(var refusal) ->
          findings.add(new Finding("names", false, refusal.detail()));
      case Naming.Named.As(var names) -> names(names, findings);
    }
    switch (RequestedExtensions.of(csr, profile)) {
      case RequestedExtensions.Refused(var refusal) ->
          findings.add(new Finding("extensions", false, refusal.detail()));
      case RequestedExtensions.Settled settled ->
          settled
              .outcomes()
              .forEach((extension, outcome) -> findings.add(new Finding(extension, true, outcome)));
    }
    return findings;
  }

  private Finding key(Csr csr) {
    Optional<Decision.Refused> refused =
        new KeyRules(profile, new KeyCheck(KeyCheck.Policy.STRICT))
            .check(csr.subjectPublicKeyInfo());
    String kind =
        KeyAlgorithm.of(csr.subjectPublicKeyInfo())
            .map(KeyAlgorithm::configName)
            .orElse("of an unknown kind");
    return refused
        .map(r -> new Finding("key", false, r.detail()))
        .orElseGet(() -> new Finding("key", true, kind));
  }

  private static void names(SubjectNames names, List<Finding> findings) {
    findings.add(new Finding("subject", true, names.subjectText()));
    for (GeneralName name : names.alternatives()) {
      findings.add(new Finding("name", true, AlternativeText.of(name)));
    }
  }
}
