package org.bequest.crypto.path;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.AnchorFault;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.CertPolicyFlags;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorChoice.Certificate;
import org.bequest.formats.anchor.TrustAnchorChoice.TaInfo;
import org.bequest.formats.anchor.TrustAnchorChoice.TbsCert;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What path validation starts from at an anchor, whatever its form: the fields of RFC 5914 where
 * they are present, else the extensions of the certificate.
 *
 * @param policies empty for any-policy
 * @param skips how many certificates may follow before each policy switch is on
 * @param pathLength empty for any number
 */
public record AnchorControls(
    X500Name name,
    SubjectPublicKeyInfo key,
    Optional<Set<ASN1ObjectIdentifier>> policies,
    Skips skips,
    Optional<NameConstraints> names,
    Optional<BigInteger> pathLength) {
  /** SkipCerts of RFC 5280 sections 4.2.1.11 and 4.2.1.14; empty for never. */
  public record Skips(
      Optional<BigInteger> requireExplicitPolicy,
      Optional<BigInteger> inhibitPolicyMapping,
      Optional<BigInteger> inhibitAnyPolicy) {}

  /** Empty for an anchor that is not to validate certificates. */
  public static Optional<AnchorControls> of(TrustAnchorChoice anchor) throws MalformedException {
    CertificateExtensions said = new CertificateExtensions(anchor::extension);
    return switch (anchor) {
      case Certificate c -> ofCertificate(anchor, said, c.holder().getVersionNumber());
      case TbsCert t -> ofCertificate(anchor, said, t.tbsCertificate().getVersionNumber());
      case TaInfo i ->
          i.info().certPath().isEmpty()
                  || i.info().faults().stream().anyMatch(AnchorFault::isContradiction)
              ? Optional.empty()
              : Optional.of(ofInfo(anchor, said, i.info().certPath().get()));
    };
  }

  private static Optional<AnchorControls> ofCertificate(
      TrustAnchorChoice anchor, CertificateExtensions said, int version) throws MalformedException {
    Optional<X500Name> name = anchor.name().filter(n -> n.size() > 0);
    boolean authority =
        version < 3 || said.basicConstraints().filter(BasicConstraints::isCA).isPresent();
    return name.isPresent() && authority && said.maySignCertificates()
        ? Optional.of(
            new AnchorControls(
                name.get(),
                anchor.publicKey(),
                policies(said),
                skips(said),
                said.nameConstraints(),
                said.basicConstraints().map(BasicConstraints::getPathLenConstraint)))
        : Optional.empty();
  }

  /** The presence of these controls makes an authority, whatever the enclosed certificate says. */
  private static AnchorControls ofInfo(
      TrustAnchorChoice anchor, CertificateExtensions said, CertPathControls controls)
      throws MalformedException {
    return new AnchorControls(
        controls.taName(),
        anchor.publicKey(),
        controls.policySet().isPresent()
            ? accepted(new LinkedHashSet<>(controls.policySet().get()))
            : policies(said),
        controls.policyFlags().isPresent() ? skips(controls.policyFlags().get()) : skips(said),
        controls.nameConstr().isPresent() ? controls.nameConstr() : said.nameConstraints(),
        controls.pathLenConstraint().isPresent()
            ? controls.pathLenConstraint()
            : said.basicConstraints().map(BasicConstraints::getPathLenConstraint));
  }

  private static Optional<Set<ASN1ObjectIdentifier>> policies(CertificateExtensions said)
      throws MalformedException {
    Optional<Set<ASN1ObjectIdentifier>> policies = said.policies();
    return policies.isEmpty() ? policies : accepted(policies.get());
  }

  private static Optional<Set<ASN1ObjectIdentifier>> accepted(Set<ASN1ObjectIdentifier> set) {
    return set.contains(PolicyGraph.ANY) ? Optional.empty() : Optional.of(set);
  }

  private static Skips skips(CertificateExtensions said) throws MalformedException {
    Optional<PolicyConstraints> constraints = said.policyConstraints();
    return new Skips(
        constraints.map(PolicyConstraints::getRequireExplicitPolicyMapping),
        constraints.map(PolicyConstraints::getInhibitPolicyMapping),
        said.inhibitAnyPolicy());
  }

  private static Skips skips(CertPolicyFlags flags) {
    return new Skips(
        none(flags.requireExplicitPolicy()),
        none(flags.inhibitPolicyMapping()),
        none(flags.inhibitAnyPolicy()));
  }

  private static Optional<BigInteger> none(boolean on) {
    return on ? Optional.of(BigInteger.ZERO) : Optional.empty();
  }
}
