package org.bequest.formats.anchor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What path validation starts from at an anchor (RFC 5280 section 6.1.1). An anchor without it
 * cannot validate certificates, only what it has signed itself.
 *
 * <pre>
 * CertPathControls ::= SEQUENCE {
 *   taName           Name,
 *   certificate      [0] Certificate OPTIONAL,
 *   policySet        [1] CertificatePolicies OPTIONAL,
 *   policyFlags      [2] CertPolicyFlags OPTIONAL,
 *   nameConstr       [3] NameConstraints OPTIONAL,
 *   pathLenConstraint[4] INTEGER (0..MAX) OPTIONAL }          -- RFC 5914 section 2.5
 *
 * CertificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
 *
 * PolicyInformation ::= SEQUENCE {
 *   policyIdentifier  CertPolicyId,
 *   policyQualifiers  SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL } -- never here
 * </pre>
 *
 * @param taName never empty
 * @param certificate octet for octet as it came; what it says holds only where nothing here does
 * @param policySet the acceptable policies; absent for any-policy
 * @param policyFlags absent for three times false
 * @param pathLenConstraint not negative
 */
public record CertPathControls(
    X500Name taName,
    Optional<X509CertificateHolder> certificate,
    Optional<List<ASN1ObjectIdentifier>> policySet,
    Optional<CertPolicyFlags> policyFlags,
    Optional<NameConstraints> nameConstr,
    Optional<BigInteger> pathLenConstraint) {
  private static final int MOST_POLICIES = 1000;
  private static final int SEQUENCE_0 = 0xa0;
  private static final int SEQUENCE_1 = 0xa1;
  private static final int BITS_2 = 0x82;
  private static final int SEQUENCE_3 = 0xa3;
  private static final int INTEGER_4 = 0x84;
  private static final int INTEGER = 0x02;

  /**
   * @throws IllegalArgumentException for what the grammar does not allow
   */
  public CertPathControls {
    policySet = policySet.map(List::copyOf);
    if (taName.size() == 0
        || policySet.filter(List::isEmpty).isPresent()
        || pathLenConstraint.filter(n -> n.signum() < 0).isPresent()) {
      throw new IllegalArgumentException("no controls of paths");
    }
  }

  /** An authority of this name, without any constraint. */
  public static CertPathControls of(X500Name taName) {
    return new CertPathControls(
        taName,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public CertPathControls withCertificate(X509CertificateHolder known) {
    return new CertPathControls(
        taName, Optional.of(known), policySet, policyFlags, nameConstr, pathLenConstraint);
  }

  public CertPathControls withPolicies(List<ASN1ObjectIdentifier> set, CertPolicyFlags flags) {
    return new CertPathControls(
        taName, certificate, Optional.of(set), Optional.of(flags), nameConstr, pathLenConstraint);
  }

  public CertPathControls withNames(NameConstraints constraints) {
    return new CertPathControls(
        taName, certificate, policySet, policyFlags, Optional.of(constraints), pathLenConstraint);
  }

  public CertPathControls withPathLength(int most) {
    return new CertPathControls(
        taName,
        certificate,
        policySet,
        policyFlags,
        nameConstr,
        Optional.of(BigInteger.valueOf(most)));
  }

  /**
   * Whether explicit policies are required and none is named, which RFC 5914 section 2.5 forbids
   * and RFC 5934 has a status code for.
   */
  public boolean lacksPolicySet() {
    return policySet.isEmpty()
        && policyFlags.filter(CertPolicyFlags::requireExplicitPolicy).isPresent();
  }

  public static CertPathControls decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, path);
    X500Name name = Names.name(fields.next("taName").value(), path + "/taName");
    if (name.size() == 0) {
      throw new MalformedException("an empty name at " + path + "/taName");
    }
    CertPathControls controls =
        new CertPathControls(
            name,
            certificate(fields.tagged(0), path + "/certificate"),
            policies(fields.tagged(1), path + "/policySet"),
            flags(fields.tagged(2), path + "/policyFlags"),
            names(fields.tagged(3), path + "/nameConstr"),
            pathLength(fields.tagged(4), path + "/pathLenConstraint"));
    fields.end();
    return controls;
  }

  public Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(Encoded.of(taName));
    certificate.ifPresent(c -> fields.add(AnchorFields.encode(c).retagged(SEQUENCE_0)));
    policySet.ifPresent(p -> fields.add(encoded(p)));
    policyFlags.ifPresent(f -> fields.add(f.encode(BITS_2)));
    nameConstr.ifPresent(n -> fields.add(Encoded.of(n).retagged(SEQUENCE_3)));
    pathLenConstraint.ifPresent(
        n -> fields.add(Encoded.of(new ASN1Integer(n)).retagged(INTEGER_4)));
    return Encoded.sequenceOf(fields);
  }

  private static Optional<X509CertificateHolder> certificate(Optional<Encoded> field, String path)
      throws MalformedException {
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(AnchorFields.certificate(sequence(field.get(), SEQUENCE_0, path), path));
  }

  private static Optional<List<ASN1ObjectIdentifier>> policies(Optional<Encoded> field, String path)
      throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Set<ASN1ObjectIdentifier> policies = new LinkedHashSet<>();
    List<Encoded> elements =
        PartReader.elements(sequence(field.get(), SEQUENCE_1, path), MOST_POLICIES, path);
    for (Encoded element : elements) {
      PartReader information = PartReader.of(element, path);
      ASN1ObjectIdentifier policy =
          information.next("policyIdentifier", ASN1ObjectIdentifier::getInstance);
      information.end();
      if (!policies.add(policy)) {
        throw new MalformedException("a policy twice at " + path);
      }
    }
    if (policies.isEmpty()) {
      throw new MalformedException("no policies at " + path);
    }
    return Optional.of(List.copyOf(policies));
  }

  private static Encoded encoded(List<ASN1ObjectIdentifier> policies) {
    ASN1Encodable[] set = policies.stream().map(DERSequence::new).toArray(ASN1Encodable[]::new);
    return Encoded.of(new DERSequence(set)).retagged(SEQUENCE_1);
  }

  private static Optional<CertPolicyFlags> flags(Optional<Encoded> field, String path)
      throws MalformedException {
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(CertPolicyFlags.decode(field.get(), path));
  }

  private static Optional<NameConstraints> names(Optional<Encoded> field, String path)
      throws MalformedException {
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(Subtrees.decode(sequence(field.get(), SEQUENCE_3, path), path));
  }

  private static Optional<BigInteger> pathLength(Optional<Encoded> field, String path)
      throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Object integer = field.get().retagged(INTEGER).value();
    BigInteger length = Asn1.typed(integer, ASN1Integer::getInstance, path).getValue();
    if (length.signum() < 0) {
      throw new MalformedException("a negative number at " + path);
    }
    return Optional.of(length);
  }

  /** Under its implicit tag a SEQUENCE stays constructed. */
  private static Encoded sequence(Encoded field, int identifier, String path)
      throws MalformedException {
    if (field.identifier() != identifier) {
      throw new MalformedException("bad structure at " + path);
    }
    return field.retagged(Encoded.SEQUENCE);
  }
}
