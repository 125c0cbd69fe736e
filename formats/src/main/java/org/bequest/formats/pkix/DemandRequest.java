package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.pkix.AttrOrOid.Attr;
import org.bequest.formats.pkix.AttrOrOid.Oid;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Demands as a request to be completed (RFC 8295 appendix B): a pKCS7PDU whose ContentInfo holds
 *
 * <pre>
 * PKIData ::= SEQUENCE {
 *   reqSequence SEQUENCE SIZE(0..MAX) OF TaggedRequest }
 *
 * TaggedRequest ::= CHOICE {
 *   tcr [0] TaggedCertificationRequest,
 *   crm [1] CertReqMsg }
 *
 * TaggedCertificationRequest ::= SEQUENCE {
 *   bodyPartID           BodyPartID,
 *   certificationRequest CertificationRequest }      -- RFC 5272 section 3.2.1.2.1, IMPLICIT TAGS
 * </pre>
 *
 * Key and signature are placeholders; an empty value of the subject or of an extension is for the
 * client to fill in. What a request cannot hold without a value is named beside it. The PKIData of
 * RFC 5272, with four fields, is understood, and so is one in a SignedData, whose signature adds
 * nothing to that of the connection.
 */
final class DemandRequest {
  private static final ASN1ObjectIdentifier PKI_DATA =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.12.2");

  /** RFC 5272 section 3.2: no scheme is demanded. */
  private static final ASN1ObjectIdentifier NO_SIGNATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.6.2");

  private static final String PATH = "/CsrAttrs/pKCS7PDU";
  private static final int FIELDS_OF_RFC_5272 = 4;
  private static final Limits LIMITS = new Limits(1 << 16, 24, 4000);

  private DemandRequest() {}

  /**
   * @param beside what the other entries demand; only what they name counts
   */
  static CsrDemands read(Attr attribute, CsrDemands beside) throws MalformedException {
    if (attribute.values().size() != 1) {
      throw new MalformedException("not exactly one value at " + PATH);
    }
    ASN1Sequence requests = requests(pkiData(attribute.values().getFirst()));
    if (requests.size() == 0) {
      return beside;
    }
    Function<Object, ASN1TaggedObject> tagged = ASN1TaggedObject::getInstance;
    ASN1TaggedObject first = Asn1.typed(requests.getObjectAt(0), tagged, PATH);
    Function<ASN1TaggedObject, ASN1Sequence> body = tag -> ASN1Sequence.getInstance(tag, false);
    ASN1Sequence fields = Asn1.typed(first, body, PATH);
    return switch (first.getTagNo()) {
      case 0 -> request(fields, beside.named());
      case 1 -> DemandCrmf.read(fields, beside.named());
      default -> throw new MalformedException("no request at " + PATH);
    };
  }

  private static ASN1Sequence pkiData(ASN1Encodable contentInfo) throws MalformedException {
    SequenceReader fields = SequenceReader.of(contentInfo, PATH);
    ASN1ObjectIdentifier type = fields.next("contentType", ASN1ObjectIdentifier::getInstance);
    ASN1TaggedObject content = fields.next("content", ASN1TaggedObject::getInstance);
    fields.end();
    Function<ASN1TaggedObject, ASN1Sequence> sequence = tag -> ASN1Sequence.getInstance(tag, true);
    ASN1Sequence value = Asn1.typed(content, sequence, PATH);
    if (type.equals(PKI_DATA)) {
      return value;
    }
    if (!type.equals(CMSObjectIdentifiers.signedData)) {
      throw new MalformedException("neither PKIData nor SignedData at " + PATH);
    }
    Function<ASN1Sequence, ASN1OctetString> signed =
        s -> (ASN1OctetString) SignedData.getInstance(s).getEncapContentInfo().getContent();
    byte[] octets = Asn1.typed(value, signed, PATH).getOctets();
    return Asn1.typed((Object) Asn1.ber(octets, LIMITS), ASN1Sequence::getInstance, PATH);
  }

  private static ASN1Sequence requests(ASN1Sequence pkiData) throws MalformedException {
    int index = pkiData.size() == FIELDS_OF_RFC_5272 ? 1 : 0;
    if (pkiData.size() <= index) {
      throw new MalformedException("no requests at " + PATH);
    }
    Function<Object, ASN1Sequence> sequence = ASN1Sequence::getInstance;
    return Asn1.typed(pkiData.getObjectAt(index), sequence, PATH);
  }

  private static CsrDemands request(ASN1Sequence tagged, Set<ASN1ObjectIdentifier> beside)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(tagged, PATH);
    fields.next("bodyPartID", ASN1Integer::getInstance);
    SequenceReader outer = SequenceReader.of(fields.next("certificationRequest"), PATH);
    fields.end();
    SequenceReader info = SequenceReader.of(outer.next("certificationRequestInfo"), PATH);
    AlgorithmIdentifier scheme = outer.next("signatureAlgorithm", AlgorithmIdentifier::getInstance);
    outer.next("signature", ASN1BitString::getInstance);
    outer.end();
    info.version(0, 0);
    List<List<WantedName>> subject = OpenNames.read(info.next("subject"));
    KeyDemand key = PlaceholderKey.read(info.next("subjectPKInfo"), PATH + "/subjectPKInfo");
    Optional<ASN1TaggedObject> attributes = info.tagged(0);
    info.end();
    AttributeDemands wanted = new AttributeDemands();
    if (attributes.isPresent()) {
      wanted.read(attributes.get(), PATH + "/attributes");
    }
    wanted.name(beside);
    if (!scheme.getAlgorithm().equals(NO_SIGNATURE)) {
      wanted.name(Set.of(scheme.getAlgorithm()));
    }
    return wanted.with(subject, key);
  }

  static List<AttrOrOid> write(CsrDemands demands) {
    ASN1EncodableVector tagged = new ASN1EncodableVector();
    tagged.add(new ASN1Integer(0));
    tagged.add(request(demands));
    ASN1Sequence requests = new DERSequence(new DERTaggedObject(false, 0, new DERSequence(tagged)));
    ASN1EncodableVector contentInfo = new ASN1EncodableVector();
    contentInfo.add(PKI_DATA);
    contentInfo.add(new DERTaggedObject(true, 0, new DERSequence(requests)));
    List<AttrOrOid> entries = new ArrayList<>();
    entries.add(new Attr(EstOids.PKCS7_PDU, new DERSequence(contentInfo)));
    demands.named().stream()
        .filter(oid -> !KeyDemands.isSignatureScheme(oid))
        .sorted((a, b) -> a.getId().compareTo(b.getId()))
        .forEach(oid -> entries.add(new Oid(oid)));
    return entries;
  }

  private static ASN1Sequence request(CsrDemands demands) {
    ASN1EncodableVector info = new ASN1EncodableVector();
    info.add(new ASN1Integer(0));
    info.add(OpenNames.write(demands.subject()));
    info.add(key(demands.key()));
    info.add(new DERTaggedObject(false, 0, attributes(demands)));
    ASN1ObjectIdentifier scheme =
        demands.signatureSchemes().stream().findFirst().orElse(NO_SIGNATURE);
    ASN1EncodableVector request = new ASN1EncodableVector();
    request.add(new DERSequence(info));
    request.add(new AlgorithmIdentifier(scheme));
    request.add(new DERBitString(new byte[0]));
    return new DERSequence(request);
  }

  /** PKCS#10 knows no absent key: an empty one stands for it. */
  private static ASN1Sequence key(KeyDemand demand) {
    ASN1Sequence key =
        PlaceholderKey.write(demand)
            .orElseThrow(() -> new IllegalArgumentException("a request has some kind of key"));
    if (key.size() > 1) {
      return key;
    }
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(key.getObjectAt(0));
    fields.add(new DERBitString(new byte[0]));
    return new DERSequence(fields);
  }

  private static DERSet attributes(CsrDemands demands) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    if (!demands.extensions().isEmpty()) {
      List<WantedExtension> whole = demands.extensions().stream().map(OpenNames::closed).toList();
      all.add(new Attr(EstOids.EXTENSION_REQUEST, ExtensionTemplates.write(whole)).structure());
    }
    demands.attributes().forEach(a -> all.add(new Attr(a.type(), a.values()).structure()));
    return new DERSet(all);
  }
}
