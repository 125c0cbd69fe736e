package org.bequest.crypto.path;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.Signatures;
import org.bequest.crypto.path.PathCheck.Refused;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The state machine of RFC 5280 section 6.1, one certificate after the other. Its variables bear
 * the names of section 6.1.2.
 */
final class PathWalk {
  /** Those that are read here, and the use of the key, which is for the caller to judge. */
  private static final Set<ASN1ObjectIdentifier> KNOWN =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.certificatePolicies,
          Extension.policyMappings,
          Extension.policyConstraints,
          Extension.inhibitAnyPolicy,
          Extension.nameConstraints,
          Extension.subjectAlternativeName);

  private final List<X509CertificateHolder> path;
  private final PathInputs inputs;
  private final Optional<Set<ASN1ObjectIdentifier>> initialPolicies;
  private final PolicyGraph validPolicies = new PolicyGraph();
  private final Set<ASN1ObjectIdentifier> handled;
  private NameSpace names = NameSpace.UNBOUNDED;
  private int explicitPolicy;
  private int policyMapping;
  private int inhibitAnyPolicy;
  private int maxPathLength;
  private SubjectPublicKeyInfo workingKey;
  private Chaining workingIssuer;

  /** Section 6.1.2, with the constraints of the anchor and those of the application. */
  PathWalk(List<X509CertificateHolder> path, AnchorControls anchor, PathInputs inputs)
      throws MalformedException {
    this.path = path;
    this.inputs = inputs;
    this.handled = new HashSet<>(KNOWN);
    this.handled.addAll(inputs.handled());
    this.initialPolicies = both(anchor.policies(), inputs.policies());
    int never = path.size() + 1;
    AnchorControls.Skips skips = anchor.skips();
    explicitPolicy =
        inputs.flags().requireExplicitPolicy() ? 0 : least(never, skips.requireExplicitPolicy());
    policyMapping =
        inputs.flags().inhibitPolicyMapping() ? 0 : least(never, skips.inhibitPolicyMapping());
    inhibitAnyPolicy =
        inputs.flags().inhibitAnyPolicy() ? 0 : least(never, skips.inhibitAnyPolicy());
    maxPathLength = least(inputs.pathLength().orElse(path.size()), anchor.pathLength());
    for (NameConstraints constraints : inputs.names()) {
      names = names.narrowed(constraints);
    }
    if (anchor.names().isPresent()) {
      names = names.narrowed(anchor.names().get());
    }
    workingKey = anchor.key();
    workingIssuer = Chaining.read(anchor.name(), "/anchor");
  }

  private static Optional<Set<ASN1ObjectIdentifier>> both(
      Optional<Set<ASN1ObjectIdentifier>> some, Optional<Set<ASN1ObjectIdentifier>> others) {
    if (some.isEmpty() || others.isEmpty() || others.get().contains(PolicyGraph.ANY)) {
      return some.isPresent() ? some : others;
    }
    Set<ASN1ObjectIdentifier> both = new HashSet<>(some.get());
    both.retainAll(others.get());
    return Optional.of(both);
  }

  private static int least(int value, Optional<BigInteger> other) {
    return other
        .map(o -> o.min(BigInteger.valueOf(value)).max(BigInteger.ZERO).intValue())
        .orElse(value);
  }

  PathCheck walk(TrustAnchorChoice anchor) throws MalformedException {
    for (int i = path.size() - 1; i >= 0; i--) {
      Step step = new Step(path.get(i), i == 0);
      Optional<Refused> refused = step.basic();
      if (refused.isEmpty()) {
        refused = i == 0 ? step.wrapUp() : step.prepare();
      }
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    Set<ASN1ObjectIdentifier> valid = validPolicies.valid(initialPolicies);
    if (explicitPolicy == 0 && valid.isEmpty()) {
      return new Refused(PathFault.NO_ACCEPTABLE_POLICY, "no policy of the path is acceptable");
    }
    return new PathCheck.Valid(
        anchor,
        path,
        new FinalState(
            explicitPolicy,
            policyMapping,
            inhibitAnyPolicy,
            maxPathLength,
            valid,
            names,
            workingKey));
  }

  /** What is done with one certificate. */
  private final class Step {
    private final X509CertificateHolder certificate;
    private final CertificateExtensions extensions;
    private final boolean last;
    private final Chaining subject;
    private final Chaining issuer;
    private final boolean selfIssued;

    Step(X509CertificateHolder certificate, boolean last) throws MalformedException {
      this.certificate = certificate;
      this.extensions =
          new CertificateExtensions(type -> Optional.ofNullable(certificate.getExtension(type)));
      this.last = last;
      this.subject = Chaining.read(certificate.getSubject(), "/subject");
      this.issuer = Chaining.read(certificate.getIssuer(), "/issuer");
      this.selfIssued = subject.equals(issuer);
    }

    /** Section 6.1.3. */
    Optional<Refused> basic() throws MalformedException {
      Optional<Refused> refused = signature();
      if (refused.isEmpty()) {
        refused = time();
      }
      if (refused.isEmpty() && (last || !selfIssued)) {
        refused = names();
      }
      return refused.isEmpty() ? policies() : refused;
    }

    private Optional<Refused> signature() {
      if (!issuer.equals(workingIssuer)) {
        return refused(PathFault.WRONG_ISSUER, "was issued by somebody else");
      }
      return isSignedBy(certificate, workingKey)
          ? Optional.empty()
          : refused(PathFault.BAD_SIGNATURE, "was not signed with the key of its issuer");
    }

    private Optional<Refused> time() {
      if (inputs.at().isBefore(certificate.getNotBefore().toInstant())) {
        return refused(PathFault.NOT_YET_VALID, "is not valid yet");
      }
      if (inputs.at().isAfter(certificate.getNotAfter().toInstant())) {
        return refused(PathFault.EXPIRED, "has expired");
      }
      return inputs.revoked().test(certificate)
          ? refused(PathFault.REVOKED, "is revoked")
          : Optional.empty();
    }

    private Optional<Refused> names() throws MalformedException {
      return switch (names.verdict(allNames(certificate))) {
        case PERMITTED -> Optional.empty();
        case NOT_PERMITTED ->
            refused(PathFault.NAME_NOT_PERMITTED, "has a name that is not permitted");
        case EXCLUDED -> refused(PathFault.NAME_EXCLUDED, "has a name that is excluded");
        case NOT_UNDERSTOOD ->
            refused(PathFault.NAME_NOT_UNDERSTOOD, "has a name that constraints cannot be told of");
      };
    }

    private Optional<Refused> policies() throws MalformedException {
      Optional<Set<ASN1ObjectIdentifier>> policies = extensions.policies();
      if (policies.isPresent()) {
        validPolicies.certificate(policies.get(), inhibitAnyPolicy > 0 || (!last && selfIssued));
      } else {
        validPolicies.clear();
      }
      return explicitPolicy == 0 && validPolicies.isEmpty()
          ? refused(PathFault.NO_ACCEPTABLE_POLICY, "has no acceptable policy")
          : Optional.empty();
    }

    /** Section 6.1.4. */
    Optional<Refused> prepare() throws MalformedException {
      mapPolicies();
      workingIssuer = subject;
      workingKey = certificate.getSubjectPublicKeyInfo();
      narrowNames();
      if (!selfIssued) {
        count();
      }
      limitPolicies();
      Optional<BasicConstraints> basic = extensions.basicConstraints();
      if (certificate.getVersionNumber() < 3 || basic.filter(BasicConstraints::isCA).isEmpty()) {
        return refused(PathFault.NOT_AN_AUTHORITY, "is not one of an authority");
      }
      if (!selfIssued && maxPathLength-- == 0) {
        return refused(PathFault.TOO_LONG, "makes the path longer than it may be");
      }
      maxPathLength = least(maxPathLength, basic.map(BasicConstraints::getPathLenConstraint));
      return extensions.maySignCertificates()
          ? criticals()
          : refused(PathFault.KEY_USAGE, "has a key that may not sign certificates");
    }

    private void mapPolicies() throws MalformedException {
      Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mappings = extensions.policyMappings();
      if (policyMapping > 0) {
        validPolicies.map(mappings);
      } else {
        validPolicies.remove(mappings.keySet());
      }
    }

    private void narrowNames() throws MalformedException {
      Optional<NameConstraints> constraints = extensions.nameConstraints();
      if (constraints.isPresent()) {
        names = names.narrowed(constraints.get());
      }
    }

    private void count() {
      explicitPolicy = Math.max(explicitPolicy - 1, 0);
      policyMapping = Math.max(policyMapping - 1, 0);
      inhibitAnyPolicy = Math.max(inhibitAnyPolicy - 1, 0);
    }

    private void limitPolicies() throws MalformedException {
      Optional<PolicyConstraints> constraints = extensions.policyConstraints();
      explicitPolicy =
          least(
              explicitPolicy, constraints.map(PolicyConstraints::getRequireExplicitPolicyMapping));
      policyMapping =
          least(policyMapping, constraints.map(PolicyConstraints::getInhibitPolicyMapping));
      inhibitAnyPolicy = least(inhibitAnyPolicy, extensions.inhibitAnyPolicy());
    }

    /** Section 6.1.5. */
    Optional<Refused> wrapUp() throws MalformedException {
      explicitPolicy = Math.max(explicitPolicy - 1, 0);
      boolean required =
          extensions
              .policyConstraints()
              .map(PolicyConstraints::getRequireExplicitPolicyMapping)
              .filter(n -> n.signum() == 0)
              .isPresent();
      if (required) {
        explicitPolicy = 0;
      }
      workingKey = certificate.getSubjectPublicKeyInfo();
      narrowNames();
      return criticals();
    }

    private Optional<Refused> criticals() {
      for (Object type : certificate.getCriticalExtensionOIDs()) {
        if (!handled.contains(type)) {
          return refused(
              PathFault.UNKNOWN_CRITICAL_EXTENSION, "has the unknown critical extension " + type);
        }
      }
      return Optional.empty();
    }

    private Optional<Refused> refused(PathFault fault, String what) {
      String whose = last ? "the certificate " : "a certificate of the path ";
      return Optional.of(new Refused(fault, whose + what));
    }
  }

  /** Section 4.1.1.2: both fields name one algorithm. What was signed is taken as it came. */
  static boolean isSignedBy(X509CertificateHolder certificate, SubjectPublicKeyInfo key) {
    try {
      var structure = certificate.toASN1Structure();
      return structure.getSignature().getPadBits() == 0
          && structure.getSignatureAlgorithm().equals(structure.getTBSCertificate().getSignature())
          && Signatures.verify(
                  key,
                  structure.getSignatureAlgorithm(),
                  structure.getTBSCertificate().getEncoded(),
                  certificate.getSignature())
              == Signatures.Verdict.VALID;
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * The subject, when it is not empty, and the alternative names; without these, the mailboxes that
   * old authorities have put into the subject (section 4.2.1.10).
   */
  private static List<GeneralName> allNames(X509CertificateHolder certificate)
      throws MalformedException {
    SubjectNames names = SubjectNames.ofCertificate(certificate);
    List<GeneralName> all = new ArrayList<>(names.alternatives());
    if (names.subject().size() > 0) {
      all.add(new GeneralName(names.subject()));
    }
    if (names.alternatives().isEmpty()) {
      all.addAll(mailboxes(names.subject()));
    }
    return all;
  }

  private static List<GeneralName> mailboxes(X500Name subject) {
    return Arrays.stream(subject.getRDNs())
        .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
        .filter(a -> a.getType().equals(BCStyle.E) && a.getValue() instanceof ASN1String)
        .map(a -> ((ASN1String) a.getValue()).getString())
        .map(mailbox -> new GeneralName(GeneralName.rfc822Name, mailbox))
        .toList();
  }
}
