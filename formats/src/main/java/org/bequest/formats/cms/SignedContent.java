package org.bequest.formats.cms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A SignedData, decoded and not yet believed: its octets of content are those that were signed.
 *
 * <pre>
 * SignedData ::= SEQUENCE {
 *   version          CMSVersion,
 *   digestAlgorithms DigestAlgorithmIdentifiers,
 *   encapContentInfo EncapsulatedContentInfo,
 *   certificates     [0] IMPLICIT CertificateSet OPTIONAL,
 *   crls             [1] IMPLICIT RevocationInfoChoices OPTIONAL,
 *   signerInfos      SignerInfos }                                -- RFC 5652 section 5.1
 *
 * EncapsulatedContentInfo ::= SEQUENCE {
 *   eContentType ContentType,
 *   eContent     [0] EXPLICIT OCTET STRING OPTIONAL }             -- RFC 5652 section 5.2
 * </pre>
 *
 * @param octets of eContent, or null when it is absent
 * @param certificates of X.509; other kinds are left out
 */
public record SignedContent(
    ASN1ObjectIdentifier contentType,
    byte @Nullable [] octets,
    List<X509CertificateHolder> certificates,
    List<X509CRLHolder> crls,
    List<SignerInfo> signers)
    implements Layer {
  private static final String PATH = "/SignedData";

  public SignedContent {
    certificates = List.copyOf(certificates);
    crls = List.copyOf(crls);
    signers = List.copyOf(signers);
  }

  /** Signs nothing, and only carries these (RFC 5652 5.1). */
  public static SignedContent carrying(
      List<X509CertificateHolder> certificates, List<X509CRLHolder> crls) {
    return new SignedContent(CmsOids.DATA, null, certificates, crls, List.of());
  }

  /** The same without the octets, which lie elsewhere. */
  public SignedContent detached() {
    return new SignedContent(contentType, null, certificates, crls, signers);
  }

  /** The same content with these signatures. */
  public SignedContent with(List<SignerInfo> others) {
    return new SignedContent(contentType, octets, certificates, crls, others);
  }

  /** Reads a ContentInfo with a SignedData, in DER or BER. */
  public static SignedContent decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  /** Reads what another layer held. */
  public static SignedContent of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static SignedContent of(Content content, CmsLimits limits) throws MalformedException {
    if (!content.is(CmsOids.SIGNED_DATA)) {
      throw new MalformedException("not a SignedData at /ContentInfo/contentType");
    }
    SequenceReader fields = SequenceReader.of(Asn1.ber(content.octets(), limits.structure()), PATH);
    fields.version(1, 5);
    fields.next("digestAlgorithms", ASN1Set::getInstance);
    Encapsulated inner = Encapsulated.decode(fields.next("encapContentInfo"), PATH);
    List<X509CertificateHolder> certificates =
        many(
            fields.tagged(0),
            "certificates",
            limits,
            s -> new X509CertificateHolder(certificate(s)));
    List<X509CRLHolder> crls =
        many(fields.tagged(1), "crls", limits, s -> new X509CRLHolder(crl(s)));
    List<SignerInfo> signers = signers(fields.next("signerInfos", ASN1Set::getInstance), limits);
    fields.end();
    return new SignedContent(inner.type, inner.octets, certificates, crls, signers);
  }

  /** What was signed, with its type; empty for a detached signature. */
  public Optional<Content> content() {
    return octets == null ? Optional.empty() : Optional.of(new Content(contentType, octets));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.SIGNED_DATA;
  }

  @Override
  public Content encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(version()));
    fields.add(digestAlgorithms());
    fields.add(new Encapsulated(contentType, octets).encode());
    set(certificates.stream().map(X509CertificateHolder::toASN1Structure).toList(), 0)
        .ifPresent(fields::add);
    set(crls.stream().map(X509CRLHolder::toASN1Structure).toList(), 1).ifPresent(fields::add);
    fields.add(new DERSet(signers.stream().map(SignerInfo::encode).toArray(ASN1Encodable[]::new)));
    return new Content(CmsOids.SIGNED_DATA, Der.of(new DERSequence(fields)));
  }

  /** RFC 5652 section 5.1, without the kinds of certificates that we do not write. */
  private int version() {
    boolean plain =
        contentType.equals(CmsOids.DATA) && signers.stream().allMatch(s -> s.version() == 1);
    return plain ? 1 : 3;
  }

  private DERSet digestAlgorithms() {
    return new DERSet(
        signers.stream().map(SignerInfo::digestAlgorithm).distinct().toArray(ASN1Encodable[]::new));
  }

  private static Optional<ASN1Encodable> set(List<? extends ASN1Encodable> elements, int tag) {
    return elements.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DERTaggedObject(false, tag, new DERSet(elements.toArray(ASN1Encodable[]::new))));
  }

  private static List<SignerInfo> signers(ASN1Set set, CmsLimits limits) throws MalformedException {
    if (set.size() > limits.signers()) {
      throw new MalformedException("more than " + limits.signers() + " signers at " + PATH);
    }
    List<SignerInfo> signers = new ArrayList<>();
    for (ASN1Encodable element : set) {
      signers.add(SignerInfo.decode(element, limits));
    }
    return signers;
  }

  private static <T> List<T> many(
      Optional<ASN1TaggedObject> field,
      String name,
      CmsLimits limits,
      Function<ASN1Sequence, T> type)
      throws MalformedException {
    List<ASN1Sequence> found = DegenerateSignedData.sequences(field, name);
    if (found.size() > limits.certificates()) {
      throw new MalformedException(
          "more than " + limits.certificates() + " elements at " + PATH + "/" + name);
    }
    List<T> elements = new ArrayList<>();
    for (ASN1Sequence sequence : found) {
      elements.add(Asn1.typed(sequence, type, PATH + "/" + name));
    }
    return elements;
  }

  private static Certificate certificate(ASN1Sequence sequence) {
    return Certificate.getInstance(sequence);
  }

  private static CertificateList crl(ASN1Sequence sequence) {
    return CertificateList.getInstance(sequence);
  }

  /** EncapsulatedContentInfo. What is not an OCTET STRING is PKCS#7 before CMS, and refused. */
  record Encapsulated(ASN1ObjectIdentifier type, byte @Nullable [] octets) {
    static Encapsulated decode(ASN1Primitive value, String outer) throws MalformedException {
      String path = outer + "/encapContentInfo";
      SequenceReader fields = SequenceReader.of(value, path);
      ASN1ObjectIdentifier type = fields.next("eContentType", ASN1ObjectIdentifier::getInstance);
      Optional<ASN1TaggedObject> content = fields.tagged(0);
      fields.end();
      if (content.isEmpty()) {
        return new Encapsulated(type, null);
      }
      Function<ASN1TaggedObject, ASN1OctetString> explicit =
          tagged -> ASN1OctetString.getInstance(tagged, true);
      ASN1OctetString octets = Asn1.typed(content.get(), explicit, path + "/eContent");
      return new Encapsulated(type, octets.getOctets());
    }

    ASN1Encodable encode() {
      ASN1EncodableVector fields = new ASN1EncodableVector();
      fields.add(type);
      if (octets != null) {
        fields.add(new DERTaggedObject(true, 0, new DEROctetString(octets)));
      }
      return new DERSequence(fields);
    }
  }
}
