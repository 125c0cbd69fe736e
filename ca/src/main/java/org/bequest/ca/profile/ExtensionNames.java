package org.bequest.ca.profile;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/** Certificate extensions by the words of the configuration and of audit entries. */
public final class ExtensionNames {
  private static final Map<String, ASN1ObjectIdentifier> WORDS =
      Map.ofEntries(
          Map.entry("subject-key-identifier", Extension.subjectKeyIdentifier),
          Map.entry("key-usage", Extension.keyUsage),
          Map.entry("subject-alternative-name", Extension.subjectAlternativeName),
          Map.entry("basic-constraints", Extension.basicConstraints),
          Map.entry("name-constraints", Extension.nameConstraints),
          Map.entry("crl-distribution-points", Extension.cRLDistributionPoints),
          Map.entry("certificate-policies", Extension.certificatePolicies),
          Map.entry("policy-mappings", Extension.policyMappings),
          Map.entry("authority-key-identifier", Extension.authorityKeyIdentifier),
          Map.entry("policy-constraints", Extension.policyConstraints),
          Map.entry("extended-key-usage", Extension.extendedKeyUsage),
          Map.entry("freshest-crl", Extension.freshestCRL),
          Map.entry("inhibit-any-policy", Extension.inhibitAnyPolicy),
          Map.entry("authority-info-access", Extension.authorityInfoAccess),
          Map.entry("subject-info-access", Extension.subjectInfoAccess),
          Map.entry("tls-feature", new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24")));

  /** What the profile or the grant decides, whatever a request says. */
  static final Set<ASN1ObjectIdentifier> DECIDED =
      Set.of(
          Extension.subjectKeyIdentifier,
          Extension.authorityKeyIdentifier,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.basicConstraints,
          Extension.cRLDistributionPoints,
          Extension.authorityInfoAccess);

  /** What gives or takes power over other certificates: never copied from a request. */
  static final Set<ASN1ObjectIdentifier> NEVER_COPIED =
      Set.of(
          Extension.nameConstraints,
          Extension.policyMappings,
          Extension.policyConstraints,
          Extension.inhibitAnyPolicy,
          Extension.freshestCRL,
          Extension.subjectAlternativeName);

  private ExtensionNames() {}

  /** By its word or its identifier in dots. */
  public static Optional<ASN1ObjectIdentifier> named(String word) {
    ASN1ObjectIdentifier known = WORDS.get(word);
    return Optional.ofNullable(known != null ? known : ASN1ObjectIdentifier.tryFromID(word));
  }

  /** The word, or the identifier in dots. */
  public static String of(ASN1ObjectIdentifier id) {
    return WORDS.entrySet().stream()
        .filter(e -> e.getValue().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(id::getId);
  }
}
