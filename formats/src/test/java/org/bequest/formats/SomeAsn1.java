package org.bequest.formats;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.conformance.Some;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** What the types of messages are made of, from seeds. */
public record SomeAsn1(Some some) {

  public ASN1ObjectIdentifier oid() {
    return new ASN1ObjectIdentifier(some.oid());
  }

  public Octets octets() {
    return Octets.of(some.octets(0, 300));
  }

  public AlgorithmIdentifier algorithm() {
    return some.yes() ? new AlgorithmIdentifier(oid()) : new AlgorithmIdentifier(oid(), value());
  }

  /** Any value, some of them nested. */
  public ASN1Primitive value() {
    return some.<ASN1Primitive>either(
        () -> DERNull.INSTANCE,
        () -> new ASN1Integer(some.integer(70)),
        () -> new DEROctetString(some.octets(0, 300)),
        () -> new DERUTF8String(some.text(0, 20)),
        this::oid,
        () -> new DERSequence(new ASN1Encodable[] {oid(), new DEROctetString(some.octets(0, 9))}));
  }

  public Encoded encoded() {
    return Encoded.of(value());
  }

  /** One that is not empty. */
  public X500Name name() {
    X500NameBuilder name = new X500NameBuilder();
    for (int i = some.number(1, 4); i > 0; i--) {
      name.addRDN(
          some.oneOf(List.of(BCStyle.CN, BCStyle.OU, BCStyle.O, BCStyle.SERIALNUMBER)),
          some.plain(1, 20));
    }
    return name.build();
  }

  public GeneralName generalName() {
    return some.either(
        () -> new GeneralName(name()),
        () -> new GeneralName(GeneralName.dNSName, some.plain(1, 20)),
        () -> new GeneralName(GeneralName.uniformResourceIdentifier, "urn:" + some.plain(1, 20)),
        () -> new GeneralName(GeneralName.registeredID, some.oid()));
  }

  public SubjectPublicKeyInfo key() {
    return new SubjectPublicKeyInfo(algorithm(), some.octets(1, 200));
  }

  public DERBitString bits() {
    return new DERBitString(some.octets(1, 40));
  }

  public Optional<Extensions> extensions() {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    Set<ASN1ObjectIdentifier> taken = new HashSet<>();
    for (int i = some.number(0, 3); i > 0; i--) {
      ASN1ObjectIdentifier type = oid();
      if (taken.add(type)) {
        extensions.addExtension(
            new Extension(type, some.yes(), new DEROctetString(encoded().octets())));
      }
    }
    return extensions.isEmpty() ? Optional.empty() : Optional.of(extensions.generate());
  }

  /** One to three attributes of different types. */
  public List<Attribute> attributes() {
    Set<ASN1ObjectIdentifier> types = Set.copyOf(some.list(1, 3, this::oid));
    return types.stream()
        .sorted((a, b) -> a.getId().compareTo(b.getId()))
        .map(this::attribute)
        .toList();
  }

  private Attribute attribute(ASN1ObjectIdentifier type) {
    return new Attribute(
        type, new DERSet(some.list(1, 3, this::value).toArray(ASN1Encodable[]::new)));
  }
}
