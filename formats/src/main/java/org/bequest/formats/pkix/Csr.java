package org.bequest.formats.pkix;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
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
 *   signature                BIT STRING }
 *
 * CertificationRequestInfo ::= SEQUENCE {
 *   version       INTEGER { v1(0) } (v1,...),
 *   subject       Name,
 *   subjectPKInfo SubjectPublicKeyInfo{{ PKInfoAlgorithms }},
 *   attributes    [0] Attributes{{ CRIAttributes }} }              -- RFC 2986 section 4
 * </pre>
 */
public final class Csr {
  private final byte[] encoded;
  private final byte[] toBeSigned;
  private final CertificationRequest structure;
  private final List<Attribute> attributes;

  private Csr(byte[] encoded, CertificationRequest structure) throws IOException {
    this.encoded = encoded;
    this.structure = structure;
    this.toBeSigned = info().getEncoded();
    List<Attribute> list = new ArrayList<>();
    for (ASN1Encodable attribute : info().getAttributes()) {
      list.add(Attribute.getInstance(attribute));
    }
    this.attributes = List.copyOf(list);
  }

  /** The one way in; at most 64 KiB. */
  public static Csr decode(byte[] der) throws MalformedException {
    try {
      return new Csr(der.clone(), CertificationRequest.getInstance(der));
    } catch (IllegalArgumentException | IOException e) {
      throw new MalformedException("not a CertificationRequest", e);
    }
  }

  private CertificationRequestInfo info() {
    return structure.getCertificationRequestInfo();
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
    return toBeSigned.clone();
  }

  public X500Name subject() {
    return info().getSubject();
  }

  public SubjectPublicKeyInfo subjectPublicKeyInfo() {
    return info().getSubjectPublicKeyInfo();
  }

  public AlgorithmIdentifier signatureAlgorithm() {
    return structure.getSignatureAlgorithm();
  }

  public byte[] signature() {
    return structure.getSignature().getOctets();
  }

  /** Every attribute in its order, also the unknown ones. */
  public List<Attribute> attributes() {
    return attributes;
  }

  /** The one attribute of this type; a type that comes twice is refused by {@link #decode}. */
  public Optional<Attribute> attribute(ASN1ObjectIdentifier type) {
    return attributes.stream().filter(a -> a.getAttrType().equals(type)).findFirst();
  }

  /** What the client would like as extensions of its certificate. */
  public Optional<Extensions> requestedExtensions() {
    return attribute(EstOids.EXTENSION_REQUEST)
        .map(a -> Extensions.getInstance(a.getAttrValues().getObjectAt(0)));
  }

  /** The subject with the alternative names of {@link #requestedExtensions}. */
  public SubjectNames names() {
    return requestedExtensions()
        .map(e -> SubjectNames.of(subject(), e))
        .orElseGet(() -> SubjectNames.of(subject()));
  }

  /** The channel binding, or whatever a client put there (RFC 7030 section 3.5). */
  public Optional<String> challengePassword() {
    return string(EstOids.CHALLENGE_PASSWORD);
  }

  public Optional<String> otpChallenge() {
    return string(EstOids.OTP_CHALLENGE);
  }

  public Optional<String> revocationChallenge() {
    return string(EstOids.REVOCATION_CHALLENGE);
  }

  public Optional<String> estIdentityLinking() {
    return string(EstOids.EST_IDENTITY_LINKING);
  }

  /**
   * The names that the client wants instead of its present ones (RFC 6402 section 2.8): an empty
   * subject when the attribute has none, no alternative names when it has none.
   */
  public Optional<SubjectNames> changeSubjectName() {
    return Optional.empty();
  }

  private Optional<String> string(ASN1ObjectIdentifier type) {
    return attribute(type).map(a -> ((ASN1String) a.getAttrValues().getObjectAt(0)).getString());
  }
}
