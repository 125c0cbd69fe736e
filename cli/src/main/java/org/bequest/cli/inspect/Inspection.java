package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.pkix.NameText;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
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
  private final Means means;
  private final LayerView here;

  private Inspection(Nouns nouns, OidNames names, Means means, Place place) {
    this.nouns = nouns;
    this.names = names;
    this.means = means;
    this.here = new LayerView(this, place.depth, place.secret);
  }

  private record Place(int depth, boolean secret) {}

  static Inspection of(Nouns nouns, Means means) {
    return new Inspection(nouns, OidNames.of(nouns), means, new Place(0, false));
  }

  /** For what lies in this layer. */
  Inspection within(LayerView layer) {
    return new Inspection(nouns, names, means, new Place(layer.depth() + 1, layer.secret()));
  }

  /** The same without keys: for what is encrypted in a way that only its own noun opens. */
  Inspection closed() {
    return new Inspection(
        nouns, names, means.withoutKeys(), new Place(here.depth(), here.secret()));
  }

  Nouns nouns() {
    return nouns;
  }

  Means means() {
    return means;
  }

  /** Where this is, among the layers of a message. */
  LayerView place() {
    return here;
  }

  /** Whether the value came out of an encryption. */
  boolean isSecret() {
    return here.secret();
  }

  /**
   * A ContentInfo, with what lies in it.
   *
   * @throws MalformedException when its outermost layer cannot be read
   */
  Shown contentInfo(Content content) throws MalformedException {
    return Shown.fields()
        .add("contentType", oid(content.type()))
        .add("content", here.of(content))
        .shown();
  }

  /** The same in something else: that it cannot be read is said of it alone. */
  Shown enclosedContentInfo(Content content) {
    return here.innerInfo(content);
  }

  Shown enclosedContentInfo(Encoded contentInfo) {
    try {
      return enclosedContentInfo(Content.decode(contentInfo.octets()));
    } catch (MalformedException e) {
      return Shown.octets(contentInfo.octets()).unreadable(Fault.text(e));
    }
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
    return new AlgorithmView(this).of(algorithm);
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

  /** How a message names a signer or a recipient. */
  Shown entity(EntityIdentifier id) {
    return switch (id) {
      case EntityIdentifier.IssuerAndSerial both ->
          Shown.fields()
              .add(
                  "issuerAndSerialNumber",
                  Shown.fields()
                      .add("issuer", name(both.issuer()))
                      .add("serialNumber", "0x" + both.serial().toString(16))
                      .shown())
              .shown()
              .brief(
                  "serial 0x%s of %s"
                      .formatted(both.serial().toString(16), NameText.of(both.issuer())));
      case EntityIdentifier.KeyIdentifier key ->
          Shown.fields().add("subjectKeyIdentifier", key.octets()).shown().brief("key " + key);
    };
  }

  Shown attributes(Attributes attributes) {
    return Shown.list(attributes.attributes().stream().map(this::attribute).toList());
  }

  /** None at all is an absent field. */
  Optional<Shown> optional(Attributes attributes) {
    return attributes.isEmpty() ? Optional.empty() : Optional.of(attributes(attributes));
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
    List<Shown> list = new ArrayList<>();
    for (ASN1Encodable value : values) {
      list.add(value(type, value));
    }
    return Shown.list(list);
  }

  /** One value of an attribute that a noun knows. */
  Shown value(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return nouns.attribute(type).map(k -> read(k, Der.of(value))).orElseGet(() -> any(value));
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
