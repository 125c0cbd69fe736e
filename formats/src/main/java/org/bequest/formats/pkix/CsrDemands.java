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
 * @param attributes with the values to use
 */
public record CsrDemands(
    List<List<WantedName>> subject,
    KeyDemand key,
    List<WantedExtension> extensions,
    Set<ASN1ObjectIdentifier> named,
    List<WantedAttribute> attributes) {
  public static final CsrDemands NONE =
      new CsrDemands(List.of(), new KeyDemand.Any(), List.of(), Set.of());

  public CsrDemands {
    subject = subject.stream().map(List::copyOf).toList();
    extensions = List.copyOf(extensions);
    named = Set.copyOf(named);
    attributes = List.copyOf(attributes);
  }

  /** Without values for attributes. */
  public CsrDemands(
      List<List<WantedName>> subject,
      KeyDemand key,
      List<WantedExtension> extensions,
      Set<ASN1ObjectIdentifier> named) {
    this(subject, key, extensions, named, List.of());
  }

  /** Whether an attribute or a signature scheme is named. */
  public boolean names(ASN1ObjectIdentifier oid) {
    return named.contains(oid) || attributes.stream().anyMatch(a -> a.type().equals(oid));
  }

  /** The signature schemes of which a request must use one; empty for any. */
  public List<ASN1ObjectIdentifier> signatureSchemes() {
    return named.stream().filter(KeyDemands::isSignatureScheme).toList();
  }

  /** What a renewal can follow: its names are those of the certificate (RFC 7030 4.2.2). */
  public CsrDemands withoutNames() {
    return new CsrDemands(
        List.of(),
        key,
        extensions.stream().filter(e -> !e.isAlternativeName()).toList(),
        named,
        attributes);
  }
}
