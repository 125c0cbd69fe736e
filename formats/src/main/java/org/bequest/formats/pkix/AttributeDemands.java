package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.pkix.AttrOrOid.Attr;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;

/** Demands by the attributes of a template, or of a request to be completed. */
final class AttributeDemands {
  private final List<WantedExtension> extensions = new ArrayList<>();
  private final Set<ASN1ObjectIdentifier> named = new LinkedHashSet<>();
  private final List<WantedAttribute> attributes = new ArrayList<>();

  void read(ASN1TaggedObject field, String path) throws MalformedException {
    Function<ASN1TaggedObject, ASN1Set> set = tagged -> ASN1Set.getInstance(tagged, false);
    for (ASN1Encodable element : Asn1.typed(field, set, path)) {
      if (AttrOrOid.of(element.toASN1Primitive()) instanceof Attr attribute) {
        read(attribute);
      }
    }
  }

  private void read(Attr attribute) throws MalformedException {
    if (ExtensionTemplates.isRequest(attribute.type())) {
      for (ASN1Encodable value : attribute.values()) {
        extensions.addAll(ExtensionTemplates.read(value));
      }
    } else if (attribute.values().isEmpty()) {
      named.add(attribute.type());
    } else {
      attributes.add(new WantedAttribute(attribute.type(), attribute.values()));
    }
  }

  void name(Set<ASN1ObjectIdentifier> further) {
    named.addAll(further);
  }

  CsrDemands with(List<List<WantedName>> subject, KeyDemand key) {
    return new CsrDemands(subject, key, extensions, named, attributes);
  }
}
