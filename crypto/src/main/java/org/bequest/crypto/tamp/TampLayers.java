package org.bequest.crypto.tamp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * The fields of a SignedData as they came, each read only when it is asked for: a fault in one of
 * them has its own status code, which a decoder of the whole could not tell.
 */
record TampLayers(
    ASN1Integer version,
    ASN1Set digestAlgorithms,
    ASN1Primitive encapContentInfo,
    Optional<ASN1TaggedObject> certificates,
    ASN1Set signerInfos) {
  private static final String PATH = "/SignedData";

  static TampLayers of(Content signedData) throws MalformedException {
    ASN1Primitive value = Encoded.known(signedData.octets()).value();
    SequenceReader fields = SequenceReader.of(value, PATH);
    ASN1Integer version = fields.next("version", ASN1Integer::getInstance);
    ASN1Set digests = fields.next("digestAlgorithms", ASN1Set::getInstance);
    ASN1Primitive encapsulated = fields.next("encapContentInfo");
    Optional<ASN1TaggedObject> certificates = fields.tagged(0);
    fields.tagged(1);
    ASN1Set signers = fields.next("signerInfos", ASN1Set::getInstance);
    fields.end();
    return new TampLayers(version, digests, encapsulated, certificates, signers);
  }

  boolean hasOneDigestAlgorithm() throws MalformedException {
    if (digestAlgorithms.size() != 1) {
      return false;
    }
    digestAlgorithm();
    return true;
  }

  /** Whether it is there or not. */
  boolean hasReadableContent() throws MalformedException {
    content();
    return true;
  }

  AlgorithmIdentifier digestAlgorithm() throws MalformedException {
    return algorithm(digestAlgorithms.getObjectAt(0));
  }

  ASN1ObjectIdentifier contentType() throws MalformedException {
    return encapsulated().next("eContentType", ASN1ObjectIdentifier::getInstance);
  }

  /** What was signed; empty when it is missing. */
  Optional<Content> content() throws MalformedException {
    SequenceReader fields = encapsulated();
    ASN1ObjectIdentifier type = fields.next("eContentType", ASN1ObjectIdentifier::getInstance);
    Optional<ASN1TaggedObject> content = fields.tagged(0);
    fields.end();
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Function<ASN1TaggedObject, ASN1OctetString> explicit =
        tagged -> ASN1OctetString.getInstance(tagged, true);
    ASN1OctetString octets = Asn1.typed(content.get(), explicit, PATH + "/eContent");
    return Optional.of(new Content(type, octets.getOctets()));
  }

  private SequenceReader encapsulated() throws MalformedException {
    return SequenceReader.of(encapContentInfo, PATH + "/encapContentInfo");
  }

  /** Whether all are certificates of X.509, and not of one of the other kinds. */
  boolean hasOnlyCertificates() throws MalformedException {
    if (certificates.isEmpty()) {
      return true;
    }
    Function<ASN1TaggedObject, ASN1Set> implicit = tagged -> ASN1Set.getInstance(tagged, false);
    Function<ASN1Encodable, Certificate> type = Certificate::getInstance;
    for (ASN1Encodable element : Asn1.typed(certificates.get(), implicit, PATH)) {
      if (!(element.toASN1Primitive() instanceof ASN1Sequence)) {
        return false;
      }
      Asn1.typed(element, type, PATH + "/certificates");
    }
    return true;
  }

  Signer signer() throws MalformedException {
    return Signer.of(signerInfos.getObjectAt(0));
  }

  private static AlgorithmIdentifier algorithm(ASN1Encodable value) throws MalformedException {
    Function<ASN1Encodable, AlgorithmIdentifier> type = AlgorithmIdentifier::getInstance;
    return Asn1.typed(value, type, PATH + "/digestAlgorithms");
  }

  /** The fields of a SignerInfo. */
  record Signer(
      ASN1Integer version,
      ASN1Primitive sid,
      AlgorithmIdentifier digestAlgorithm,
      Optional<ASN1TaggedObject> signedAttrs,
      Optional<ASN1TaggedObject> unsignedAttrs) {
    static Signer of(ASN1Encodable value) throws MalformedException {
      SequenceReader fields = SequenceReader.of(value, "/SignerInfo");
      ASN1Integer version = fields.next("version", ASN1Integer::getInstance);
      ASN1Primitive sid = fields.next("sid");
      AlgorithmIdentifier digest = fields.next("digestAlgorithm", AlgorithmIdentifier::getInstance);
      Optional<ASN1TaggedObject> signed = fields.tagged(0);
      fields.next("signatureAlgorithm", AlgorithmIdentifier::getInstance);
      fields.next("signature", ASN1OctetString::getInstance);
      Optional<ASN1TaggedObject> unsigned = fields.tagged(1);
      fields.end();
      return new Signer(version, sid, digest, signed, unsigned);
    }

    /** And not by issuer and serial number. */
    boolean isNamedByKeyIdentifier() {
      return sid instanceof ASN1TaggedObject;
    }
  }

  /** A SET OF attributes, in the order in which they came. */
  static List<Attribute> attributes(ASN1TaggedObject field) throws MalformedException {
    Function<ASN1TaggedObject, ASN1Set> implicit = tagged -> ASN1Set.getInstance(tagged, false);
    List<Attribute> attributes = new ArrayList<>();
    for (ASN1Encodable element : Asn1.typed(field, implicit, "/SignerInfo")) {
      SequenceReader fields = SequenceReader.of(element, "/SignerInfo/attribute");
      ASN1ObjectIdentifier type = fields.next("attrType", ASN1ObjectIdentifier::getInstance);
      attributes.add(new Attribute(type, fields.next("attrValues", ASN1Set::getInstance)));
      fields.end();
    }
    return attributes;
  }

  static boolean areAllDifferent(List<Attribute> attributes) {
    Set<ASN1ObjectIdentifier> types = new HashSet<>();
    return attributes.stream().allMatch(a -> types.add(a.getAttrType()));
  }

  /** As DER sorts a SET OF. A signature is over the sorted set, in whatever order it came. */
  static boolean areSorted(List<Attribute> attributes) {
    List<byte[]> encoded = attributes.stream().map(Der::of).toList();
    for (int i = 1; i < encoded.size(); i++) {
      if (Arrays.compareUnsigned(encoded.get(i - 1), encoded.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  static Attributes asAttributes(Optional<ASN1TaggedObject> field) throws MalformedException {
    return field.isEmpty() ? Attributes.NONE : new Attributes(attributes(field.get()));
  }
}
