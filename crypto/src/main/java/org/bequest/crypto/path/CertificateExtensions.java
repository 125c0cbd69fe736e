package org.bequest.crypto.path;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.Subtrees;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;

/**
 * The extensions that path validation reads, of a certificate or of an anchor. A fault in one of
 * them is one of the path.
 *
 * @param in empty when there is no such extension
 */
record CertificateExtensions(Function<ASN1ObjectIdentifier, Optional<Extension>> in) {
  private static final Limits LIMITS = new Limits(1 << 20, 24, 20_000);

  Optional<BasicConstraints> basicConstraints() throws MalformedException {
    Optional<BasicConstraints> basic =
        read(Extension.basicConstraints, BasicConstraints::getInstance);
    Optional<BigInteger> length = basic.map(BasicConstraints::getPathLenConstraint);
    if (length.filter(n -> n.signum() < 0).isPresent()) {
      throw new MalformedException("a negative length of paths");
    }
    return basic;
  }

  /** Whether the key may sign certificates, as far as this extension is there. */
  boolean maySignCertificates() throws MalformedException {
    Optional<KeyUsage> usage = read(Extension.keyUsage, KeyUsage::getInstance);
    return usage.isEmpty() || usage.get().hasUsages(KeyUsage.keyCertSign);
  }

  Optional<Set<ASN1ObjectIdentifier>> policies() throws MalformedException {
    Optional<CertificatePolicies> policies =
        read(Extension.certificatePolicies, CertificatePolicies::getInstance);
    if (policies.isEmpty()) {
      return Optional.empty();
    }
    Set<ASN1ObjectIdentifier> identifiers = new LinkedHashSet<>();
    for (PolicyInformation policy : policies.get().getPolicyInformation()) {
      identifiers.add(policy.getPolicyIdentifier());
    }
    return Optional.of(identifiers);
  }

  /** By the policy of the issuer, those of the subject. */
  Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> policyMappings() throws MalformedException {
    Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mappings = new HashMap<>();
    Optional<ASN1Sequence> pairs = read(Extension.policyMappings, ASN1Sequence::getInstance);
    if (pairs.isPresent()) {
      for (ASN1Encodable element : pairs.get()) {
        ASN1Sequence pair = Asn1.typed((Object) element, ASN1Sequence::getInstance, "/mapping");
        ASN1ObjectIdentifier issuers = policy(pair, 0);
        mappings.computeIfAbsent(issuers, _ -> new HashSet<>()).add(policy(pair, 1));
      }
    }
    return mappings;
  }

  /** RFC 5280 section 6.1.4 (a): anyPolicy is mapped to nothing, and nothing to it. */
  private static ASN1ObjectIdentifier policy(ASN1Sequence pair, int at) throws MalformedException {
    ASN1ObjectIdentifier policy =
        Asn1.typed(
            pair, p -> ASN1ObjectIdentifier.getInstance(p.getObjectAt(at)), "/policyMappings");
    if (pair.size() != 2 || policy.equals(PolicyGraph.ANY)) {
      throw new MalformedException("no pair of policies, or anyPolicy, at /policyMappings");
    }
    return policy;
  }

  Optional<PolicyConstraints> policyConstraints() throws MalformedException {
    return read(Extension.policyConstraints, PolicyConstraints::getInstance);
  }

  Optional<BigInteger> inhibitAnyPolicy() throws MalformedException {
    return read(Extension.inhibitAnyPolicy, ASN1Integer::getInstance).map(ASN1Integer::getValue);
  }

  Optional<NameConstraints> nameConstraints() throws MalformedException {
    Optional<byte[]> value = value(Extension.nameConstraints);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Asn1.checkDer(value.get(), LIMITS);
    return Optional.of(Subtrees.decode(Encoded.known(value.get()), "/nameConstraints"));
  }

  private Optional<byte[]> value(ASN1ObjectIdentifier type) {
    return in.apply(type).map(e -> e.getExtnValue().getOctets());
  }

  private <T> Optional<T> read(ASN1ObjectIdentifier type, Function<Object, T> as)
      throws MalformedException {
    Optional<byte[]> octets = value(type);
    if (octets.isEmpty()) {
      return Optional.empty();
    }
    ASN1Primitive value = Asn1.ber(octets.get(), LIMITS);
    return Optional.of(Asn1.typed((Object) value, as, "/" + type));
  }
}
