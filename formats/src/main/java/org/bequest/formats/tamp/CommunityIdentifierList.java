package org.bequest.formats.tamp;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Communities of trust anchor stores.
 *
 * <pre>
 * CommunityIdentifierList ::= SEQUENCE SIZE (0..MAX) OF Community
 *
 * Community ::= OBJECT IDENTIFIER                     -- RFC 5934 section 4.1
 * </pre>
 */
public record CommunityIdentifierList(List<ASN1ObjectIdentifier> communities) {
  public CommunityIdentifierList {
    communities = List.copyOf(communities);
  }

  public static CommunityIdentifierList of(ASN1ObjectIdentifier... communities) {
    return new CommunityIdentifierList(List.of(communities));
  }

  static CommunityIdentifierList decode(Encoded value, String path) throws MalformedException {
    return new CommunityIdentifierList(SequenceOf.any(value, path, Fields::identifier));
  }

  Encoded encode() {
    return SequenceOf.encode(communities, Encoded::of);
  }
}
