package org.bequest.crypto.constraint;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;

/**
 * The attributes of a path through a message that somebody has authenticated
 * (cms_effective_attributes of RFC 6010), in the order in which they were found.
 */
public final class Collected {
  /** They concern a signature, and never what is signed (section 1.3). */
  private static final Set<ASN1ObjectIdentifier> OF_THE_SIGNATURE =
      Set.of(CmsOids.CONTENT_TYPE, CmsOids.MESSAGE_DIGEST, CmsOids.ALGORITHM_PROTECTION);

  private final Attributes attributes;
  private final Map<ASN1ObjectIdentifier, Set<Encoded>> values = new LinkedHashMap<>();

  private Collected(Attributes attributes) {
    this.attributes = attributes;
    for (Attribute attribute : attributes.attributes()) {
      Set<Encoded> known = values.computeIfAbsent(attribute.getAttrType(), _ -> new HashSet<>());
      for (ASN1Encodable value : attribute.getAttrValues()) {
        known.add(Encoded.of(value));
      }
    }
  }

  public static Collected none() {
    return new Collected(Attributes.NONE);
  }

  /** Those that the application has authenticated itself (section 4.1.2). */
  public static Collected of(Attributes attributes) {
    return none().and(attributes);
  }

  Collected and(Attributes more) {
    List<Attribute> ofContent =
        more.attributes().stream()
            .filter(a -> !OF_THE_SIGNATURE.contains(a.getAttrType()))
            .toList();
    return new Collected(attributes.and(new Attributes(ofContent)));
  }

  /** One type may be there several times, each time with several values. */
  public Attributes attributes() {
    return attributes;
  }

  boolean has(ASN1ObjectIdentifier type) {
    return values.containsKey(type);
  }

  /** Whether every value of this type is one of these. */
  boolean onlyHas(ASN1ObjectIdentifier type, List<Encoded> allowed) {
    return new HashSet<>(allowed).containsAll(values.getOrDefault(type, Set.of()));
  }
}
