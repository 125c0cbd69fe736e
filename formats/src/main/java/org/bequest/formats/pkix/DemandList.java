package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.pkix.AttrOrOid.Attr;
import org.bequest.formats.pkix.AttrOrOid.Oid;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Demands as the list of RFC 7030. Written as RFC 9908 section 3.2 says; read in every way that
 * servers are known to write it: extensions in an extensionRequest, several there instead of one
 * Extensions, bare, or named only; key types with and without parameters.
 */
final class DemandList {
  private static final ASN1ObjectIdentifier EXTENSION_ARC = new ASN1ObjectIdentifier("2.5.29");

  private final List<WantedExtension> extensions = new ArrayList<>();
  private final Set<ASN1ObjectIdentifier> named = new LinkedHashSet<>();
  private final List<WantedAttribute> attributes = new ArrayList<>();
  private KeyDemand key = new KeyDemand.Any();

  private DemandList() {}

  static CsrDemands read(List<AttrOrOid> entries) throws MalformedException {
    DemandList list = new DemandList();
    for (AttrOrOid entry : entries) {
      switch (entry) {
        case Oid(ASN1ObjectIdentifier oid) -> list.name(oid);
        case Attr attribute -> list.attribute(attribute);
      }
    }
    return new CsrDemands(List.of(), list.key, list.extensions, list.named, list.attributes);
  }

  private void name(ASN1ObjectIdentifier oid) {
    Optional<KeyDemand> demand = KeyDemands.named(oid);
    if (demand.isPresent()) {
      want(demand.get());
    } else if (oid.on(EXTENSION_ARC)) {
      extensions.add(WantedExtension.open(oid));
    } else {
      named.add(oid);
    }
  }

  /** There should be one demand on the key; of several the first is taken. */
  private void want(KeyDemand demand) {
    if (key instanceof KeyDemand.Any) {
      key = demand;
    }
  }

  private void attribute(Attr attribute) throws MalformedException {
    Optional<KeyDemand> demand = KeyDemands.attribute(attribute);
    if (demand.isPresent()) {
      want(demand.get());
    } else if (ExtensionTemplates.isRequest(attribute.type())) {
      for (ASN1Encodable value : attribute.values()) {
        requested(value);
      }
    } else if (attribute.type().on(EXTENSION_ARC)) {
      extensions.add(misplaced(attribute));
    } else if (attribute.values().isEmpty()) {
      name(attribute.type());
    } else {
      attributes.add(new WantedAttribute(attribute.type(), attribute.values()));
    }
  }

  private void requested(ASN1Encodable value) throws MalformedException {
    if (value instanceof ASN1ObjectIdentifier oid) {
      name(oid);
    } else if (value instanceof ASN1Sequence) {
      extensions.addAll(ExtensionTemplates.read(value));
    }
  }

  /** An attribute whose type is that of an extension and whose value is that of the extension. */
  private static WantedExtension misplaced(Attr attribute) {
    if (attribute.values().isEmpty()) {
      return WantedExtension.open(attribute.type());
    }
    ASN1Encodable value = attribute.values().getFirst();
    byte[] der = value instanceof ASN1OctetString octets ? octets.getOctets() : Der.of(value);
    return new WantedExtension(attribute.type(), false, der);
  }

  static List<AttrOrOid> write(CsrDemands demands) {
    List<AttrOrOid> entries = new ArrayList<>();
    demands.named().stream()
        .sorted((a, b) -> a.getId().compareTo(b.getId()))
        .forEach(oid -> entries.add(new Oid(oid)));
    demands.attributes().forEach(a -> entries.add(new Attr(a.type(), a.values())));
    key(demands.key()).ifPresent(entries::add);
    List<WantedExtension> whole =
        demands.extensions().stream().filter(e -> !e.isPartial()).toList();
    if (!whole.isEmpty()) {
      entries.add(new Attr(EstOids.EXTENSION_REQUEST, ExtensionTemplates.write(whole)));
    }
    return entries;
  }

  private static Optional<AttrOrOid> key(KeyDemand key) {
    return switch (key) {
      case KeyDemand.Any() -> Optional.empty();
      case KeyDemand.Rsa(int bits) ->
          Optional.of(
              new Attr(
                  PKCSObjectIdentifiers.rsaEncryption,
                  bits == 0 ? List.of() : List.of(new ASN1Integer(bits))));
      case KeyDemand.Of(AlgorithmIdentifier algorithm) -> {
        ASN1Encodable parameters = algorithm.getParameters();
        yield Optional.of(
            new Attr(
                algorithm.getAlgorithm(), parameters == null ? List.of() : List.of(parameters)));
      }
    };
  }
}
