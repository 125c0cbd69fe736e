package org.bequest.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bequest.formats.pkix.WantedAttribute;
import org.bequest.formats.pkix.WantedExtension;
import org.bequest.formats.pkix.WantedName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.DefaultSignatureNameFinder;

/**
 * Turns a request and the server's demands into a signed CSR (RFC 7030 4.2.1, 4.5.2; RFC 9908 3.4).
 * What a demand gives a value for is taken over; what it leaves open is filled from the request;
 * what neither has is reported as unmet.
 */
final class CsrComposer {
  /** Attributes of PKCS#9 that say something about who asks, or how to answer (RFC 2985). */
  private static final Set<ASN1ObjectIdentifier> COPIED =
      Set.of(
          PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
          PKCSObjectIdentifiers.pkcs_9_at_unstructuredAddress,
          PKCSObjectIdentifiers.pkcs_9_at_friendlyName,
          PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities,
          PKCSObjectIdentifiers.pkcs_9_at_contentType);

  private static final Set<ASN1ObjectIdentifier> CHALLENGES =
      Set.of(
          EstOids.CHALLENGE_PASSWORD,
          EstOids.OTP_CHALLENGE,
          EstOids.REVOCATION_CHALLENGE,
          EstOids.EST_IDENTITY_LINKING);

  private final EnrollRequest.Composed request;
  private final CsrDemands demands;

  CsrComposer(EnrollRequest.Composed request) {
    this.request = request;
    this.demands = request.demands();
  }

  /**
   * @param binding of the connection that will carry the CSR, in base64; empty for none
   */
  Csr compose(String binding) {
    var builder = new CsrBuilder(new SubjectNames(subject(), alternatives()), publicKey());
    extensions().values().forEach(builder::extension);
    link(builder, binding);
    challenges(builder);
    attributes(builder);
    if (request.naming() instanceof EnrollRequest.Naming.Changed(SubjectNames wanted)) {
      builder.changeSubjectName(wanted);
    }
    UnsignedCsr unsigned = builder.build();
    return unsigned.signed(request.key().algorithm(), request.key().sign(unsigned.toBeSigned()));
  }

  /** RFC 7894 4: the newer attribute when it is advertised, and then only that one. */
  private void link(CsrBuilder builder, String binding) {
    if (binding.isEmpty() || !request.linked()) {
      return;
    }
    if (demands.names(EstOids.EST_IDENTITY_LINKING)) {
      builder.estIdentityLinking(binding);
    } else {
      builder.challengePassword(binding);
    }
  }

  private void challenges(CsrBuilder builder) {
    ChallengeSecrets secrets = request.secrets();
    if (demands.names(EstOids.OTP_CHALLENGE) && !secrets.otp().isEmpty()) {
      builder.otpChallenge(secrets.otp());
    }
    if (demands.names(EstOids.REVOCATION_CHALLENGE) && !secrets.revocation().isEmpty()) {
      builder.revocationChallenge(secrets.revocation());
    }
  }

  /**
   * Attributes that the server gives with one value; the others mean something else, or nothing.
   */
  private void attributes(CsrBuilder builder) {
    request.attributes().forEach(builder::attribute);
    demands.attributes().stream()
        .filter(CsrComposer::isKnown)
        .filter(a -> !sends(a.type()))
        .forEach(a -> builder.attribute(a.type(), a.values().getFirst()));
  }

  private boolean sends(ASN1ObjectIdentifier attribute) {
    return request.attributes().stream().anyMatch(a -> a.getAttrType().equals(attribute));
  }

  /** RFC 7030 4.5.2: what a client does not recognise it ignores. */
  private static boolean isKnown(WantedAttribute attribute) {
    return COPIED.contains(attribute.type()) && attribute.values().size() == 1;
  }

  List<String> unmet() {
    List<String> unmet = new ArrayList<>();
    if (!DemandedKey.isMetBy(demands.key(), publicKey())) {
      unmet.add("the server wants another kind of key");
    }
    if (!signatureIsWanted()) {
      unmet.add("the server wants another signature algorithm");
    }
    for (List<WantedName> rdn : demands.subject()) {
      for (WantedName name : rdn) {
        if (valueOf(name).isEmpty()) {
          unmet.add("the server wants " + name.type() + " in the subject");
        }
      }
    }
    for (WantedExtension extension : demands.extensions()) {
      if (!isMet(extension)) {
        unmet.add("the server wants the extension " + extension.id());
      }
    }
    demands.attributes().stream()
        .filter(a -> !isKnown(a) && !sends(a.type()))
        .forEach(a -> unmet.add("the server wants the attribute " + a.type()));
    demands.named().stream()
        .filter(oid -> !isMet(oid))
        .forEach(oid -> unmet.add("the server wants " + oid));
    return List.copyOf(unmet);
  }

  /** Secrets and bindings are sent when they are there, and missed by nobody when they are not. */
  private boolean isMet(ASN1ObjectIdentifier oid) {
    return CHALLENGES.contains(oid)
        || sends(oid)
        || new DefaultSignatureNameFinder().hasAlgorithmName(oid)
        || extensions().containsKey(oid)
        || subject().getRDNs(oid).length > 0;
  }

  /** RFC 7030 4.5.2: a signature scheme is demanded by its bare identifier. */
  private boolean signatureIsWanted() {
    var names = new DefaultSignatureNameFinder();
    List<ASN1ObjectIdentifier> schemes =
        demands.named().stream().filter(names::hasAlgorithmName).toList();
    return schemes.isEmpty() || schemes.contains(request.key().algorithm().getAlgorithm());
  }

  /** The demanded names in their order, then what the request has besides. */
  private X500Name subject() {
    X500Name own = request.names().subject();
    if (demands.subject().isEmpty()) {
      return own;
    }
    List<RDN> rdns = new ArrayList<>();
    List<ASN1ObjectIdentifier> demanded = new ArrayList<>();
    for (List<WantedName> wanted : demands.subject()) {
      List<AttributeTypeAndValue> known =
          wanted.stream().flatMap(n -> valueOf(n).stream()).toList();
      if (!known.isEmpty()) {
        rdns.add(new RDN(known.toArray(AttributeTypeAndValue[]::new)));
      }
      wanted.forEach(name -> demanded.add(name.type()));
    }
    for (RDN rdn : own.getRDNs()) {
      if (!demanded.contains(rdn.getFirst().getType())) {
        rdns.add(rdn);
      }
    }
    return new X500Name(rdns.toArray(RDN[]::new));
  }

  private Optional<AttributeTypeAndValue> valueOf(WantedName name) {
    RDN[] own = request.names().subject().getRDNs(name.type());
    return name.value()
        .map(given -> new AttributeTypeAndValue(name.type(), given))
        .or(() -> own.length == 0 ? Optional.empty() : Optional.of(own[0].getFirst()));
  }

  private List<GeneralName> alternatives() {
    return demands.extensions().stream()
        .filter(e -> e.id().equals(Extension.subjectAlternativeName))
        .findFirst()
        .flatMap(WantedExtension::value)
        .map(given -> AlternativeNames.filled(given, request.names().alternatives()))
        .orElseGet(() -> request.names().alternatives());
  }

  /** By identifier, so that none comes twice. */
  private Map<ASN1ObjectIdentifier, Extension> extensions() {
    Map<ASN1ObjectIdentifier, Extension> all = new LinkedHashMap<>();
    request.extensions().forEach(e -> all.put(e.getExtnId(), e));
    for (WantedExtension wanted : demands.extensions()) {
      if (!wanted.id().equals(Extension.subjectAlternativeName)) {
        valueOf(wanted).ifPresent(e -> all.put(e.getExtnId(), e));
      }
    }
    return all;
  }

  private Optional<Extension> valueOf(WantedExtension wanted) {
    return wanted
        .value()
        .or(() ->
            request.extensions().stream()
                .filter(e -> e.getExtnId().equals(wanted.id()))
                .findFirst()
                .map(e -> e.getExtnValue().getOctets()))
        .map(value -> new Extension(wanted.id(), wanted.critical(), value));
  }

  private boolean isMet(WantedExtension wanted) {
    return wanted.id().equals(Extension.subjectAlternativeName)
        ? AlternativeNames.areComplete(wanted, request.names().alternatives())
        : valueOf(wanted).isPresent();
  }

  private SubjectPublicKeyInfo publicKey() {
    return request.key().publicKey();
  }
}
