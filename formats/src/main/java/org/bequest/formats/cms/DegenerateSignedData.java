package org.bequest.formats.cms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/**
 * A SignedData that signs nothing and only carries certificates or revocation lists.
 *
 * <pre>
 * ContentInfo ::= SEQUENCE {
 *   contentType      ContentType,
 *   content          [0] EXPLICIT ANY DEFINED BY contentType }
 *
 * SignedData ::= SEQUENCE {
 *   version          CMSVersion,
 *   digestAlgorithms DigestAlgorithmIdentifiers,            -- empty
 *   encapContentInfo EncapsulatedContentInfo,               -- id-data, eContent absent
 *   certificates     [0] IMPLICIT CertificateSet OPTIONAL,
 *   crls             [1] IMPLICIT RevocationInfoChoices OPTIONAL,
 *   signerInfos      SignerInfos }                          -- empty; RFC 5652 section 5.1
 * </pre>
 */
final class DegenerateSignedData {
  static final int CERTIFICATES = 0;
  static final int CRLS = 1;

  private final List<ASN1Sequence> certificates;
  private final List<ASN1Sequence> crls;

  private DegenerateSignedData(List<ASN1Sequence> certificates, List<ASN1Sequence> crls) {
    this.certificates = certificates;
    this.crls = crls;
  }

  List<ASN1Sequence> certificates() {
    return certificates;
  }

  List<ASN1Sequence> crls() {
    return crls;
  }

  /** Reads BER, which DER is; other kinds of certificates and of revocation data are skipped. */
  static DegenerateSignedData decode(byte[] encoded, Limits limits) throws MalformedException {
    SequenceReader info = SequenceReader.of(Asn1.ber(encoded, limits), "/ContentInfo");
    ASN1ObjectIdentifier type = info.next("contentType", ASN1ObjectIdentifier::getInstance);
    if (!type.equals(CMSObjectIdentifiers.signedData)) {
      throw new MalformedException("not a SignedData at /ContentInfo/contentType");
    }
    ASN1TaggedObject content =
        info.tagged(0).orElseThrow(() -> new MalformedException("missing content at /ContentInfo"));
    info.end();
    return signedData(
        Asn1.typed(content, ASN1TaggedObject::getExplicitBaseObject, "/ContentInfo/content"));
  }

  private static DegenerateSignedData signedData(ASN1Encodable value) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, "/SignedData");
    fields.version(1, 5);
    fields.next("digestAlgorithms", ASN1Set::getInstance);
    checkEmpty(fields.next("encapContentInfo"));
    List<ASN1Sequence> certificates = sequences(fields.tagged(CERTIFICATES), "certificates");
    List<ASN1Sequence> crls = sequences(fields.tagged(CRLS), "crls");
    if (fields.next("signerInfos", ASN1Set::getInstance).size() != 0) {
      throw new MalformedException("signed where nothing is to be signed at /SignedData");
    }
    fields.end();
    return new DegenerateSignedData(certificates, crls);
  }

  /** Some encoders write an empty eContent instead of none. */
  private static void checkEmpty(ASN1Primitive encapContentInfo) throws MalformedException {
    String path = "/SignedData/encapContentInfo";
    SequenceReader fields = SequenceReader.of(encapContentInfo, path);
    fields.next("eContentType", ASN1ObjectIdentifier::getInstance);
    Optional<ASN1TaggedObject> content = fields.tagged(0);
    if (content.isPresent()) {
      Function<ASN1TaggedObject, ASN1OctetString> octets =
          tagged -> ASN1OctetString.getInstance(tagged, true);
      if (Asn1.typed(content.get(), octets, path).getOctetsLength() != 0) {
        throw new MalformedException("content where none is allowed at " + path);
      }
    }
    fields.end();
  }

  static List<ASN1Sequence> sequences(Optional<ASN1TaggedObject> field, String name)
      throws MalformedException {
    List<ASN1Sequence> found = new ArrayList<>();
    if (field.isEmpty()) {
      return found;
    }
    Function<ASN1TaggedObject, ASN1Set> set = tagged -> ASN1Set.getInstance(tagged, false);
    for (ASN1Encodable element : Asn1.typed(field.get(), set, "/SignedData/" + name)) {
      if (element.toASN1Primitive() instanceof ASN1Sequence sequence) {
        found.add(sequence);
      }
    }
    return found;
  }
}
