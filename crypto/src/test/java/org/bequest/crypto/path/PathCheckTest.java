package org.bequest.crypto.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.path.PathCheck.Refused;
import org.bequest.crypto.path.PathCheck.Valid;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.CertPolicyFlags;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorChoice.Certificate;
import org.bequest.formats.anchor.TrustAnchorChoice.TaInfo;
import org.bequest.formats.anchor.TrustAnchorChoice.TbsCert;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

/** What anchors add to path validation, whatever their form. */
class PathCheckTest {
  private static final Authority ROOT = Authority.named("CN=root");
  private static final Authority SUB = Authority.named("CN=sub");
  private static final Authority SIGNER = Authority.named("CN=signer");
  private static final ASN1ObjectIdentifier GOLD = new ASN1ObjectIdentifier("1.2.3");
  private static final ASN1ObjectIdentifier TIN = new ASN1ObjectIdentifier("1.2.4");
  private static final PathInputs INPUTS = PathInputs.at(Authority.NOW);
  private static final TrustAnchorInfo KEY =
      TrustAnchorInfo.of(ROOT.key(), new KeyIdentifier(new byte[] {1}));

  private static final CertPathControls OPEN = CertPathControls.of(ROOT.name());

  private static Extension host(String name) {
    return Authority.extension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
  }

  private static Extension policies(ASN1ObjectIdentifier... policies) {
    PolicyInformation[] all =
        List.of(policies).stream().map(PolicyInformation::new).toArray(PolicyInformation[]::new);
    return Authority.extension(Extension.certificatePolicies, false, new CertificatePolicies(all));
  }

  private static NameConstraints only(String host) {
    GeneralSubtree tree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, host));
    return new NameConstraints(new GeneralSubtree[] {tree}, null);
  }

  private static TrustAnchorChoice anchor(CertPathControls controls) {
    return new TaInfo(KEY.withCertPath(controls));
  }

  private static Optional<PathFault> fault(
      TrustAnchorChoice anchor, X509CertificateHolder... path) {
    return switch (PathCheck.of(List.of(path), anchor, INPUTS)) {
      case Valid _ -> Optional.empty();
      case Refused refused -> Optional.of(refused.fault());
    };
  }

  @Test
  @Requirement({"R5914-2.5-2", "R5914-2.5-9"})
  void onlyAnAnchorWithControlsValidatesCertificates() {
    X509CertificateHolder leaf = ROOT.certificate(SIGNER, List.of());
    assertThat(fault(new TaInfo(KEY), leaf)).hasValue(PathFault.ANCHOR_CANNOT_CERTIFY);
    assertThat(fault(anchor(OPEN), leaf)).isEmpty();
    assertThat(fault(new Certificate(ROOT.root(Authority.ca())), leaf)).isEmpty();
    for (X509CertificateHolder none :
        List.of(ROOT.root(), ROOT.root(Authority.ca(), Authority.usage(128)))) {
      assertThat(fault(new Certificate(none), leaf)).hasValue(PathFault.ANCHOR_CANNOT_CERTIFY);
      assertThat(fault(new TbsCert(none.toASN1Structure().getTBSCertificate()), leaf))
          .hasValue(PathFault.ANCHOR_CANNOT_CERTIFY);
    }
  }

  @Test
  @Requirement({"R5914-2.5-7", "R5914-2.5-8", "R5914-2.5-15", "R5914-2.6-2"})
  void constraintsOfTheAnchorReplaceThoseOfItsCertificate() {
    Extension names = Authority.extension(Extension.nameConstraints, true, only("a.example"));
    X509CertificateHolder root = ROOT.root(Authority.ca(), names);
    X509CertificateHolder a = ROOT.certificate(SIGNER, List.of(host("x.a.example")));
    X509CertificateHolder b = ROOT.certificate(SIGNER, List.of(host("x.b.example")));
    TbsCert tbs = new TbsCert(root.toASN1Structure().getTBSCertificate());
    for (TrustAnchorChoice anchor :
        List.of(new Certificate(root), tbs, anchor(OPEN.withCertificate(root)))) {
      assertThat(fault(anchor, a)).isEmpty();
      assertThat(fault(anchor, b)).hasValue(PathFault.NAME_NOT_PERMITTED);
    }
    TrustAnchorChoice other = anchor(OPEN.withCertificate(root).withNames(only("b.example")));
    assertThat(fault(other, a)).hasValue(PathFault.NAME_NOT_PERMITTED);
    assertThat(fault(other, b)).isEmpty();
    TrustAnchorInfo misplaced = KEY.withCertPath(OPEN).withExtensions(new Extensions(names));
    assertThat(fault(new TaInfo(misplaced), b)).isEmpty();
  }

  @Test
  @Requirement({"R5914-2.5-17", "R5914-2.5-18", "R5914-2.5-19"})
  void theLengthOfPathsIsLimitedByTheAnchorAndTheApplication() {
    X509CertificateHolder sub = ROOT.certificate(SUB, List.of(Authority.ca()));
    X509CertificateHolder leaf = SUB.certificate(SIGNER, List.of());
    for (TrustAnchorChoice anchor :
        List.of(
            anchor(OPEN.withPathLength(0)),
            new Certificate(ROOT.root(Authority.ca(0))),
            anchor(OPEN.withCertificate(ROOT.root(Authority.ca(0)))))) {
      assertThat(fault(anchor, leaf, sub)).hasValue(PathFault.TOO_LONG);
      assertThat(fault(anchor, sub)).isEmpty();
    }
    X509CertificateHolder selfIssued =
        ROOT.certificate(new Authority(ROOT.name(), SUB.keys()), List.of(Authority.ca()));
    X509CertificateHolder below =
        new Authority(ROOT.name(), SUB.keys()).certificate(SIGNER, List.of());
    assertThat(fault(anchor(OPEN.withPathLength(0)), below, selfIssued)).isEmpty();
    assertThat(fault(anchor(OPEN.withPathLength(1)), leaf, sub)).isEmpty();
    assertThat(
            PathCheck.of(
                List.of(leaf, sub), anchor(OPEN.withPathLength(1)), INPUTS.withPathLength(0)))
        .isInstanceOf(Refused.class);
  }

  @Test
  @Requirement({"R5914-2.5-13", "R5914-2.5-14", "R5914-2.5-19"})
  void policiesOfTheAnchorAreTheOnesThatAreAccepted() {
    CertPolicyFlags explicit = new CertPolicyFlags(false, true, false);
    TrustAnchorChoice gold = anchor(OPEN.withPolicies(List.of(GOLD), explicit));
    assertThat(fault(gold, ROOT.certificate(SIGNER, List.of(policies(GOLD, TIN))))).isEmpty();
    assertThat(fault(gold, ROOT.certificate(SIGNER, List.of(policies(TIN)))))
        .hasValue(PathFault.NO_ACCEPTABLE_POLICY);
    assertThat(fault(gold, ROOT.certificate(SIGNER, List.of())))
        .hasValue(PathFault.NO_ACCEPTABLE_POLICY);
    X509CertificateHolder any = ROOT.certificate(SIGNER, List.of(policies(PolicyGraph.ANY)));
    Valid valid = (Valid) PathCheck.of(List.of(any), gold, INPUTS);
    assertThat(valid.state().policies()).containsExactly(GOLD);
    assertThat(valid.state().flags().requireExplicitPolicy()).isTrue();
    CertPolicyFlags notAny = new CertPolicyFlags(false, true, true);
    assertThat(fault(anchor(OPEN.withPolicies(List.of(GOLD), notAny)), any))
        .hasValue(PathFault.NO_ACCEPTABLE_POLICY);
    PathInputs tin = INPUTS.withPolicies(Set.of(TIN), CertPolicyFlags.NONE);
    assertThat(PathCheck.of(List.of(any), gold, tin)).isInstanceOf(Refused.class);
    Extension skips = Authority.extension(Extension.inhibitAnyPolicy, true, new ASN1Integer(0));
    TrustAnchorChoice root = new Certificate(ROOT.root(Authority.ca(), policies(GOLD), skips));
    Valid none = (Valid) PathCheck.of(List.of(any), root, INPUTS);
    assertThat(none.state().policies()).isEmpty();
  }

  @Test
  @Requirement("R5914-2.5-18")
  void theStateAtTheEndIsThere() {
    Extension names = Authority.extension(Extension.nameConstraints, true, only("a.example"));
    X509CertificateHolder sub = ROOT.certificate(SUB, List.of(Authority.ca(3), names));
    X509CertificateHolder leaf = SUB.certificate(SIGNER, List.of(host("x.a.example")));
    Valid valid =
        (Valid) PathCheck.of(List.of(leaf, sub), anchor(OPEN.withNames(only("example"))), INPUTS);
    assertThat(valid.target()).isEqualTo(leaf);
    assertThat(valid.state().key()).isEqualTo(SIGNER.key());
    assertThat(valid.state().flags()).isEqualTo(CertPolicyFlags.NONE);
    assertThat(valid.state().pathLength()).isEqualTo(1);
    assertThat(valid.state().names().permitted().get(GeneralName.dNSName))
        .extracting(tree -> tree.base().getName().toString())
        .containsExactly("a.example");
  }

  @Test
  void whatIsWrongHasAName() {
    TrustAnchorChoice anchor = anchor(OPEN);
    X509CertificateHolder plain = ROOT.certificate(SUB, List.of());
    X509CertificateHolder leaf = SUB.certificate(SIGNER, List.of());
    assertThat(fault(anchor, leaf, plain)).hasValue(PathFault.NOT_AN_AUTHORITY);
    assertThat(fault(anchor, leaf)).hasValue(PathFault.WRONG_ISSUER);
    assertThat(fault(anchor, SUB.renamed("CN=root").certificate(SIGNER, List.of())))
        .hasValue(PathFault.BAD_SIGNATURE);
    X509CertificateHolder crl = ROOT.certificate(SUB, List.of(Authority.ca(), Authority.usage(2)));
    assertThat(fault(anchor, leaf, crl)).hasValue(PathFault.KEY_USAGE);
    ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("2.999.1");
    X509CertificateHolder strange =
        ROOT.certificate(SIGNER, List.of(Authority.extension(unknown, true, DERNull.INSTANCE)));
    assertThat(fault(anchor, strange)).hasValue(PathFault.UNKNOWN_CRITICAL_EXTENSION);
    assertThat(PathCheck.of(List.of(strange), anchor, INPUTS.handling(unknown)))
        .isInstanceOf(Valid.class);
    X509CertificateHolder good = ROOT.certificate(SIGNER, List.of());
    PathInputs late = PathInputs.at(Authority.END.plus(Duration.ofDays(1)));
    assertThat(((Refused) PathCheck.of(List.of(good), anchor, late)).fault())
        .isEqualTo(PathFault.EXPIRED);
    PathInputs early = PathInputs.at(Authority.START.minus(Duration.ofDays(1)));
    assertThat(((Refused) PathCheck.of(List.of(good), anchor, early)).fault())
        .isEqualTo(PathFault.NOT_YET_VALID);
    PathInputs revoked = INPUTS.withRevoked(good::equals);
    assertThat(((Refused) PathCheck.of(List.of(good), anchor, revoked)).fault())
        .isEqualTo(PathFault.REVOKED);
    assertThat(PathCheck.of(List.of(), anchor, INPUTS)).isInstanceOf(Refused.class);
    X509CertificateHolder broken =
        ROOT.certificate(
            SIGNER,
            List.of(Authority.extension(Extension.basicConstraints, true, new ASN1Integer(1))));
    assertThat(fault(anchor, SIGNER.certificate(SUB, List.of()), broken))
        .hasValue(PathFault.MALFORMED);
  }

  @Test
  void namesAreComparedAsRfc5280Says() {
    assertThat(
            fault(
                anchor(CertPathControls.of(new X500Name("CN= ROOT "))),
                ROOT.certificate(SIGNER, List.of())))
        .isEmpty();
  }
}
