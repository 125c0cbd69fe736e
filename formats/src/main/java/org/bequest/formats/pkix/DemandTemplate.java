package org.bequest.formats.pkix;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.pkix.AttrOrOid.Attr;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

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
    List<WantedExtension> extensions = new ArrayList<>();
    Set<ASN1ObjectIdentifier> named = new LinkedHashSet<>();
    if (attributes.isPresent()) {
      readAttributes(attributes.get(), extensions, named);
    }
    return new CsrDemands(
        subject.isPresent() ? NameTemplate.read(subject.get()) : List.of(),
        key.isPresent() ? key(key.get()) : new KeyDemand.Any(),
        extensions,
        named);
  }

  private static void readAttributes(
      ASN1TaggedObject field, List<WantedExtension> extensions, Set<ASN1ObjectIdentifier> named)
      throws MalformedException {
    Function<ASN1TaggedObject, ASN1Set> set = tagged -> ASN1Set.getInstance(tagged, false);
    for (ASN1Encodable element : Asn1.typed(field, set, PATH + "/attributes")) {
      AttrOrOid entry = AttrOrOid.of(element.toASN1Primitive());
      if (entry instanceof Attr attribute && ExtensionTemplates.isRequest(attribute.type())) {
        for (ASN1Encodable value : attribute.values()) {
          extensions.addAll(ExtensionTemplates.read(value));
        }
      } else if (entry instanceof Attr attribute) {
        named.add(attribute.type());
      }
    }
  }

  private static KeyDemand key(ASN1TaggedObject field) throws MalformedException {
    String path = PATH + "/subjectPKInfo";
    Function<ASN1TaggedObject, ASN1Sequence> type = tag -> ASN1Sequence.getInstance(tag, false);
    SequenceReader fields = SequenceReader.of(Asn1.typed(field, type, path), path);
    AlgorithmIdentifier algorithm = fields.next("algorithm", AlgorithmIdentifier::getInstance);
    Optional<ASN1Primitive> placeholder = fields.optional(ASN1BitString.class::isInstance);
    fields.end();
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return new KeyDemand.Of(algorithm);
    }
    if (placeholder.isEmpty()) {
      return new KeyDemand.Rsa(0);
    }
    byte[] octets = ((ASN1BitString) placeholder.get()).getBytes();
    Function<byte[], RSAPublicKey> key = RSAPublicKey::getInstance;
    return new KeyDemand.Rsa(Asn1.typed(octets, key, path).getModulus().bitLength());
  }

  static Attr write(CsrDemands demands) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(0));
    if (!demands.subject().isEmpty()) {
      fields.add(NameTemplate.write(demands.subject()));
    }
    key(demands.key()).ifPresent(k -> fields.add(new DERTaggedObject(false, 0, k)));
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
    return new DERSet(all);
  }

  private static Optional<ASN1Sequence> key(KeyDemand key) {
    return switch (key) {
      case KeyDemand.Any() -> Optional.empty();
      case KeyDemand.Rsa(int bits) -> Optional.of(rsa(bits));
      case KeyDemand.Of(AlgorithmIdentifier algorithm) -> Optional.of(new DERSequence(algorithm));
    };
  }

  /** The size of RSA is said by a placeholder of that size, which is nobody's key. */
  private static ASN1Sequence rsa(int bits) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE));
    if (bits > 0) {
      BigInteger modulus = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      fields.add(new DERBitString(Der.of(new RSAPublicKey(modulus, BigInteger.valueOf(65537)))));
    }
    return new DERSequence(fields);
  }
}
