package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cms.Content;
import org.bequest.formats.pkix.AttrOrOid;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.EstOids;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Lists of attributes: what a server wants in requests, and those of PKCS#9. */
final class AttributeNoun implements Noun {
  private static final ASN1ObjectIdentifier USER_PKCS12 =
      new ASN1ObjectIdentifier("2.16.840.1.113730.3.1.216");

  private static final ASN1ObjectIdentifier ENCRYPTED_PRIVATE_KEY_INFO =
      new ASN1ObjectIdentifier("1.2.840.113549.1.9.25.2");

  @Override
  public List<Document> documents() {
    return List.of(
        Document.ofShape(
                "CsrAttrs", "RFC 8951", "Q\\((i|Q\\(iS\\))*\\+?\\)", AttributeNoun::csrAttrs)
            .labelled("CSR ATTRIBUTES"),
        Document.ofShape(
            "Attributes", "RFC 2985", "S\\((Q\\(iS\\))+\\+?\\)", AttributeNoun::attributes));
  }

  @Override
  public List<Kind> attributes() {
    return List.of(
        new Kind(EstOids.PKCS7_PDU, "pkcs7PDU", AttributeNoun::pdu),
        new Kind(USER_PKCS12, "userPKCS12", PfxNoun::read),
        new Kind(
            ENCRYPTED_PRIVATE_KEY_INFO, "encryptedPrivateKeyInfo", AttributeNoun::encryptedKey),
        new Kind(
            EstOids.CERTIFICATION_REQUEST_INFO_TEMPLATE,
            "id-aa-certificationRequestInfoTemplate",
            AttributeNoun::template));
  }

  private static Shown pdu(byte[] encoded, Inspection in) throws MalformedException {
    return in.enclosedContentInfo(Content.decode(encoded));
  }

  private static Shown encryptedKey(byte[] encoded, Inspection in) throws MalformedException {
    Object value = Asn1.ber(encoded, Item.LIMITS);
    return new PrivateKeyView(in)
        .shrouded(
            Asn1.typed(value, EncryptedPrivateKeyInfo::getInstance, "/EncryptedPrivateKeyInfo"));
  }

  /** What the entries come to is a finding when a client could not make sense of them. */
  private static Shown csrAttrs(byte[] encoded, Inspection in) throws MalformedException {
    CsrAttributes all = CsrAttributes.decode(encoded);
    List<Shown> list = new ArrayList<>();
    for (AttrOrOid entry : all.entries()) {
      list.add(entry(entry, in));
    }
    Shown shown = Shown.list(list);
    try {
      all.demands();
      return shown;
    } catch (MalformedException e) {
      return shown.but("no demands that a client understands: " + e.getMessage());
    }
  }

  private static Shown entry(AttrOrOid entry, Inspection in) {
    return switch (entry) {
      case AttrOrOid.Oid(ASN1ObjectIdentifier oid) ->
          Shown.fields().add("oid", in.oid(oid)).shown();
      case AttrOrOid.Attr(ASN1ObjectIdentifier type, List<ASN1Encodable> values) ->
          Shown.fields()
              .add(
                  "attribute",
                  Shown.fields()
                      .add("type", in.oid(type))
                      .add("values", wanted(type, values, in))
                      .shown())
              .shown();
    };
  }

  /** Many servers name an extension where its value belongs. */
  private static Shown wanted(
      ASN1ObjectIdentifier type, List<ASN1Encodable> values, Inspection in) {
    return Shown.list(
        values.stream()
            .map(v ->
                v.toASN1Primitive() instanceof ASN1ObjectIdentifier oid
                    ? in.oid(oid)
                    : in.value(type, v))
            .toList());
  }

  /**
   * <pre>
   * CertificationRequestInfoTemplate ::= SEQUENCE {
   *   version       INTEGER { v1(0) },
   *   subject       NameTemplate OPTIONAL,
   *   subjectPKInfo [0] SubjectPublicKeyInfoTemplate OPTIONAL,
   *   attributes    [1] Attributes }                                -- RFC 9908 section 3.4
   * </pre>
   */
  private static Shown template(byte[] encoded, Inspection in) throws MalformedException {
    String path = "/CertificationRequestInfoTemplate";
    PartReader fields = PartReader.of(Encoded.ber(encoded, Item.LIMITS), path);
    Shown.Builder shown = Shown.fields().add("version", in.any(fields.next("version").value()));
    Optional<Encoded> subject = fields.optional(Encoded.SEQUENCE);
    if (subject.isPresent()) {
      shown.add("subject", in.any(subject.get().value()));
    }
    Optional<Encoded> key = fields.tagged(0);
    if (key.isPresent()) {
      shown.add("subjectPKInfo", key(key.get().retagged(Encoded.SEQUENCE), path, in));
    }
    Optional<Encoded> attributes = fields.tagged(1);
    if (attributes.isPresent()) {
      shown.add("attributes", list(attributes.get().retagged(Encoded.SET), path, in));
    }
    fields.end();
    return shown.shown();
  }

  private static Shown key(Encoded value, String path, Inspection in) throws MalformedException {
    PartReader fields = PartReader.of(value, path + "/subjectPKInfo");
    AlgorithmIdentifier algorithm = fields.next("algorithm", AlgorithmIdentifier::getInstance);
    Shown.Builder shown = Shown.fields().add("algorithm", in.algorithm(algorithm));
    if (fields.hasMore()) {
      shown.add(
          "subjectPublicKey",
          fields.next("subjectPublicKey", ASN1BitString::getInstance).getBytes());
    }
    fields.end();
    return shown.shown();
  }

  private static Shown attributes(byte[] encoded, Inspection in) throws MalformedException {
    return list(Encoded.ber(encoded, Item.LIMITS), "/Attributes", in);
  }

  private static Shown list(Encoded set, String path, Inspection in) throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (Encoded element : PartReader.setElements(set, path)) {
      Object attribute = element.value();
      list.add(in.attribute(Asn1.typed(attribute, Attribute::getInstance, path)));
    }
    return Shown.list(list);
  }
}
