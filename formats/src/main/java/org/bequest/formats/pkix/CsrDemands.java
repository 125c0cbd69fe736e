package org.bequest.formats.pkix;

import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What a server wants in the next request, whichever way its CSR attributes say it.
 *
 * @param subject a list of RDNs in their order, each with its attributes; empty is no demand
 * @param named attributes (such as challengePassword) and signature schemes that are named without
 *     a value
 */
public record CsrDemands(
    List<List<WantedName>> subject,
    KeyDemand key,
    List<WantedExtension> extensions,
    Set<ASN1ObjectIdentifier> named) {
  public static final CsrDemands NONE =
      new CsrDemands(List.of(), new KeyDemand.Any(), List.of(), Set.of());

  public CsrDemands {
    subject = subject.stream().map(List::copyOf).toList();
    extensions = List.copyOf(extensions);
    named = Set.copyOf(named);
  }

  /** Whether an attribute or a signature scheme is named. */
  public boolean names(ASN1ObjectIdentifier oid) {
    return named.contains(oid);
  }
}
