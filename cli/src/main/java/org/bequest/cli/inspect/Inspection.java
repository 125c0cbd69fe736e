package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.pkix.NameText;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** What readers share: how the parts that many types have in common are shown. */
final class Inspection {
  private final Nouns nouns;
  private final OidNames names;

  private Inspection(Nouns nouns) {
    this.nouns = nouns;
    this.names = OidNames.of(nouns);
  }

  static Inspection of(Nouns nouns) {
    return new Inspection(nouns);
  }

  Nouns nouns() {
    return nouns;
  }

  Shown oid(ASN1ObjectIdentifier oid) {
    return Shown.identifier(oid.getId(), names.name(oid));
  }

  /** Its name where one is known, else its number. */
  String word(ASN1ObjectIdentifier oid) {
    return names.nameOrNumber(oid);
  }

  /** By RFC 4514; a name that has no such form in DER. */
  Shown name(X500Name name) {
    if (name.getRDNs().length == 0) {
      return Shown.text("").brief("(empty)");
    }
    try {
      return Shown.text(NameText.of(Names.name(name, "/Name")));
    } catch (MalformedException | RuntimeException e) {
      return Shown.octets(Der.of(name)).but("no name to be read: " + e.getMessage());
    }
  }

  Shown generalNames(GeneralNames all) {
    List<Shown> list = new ArrayList<>();
    for (GeneralName one : all.getNames()) {
      list.add(generalName(one));
    }
    return Shown.list(list);
  }

  Shown generalName(GeneralName one) {
    return new GeneralNameView(this).of(one);
  }

  /** {@code algorithm} and {@code parameters}; people read the name alone when that says it. */
  Shown algorithm(AlgorithmIdentifier algorithm) {
    ASN1Encodable parameters = algorithm.getParameters();
    Shown.Builder fields = Shown.fields().add("algorithm", oid(algorithm.getAlgorithm()));
    String brief = word(algorithm.getAlgorithm());
    if (parameters == null || DERNull.INSTANCE.equals(parameters.toASN1Primitive())) {
      return fields.shown().brief(numbered(brief, algorithm.getAlgorithm()));
    }
    if (parameters.toASN1Primitive() instanceof ASN1ObjectIdentifier named) {
      return fields.add("parameters", oid(named)).shown().brief(brief + " " + word(named));
    }
    return fields.add("parameters", any(parameters)).shown();
  }

  private static String numbered(String name, ASN1ObjectIdentifier oid) {
    return name.equals(oid.getId()) ? name : name + " (" + oid.getId() + ")";
  }

  /** By its kind and the SHA-256 of the whole structure. */
  Shown publicKey(SubjectPublicKeyInfo key) {
    return new KeyView(this).of(key);
  }

  /** Whole. */
  Shown certificate(X509CertificateHolder certificate) throws MalformedException {
    return new CertificateView(this).of(certificate);
  }

  /** One of several in something else: a line for people, whole for programs. */
  Shown enclosedCertificate(X509CertificateHolder certificate) throws MalformedException {
    CertificateView view = new CertificateView(this);
    return view.of(certificate).brief(CertificateView.brief(certificate));
  }

  Shown extensions(Extensions extensions) throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (ASN1ObjectIdentifier id : extensions.getExtensionOIDs()) {
      list.add(extension(extensions.getExtension(id)));
    }
    return Shown.list(list);
  }

  Shown extension(Extension extension) {
    Optional<Kind> kind = nouns.extension(extension.getExtnId());
    byte[] octets = extension.getExtnValue().getOctets();
    return Shown.fields()
        .add("extnID", oid(extension.getExtnId()))
        .add("critical", Shown.flag(extension.isCritical()))
        .add("extnValue", kind.map(k -> read(k, octets)).orElseGet(() -> Shown.octets(octets)))
        .shown();
  }

  /** An attribute of a message. */
  Shown attribute(org.bouncycastle.asn1.cms.Attribute attribute) {
    return Shown.fields()
        .add("attrType", oid(attribute.getAttrType()))
        .add("attrValues", values(attribute.getAttrType(), attribute.getAttrValues()))
        .shown();
  }

  /** An attribute of a request or of a key. */
  Shown attribute(org.bouncycastle.asn1.pkcs.Attribute attribute) {
    return Shown.fields()
        .add("type", oid(attribute.getAttrType()))
        .add("values", values(attribute.getAttrType(), attribute.getAttrValues()))
        .shown();
  }

  /** The values of an attribute of any kind. */
  Shown values(ASN1ObjectIdentifier type, ASN1Set values) {
    Optional<Kind> kind = nouns.attribute(type);
    List<Shown> list = new ArrayList<>();
    for (ASN1Encodable value : values) {
      list.add(kind.map(k -> read(k, Der.of(value))).orElseGet(() -> any(value)));
    }
    return Shown.list(list);
  }

  /** What cannot be read is shown as octets. */
  private Shown read(Kind kind, byte[] encoded) {
    try {
      return kind.reader().read(encoded, this);
    } catch (MalformedException | RuntimeException e) {
      return Shown.octets(encoded).but("no " + kind.name() + " to be read: " + e.getMessage());
    }
  }

  /** A value of which nothing is known. Not for what may be a secret. */
  Shown any(ASN1Encodable value) {
    return new AnyView(this).of(value);
  }
}
