package org.bequest.crypto.path;

import java.util.Set;
import org.bequest.formats.anchor.CertPolicyFlags;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The variables of RFC 5280 section 6.1.2 as they stand at the end of a valid path. Nobody whom the
 * last certificate vouches for may have more than this.
 *
 * @param explicitPolicy 0 when each certificate must have an acceptable policy
 * @param policyMapping 0 when policies may not be mapped
 * @param inhibitAnyPolicy 0 when anyPolicy stands for no other policy
 * @param pathLength how many certificates of authorities might still follow
 * @param policies of the last certificate that are valid and acceptable; with anyPolicy when all
 *     are; empty when none is, and none need be
 * @param names that the last certificate had to keep to, and whatever it says itself
 */
public record FinalState(
    int explicitPolicy,
    int policyMapping,
    int inhibitAnyPolicy,
    int pathLength,
    Set<ASN1ObjectIdentifier> policies,
    NameSpace names,
    SubjectPublicKeyInfo key) {
  public FinalState {
    policies = Set.copyOf(policies);
  }

  /** As an anchor would say it. */
  public CertPolicyFlags flags() {
    return new CertPolicyFlags(policyMapping == 0, explicitPolicy == 0, inhibitAnyPolicy == 0);
  }
}
