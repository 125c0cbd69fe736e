package org.bequest.formats.pkix;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Header;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A PKCS#10 certification request, decoded and not yet believed. Everything that an accessor
 * returns was checked for its form by {@link #decode}.
 *
 * <pre>
 * CertificationRequest ::= SEQUENCE {
 *   certificationRequestInfo CertificationRequestInfo,
 *   signatureAlgorithm       AlgorithmIdentifier{{ SignatureAlgorithms }},
 *   signature                BIT STRING }                            -- RFC 2986 section 4
 * </pre>
 */
public final class Csr {
  /** A signature of SLH-DSA takes up to 50,000 octets; a name of 500 RDNs has too many elements. */
  private static final Limits LIMITS = new Limits(1 << 16, 16, 2000);

  private static final String PATH = "/CertificationRequest";

  private final byte[] encoded;
  private final CertificationRequest structure;
  private final RequestInfo info;

  private Csr(byte[] encoded, CertificationRequest structure, RequestInfo info) {
    this.encoded = encoded;
    this.structure = structure;
    this.info = info;
  }

  /** The one way in: DER of at most 64 KiB. */
  public static Csr decode(byte[] der) throws MalformedException {
    byte[] encoded = der.clone();
    ASN1Primitive value = Asn1.der(encoded, LIMITS);
    SequenceReader fields = SequenceReader.of(value, PATH);
    RequestInfo info = RequestInfo.of(fields.next("certificationRequestInfo"));
    fields.next("signatureAlgorithm", AlgorithmIdentifier::getInstance);
    if (fields.next("signature", ASN1BitString::getInstance).getPadBits() != 0) {
      throw new MalformedException("not whole octets at " + PATH + "/signature");
    }
    fields.end();
    Function<ASN1Primitive, CertificationRequest> type = CertificationRequest::getInstance;
    return new Csr(encoded, Asn1.typed(value, type, PATH), info);
  }

  public CertificationRequest structure() {
    return structure;
  }

  /** The octets of the whole request as received; a copy. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** The octets of the CertificationRequestInfo exactly as received: what is signed; a copy. */
  public byte[] toBeSigned() {
    try {
      int start = Header.read(encoded, 0, encoded.length).content();
      return Arrays.copyOfRange(encoded, start, Header.read(encoded, start, encoded.length).end());
    } catch (MalformedException e) {
      throw new IllegalStateException("checked when it was decoded", e);
    }
  }

  public X500Name subject() {
    return info.names().subject();
  }

  public SubjectPublicKeyInfo subjectPublicKeyInfo() {
    return structure.getCertificationRequestInfo().getSubjectPublicKeyInfo();
  }

  public AlgorithmIdentifier signatureAlgorithm() {
    return structure.getSignatureAlgorithm();
  }

  public byte[] signature() {
    return structure.getSignature().getOctets();
  }

  /** Every attribute in its order, also the unknown ones. */
  public List<Attribute> attributes() {
    return info.attributes().attributes();
  }

  /** The first attribute of this type; those that EST knows come once only. */
  public Optional<Attribute> attribute(ASN1ObjectIdentifier type) {
    return attributes().stream().filter(a -> a.getAttrType().equals(type)).findFirst();
  }

  /** What the client would like as extensions of its certificate. */
  public Optional<Extensions> requestedExtensions() {
    return Optional.ofNullable(info.extensions());
  }

  /** The subject with the alternative names of {@link #requestedExtensions}. */
  public SubjectNames names() {
    return info.names();
  }

  /** The channel binding, or whatever a client put there (RFC 7030 section 3.5). */
  public Optional<String> challengePassword() {
    return info.challenges().get(EstOids.CHALLENGE_PASSWORD);
  }

  public Optional<String> otpChallenge() {
    return info.challenges().get(EstOids.OTP_CHALLENGE);
  }

  public Optional<String> revocationChallenge() {
    return info.challenges().get(EstOids.REVOCATION_CHALLENGE);
  }

  public Optional<String> estIdentityLinking() {
    return info.challenges().get(EstOids.EST_IDENTITY_LINKING);
  }

  /**
   * The names that the client wants instead of its present ones (RFC 6402 section 2.8): an empty
   * subject when the attribute has none, no alternative names when it has none.
   */
  public Optional<SubjectNames> changeSubjectName() {
    return Optional.ofNullable(info.changedNames());
  }
}
