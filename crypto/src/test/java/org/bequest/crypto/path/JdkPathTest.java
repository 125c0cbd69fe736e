package org.bequest.crypto.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PolicyNode;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.formats.anchor.TrustAnchorChoice.Certificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Our validation beside that of the JDK, on many paths of which some are valid. The JDK heeds no
 * constraints of anchors: our anchor is for it a certificate under an anchor without any.
 */
class JdkPathTest {
  private static final int PATHS_OF_A_SEED = 3;

  private final Map<String, Integer> outcomes = new TreeMap<>();

  /**
   * Where both say yes, the valid policies and the key are the same too; with initial policies, the
   * JDK may have more: it takes away what is not initial before it maps, and not in the end.
   */
  @Test
  @Requirement("R5914-2.5-15")
  void bothSayTheSameOfEveryPath() {
    Some.check(some -> {
      for (int i = 0; i < PATHS_OF_A_SEED; i++) {
        compare(SomePath.of(some));
      }
    });
    assertThat(outcomes.get("valid")).isGreaterThan(100);
    assertThat(outcomes.getOrDefault("failed", 0)).isLessThan(20);
    assertThat(outcomes.keySet())
        .contains("BAD_SIGNATURE", "EXPIRED", "NAME_EXCLUDED", "NAME_NOT_PERMITTED")
        .contains("NOT_AN_AUTHORITY", "NO_ACCEPTABLE_POLICY", "TOO_LONG", "KEY_USAGE");
  }

  private void compare(SomePath some) throws Exception {
    PathInputs inputs = PathInputs.at(Authority.NOW);
    PathCheck ours =
        PathCheck.of(
            some.path(),
            new Certificate(some.anchor()),
            some.policies().isPresent()
                ? inputs.withPolicies(some.policies().get(), some.flags())
                : inputs.withPolicies(Set.of(PolicyGraph.ANY), some.flags()));
    Verdict theirs = jdk(some);
    if (theirs.failed()) {
      return;
    }
    switch (ours) {
      case PathCheck.Valid valid -> {
        outcomes.merge("valid", 1, Integer::sum);
        assertThat(theirs.result()).describedAs(theirs.why()).isPresent();
        PKIXCertPathValidatorResult result = theirs.result().get();
        Set<String> policies = policies(result.getPolicyTree(), some.path().size() + 1);
        assertThat(policies).containsAll(text(valid.state().policies()));
        if (some.policies().isEmpty()) {
          assertThat(text(valid.state().policies())).isEqualTo(policies);
        }
        assertThat(valid.state().key().getEncoded()).isEqualTo(result.getPublicKey().getEncoded());
      }
      case PathCheck.Refused refused -> {
        outcomes.merge(refused.fault().name(), 1, Integer::sum);
        assertThat(theirs.result().isPresent()).describedAs(refused.detail()).isFalse();
      }
    }
  }

  /**
   * Of the JDK.
   *
   * @param failed it cannot intersect permitted names that have nothing in common
   */
  private record Verdict(
      Optional<PKIXCertPathValidatorResult> result, String why, boolean failed) {}

  private Verdict jdk(SomePath some) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> path = new ArrayList<>();
    for (X509CertificateHolder certificate : some.path()) {
      path.add(decoded(factory, certificate));
    }
    path.add(decoded(factory, some.bridge()));
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(decoded(factory, some.above()), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(Authority.NOW));
    parameters.setPolicyMappingInhibited(some.flags().inhibitPolicyMapping());
    parameters.setExplicitPolicyRequired(some.flags().requireExplicitPolicy());
    parameters.setAnyPolicyInhibited(some.flags().inhibitAnyPolicy());
    some.policies().ifPresent(p -> parameters.setInitialPolicies(text(p)));
    try {
      var result =
          (PKIXCertPathValidatorResult)
              CertPathValidator.getInstance("PKIX")
                  .validate(factory.generateCertPath(path), parameters);
      return new Verdict(Optional.of(result), "valid", false);
    } catch (CertPathValidatorException e) {
      return new Verdict(Optional.empty(), "at " + e.getIndex() + ": " + e.getMessage(), false);
    } catch (RuntimeException e) {
      outcomes.merge("failed", 1, Integer::sum);
      return new Verdict(Optional.empty(), e.toString(), true);
    }
  }

  private static X509Certificate decoded(CertificateFactory factory, X509CertificateHolder holder)
      throws Exception {
    return (X509Certificate)
        factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
  }

  private static Set<String> text(Set<ASN1ObjectIdentifier> policies) {
    return policies.stream().map(ASN1ObjectIdentifier::getId).collect(Collectors.toSet());
  }

  /** The leaves of the tree at its full depth: the JDK leaves others behind when it prunes. */
  private static Set<String> policies(@Nullable PolicyNode tree, int depth) {
    Set<String> leaves = new HashSet<>();
    if (tree != null) {
      collect(tree, depth, leaves);
    }
    return leaves;
  }

  private static void collect(PolicyNode node, int depth, Set<String> leaves) {
    if (node.getDepth() == depth) {
      leaves.add(node.getValidPolicy());
    }
    node.getChildren().forEachRemaining(child -> collect(child, depth, leaves));
  }
}
