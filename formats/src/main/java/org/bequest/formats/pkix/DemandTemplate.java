package org.bequest.formats.pkix;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.pkix.AttrOrOid.Attr;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * Demands as a template of the next request.
 *
 * <pre>
 * CertificationRequestInfoTemplate ::= SEQUENCE {
 *   version       INTEGER { v1(0) } (v1, ... ),
 *   subject       NameTemplate OPTIONAL,
 *   subjectPKInfo [0] SubjectPublicKeyInfoTemplate {{ PKInfoAlgorithms }} OPTIONAL,
 *   attributes    [1] Attributes{{ CRIAttributes }} }
 *
 * SubjectPublicKeyInfoTemplate{PUBLIC-KEY:IOSet} ::= SEQUENCE {
 *   algorithm        AlgorithmIdentifier{PUBLIC-KEY, {IOSet}},
 *   subjectPublicKey BIT STRING OPTIONAL }              -- RFC 9908 section 3.4, IMPLICIT TAGS
 * </pre>
 *
 * The attributes have the tag {@code [1]}, not the {@code [0]} of PKCS#10. An attribute of which
 * only the presence is wanted stands there without a value.
 */
final class DemandTemplate {
  private static final String PATH = "/CertificationRequestInfoTemplate";

  private DemandTemplate() {}

  static CsrDemands read(Attr attribute) throws MalformedException {
    if (attribute.values().size() != 1) {
      throw new MalformedException("not exactly one template at /CsrAttrs");
    }
    SequenceReader fields = SequenceReader.of(attribute.values().getFirst(), PATH);
    fields.version(0, 0);
    Optional<ASN1Primitive> subject = fields.optional(ASN1Sequence.class::isInstance);
    Optional<ASN1TaggedObject> key = fields.tagged(0);
    Optional<ASN1TaggedObject> attributes = fields.tagged(1);
    fields.end();
    AttributeDemands wanted = new AttributeDemands();
    if (attributes.isPresent()) {
      wanted.read(attributes.get(), PATH + "/attributes");
    }
    return wanted.with(
        subject.isPresent() ? NameTemplate.read(subject.get()) : List.of(),
        key.isPresent() ? key(key.get()) : new KeyDemand.Any());
  }

  private static KeyDemand key(ASN1TaggedObject field) throws MalformedException {
    String path = PATH + "/subjectPKInfo";
    Function<ASN1TaggedObject, ASN1Sequence> type = tag -> ASN1Sequence.getInstance(tag, false);
    return PlaceholderKey.read(Asn1.typed(field, type, path), path);
  }

  static Attr write(CsrDemands demands) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(0));
    if (!demands.subject().isEmpty()) {
      fields.add(NameTemplate.write(demands.subject()));
    }
    PlaceholderKey.write(demands.key())
        .ifPresent(k -> fields.add(new DERTaggedObject(false, 0, k)));
    fields.add(new DERTaggedObject(false, 1, attributes(demands)));
    return new Attr(EstOids.CERTIFICATION_REQUEST_INFO_TEMPLATE, new DERSequence(fields));
  }

  private static DERSet attributes(CsrDemands demands) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    List<WantedExtension> extensions = demands.extensions();
    if (!extensions.isEmpty()) {
      boolean partial = extensions.stream().anyMatch(WantedExtension::isPartial);
      ASN1ObjectIdentifier type =
          partial ? EstOids.EXTENSION_REQ_TEMPLATE : EstOids.EXTENSION_REQUEST;
      all.add(new Attr(type, ExtensionTemplates.write(extensions)).structure());
    }
    demands.named().stream()
        .filter(oid -> !KeyDemands.isSignatureScheme(oid))
        .forEach(oid -> all.add(new Attr(oid, List.of()).structure()));
    demands.attributes().forEach(a -> all.add(new Attr(a.type(), a.values()).structure()));
    return new DERSet(all);
  }
}
