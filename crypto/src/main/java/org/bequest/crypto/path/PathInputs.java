package org.bequest.crypto.path;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bequest.formats.anchor.CertPolicyFlags;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What an application brings to path validation (RFC 5280 section 6.1.1). It adds to what the
 * anchor says: the narrower of both holds (RFC 5914 section 2.5).
 *
 * @param policies that are acceptable; empty for all
 * @param names each of which narrows what may appear
 * @param handled critical extensions that the caller takes care of
 * @param revoked what the caller knows to be revoked
 */
public record PathInputs(
    Instant at,
    Optional<Set<ASN1ObjectIdentifier>> policies,
    CertPolicyFlags flags,
    List<NameConstraints> names,
    OptionalInt pathLength,
    Set<ASN1ObjectIdentifier> handled,
    Predicate<X509CertificateHolder> revoked) {
  public PathInputs {
    policies = policies.map(Set::copyOf);
    names = List.copyOf(names);
    handled = Set.copyOf(handled);
  }

  /** Nothing but what the anchor and the certificates say. */
  public static PathInputs at(Instant at) {
    return new PathInputs(
        at,
        Optional.empty(),
        CertPolicyFlags.NONE,
        List.of(),
        OptionalInt.empty(),
        Set.of(),
        _ -> false);
  }

  public PathInputs withPolicies(Set<ASN1ObjectIdentifier> acceptable, CertPolicyFlags on) {
    return new PathInputs(
        at, Optional.of(acceptable), flags.or(on), names, pathLength, handled, revoked);
  }

  public PathInputs withNames(NameConstraints constraints) {
    List<NameConstraints> more = Stream.concat(names.stream(), Stream.of(constraints)).toList();
    return new PathInputs(at, policies, flags, more, pathLength, handled, revoked);
  }

  public PathInputs withPathLength(int most) {
    return new PathInputs(at, policies, flags, names, OptionalInt.of(most), handled, revoked);
  }

  public PathInputs handling(ASN1ObjectIdentifier extension) {
    Set<ASN1ObjectIdentifier> more = new HashSet<>(handled);
    more.add(extension);
    return new PathInputs(at, policies, flags, names, pathLength, more, revoked);
  }

  public PathInputs withRevoked(Predicate<X509CertificateHolder> known) {
    return new PathInputs(at, policies, flags, names, pathLength, handled, revoked.or(known));
  }
}
