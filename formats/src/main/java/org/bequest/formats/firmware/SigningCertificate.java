package org.bequest.formats.firmware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.asn1.x509.PolicyInformation;

/**
 * Which certificate has the key of the signer; exactly one (RFC 4108 section 2.2.13). RFC 4108
 * knows the form by SHA-1 alone, the later one takes any digest.
 *
 * <pre>
 * SigningCertificate ::= SEQUENCE {
 *   certs    SEQUENCE OF ESSCertID,
 *   policies SEQUENCE OF PolicyInformation OPTIONAL } -- RFC 2634 section 5.4; V2 likewise
 *
 * ESSCertID ::= SEQUENCE {
 *   certHash     Hash,                                -- OCTET STRING
 *   issuerSerial IssuerSerial OPTIONAL }
 *
 * ESSCertIDv2 ::= SEQUENCE {
 *   hashAlgorithm AlgorithmIdentifier DEFAULT {algorithm id-sha256},
 *   certHash      Hash,
 *   issuerSerial  IssuerSerial OPTIONAL }             -- RFC 5035 section 4
 * </pre>
 *
 * @param algorithm of V2; empty for the form by SHA-1
 */
public record SigningCertificate(
    Optional<AlgorithmIdentifier> algorithm,
    Octets hash,
    Optional<IssuerSerial> issuerSerial,
    List<PolicyInformation> policies)
    implements FirmwareAttribute {
  public static final AlgorithmIdentifier SHA256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

  public SigningCertificate {
    policies = List.copyOf(policies);
  }

  static SigningCertificate decodeFirst(ASN1Encodable value, String path)
      throws MalformedException {
    return decode(value, false, path);
  }

  static SigningCertificate decodeSecond(ASN1Encodable value, String path)
      throws MalformedException {
    return decode(value, true, path);
  }

  private static SigningCertificate decode(ASN1Encodable value, boolean second, String path)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    ASN1Sequence certificates = fields.next("certs", ASN1Sequence::getInstance);
    List<PolicyInformation> policies = policies(fields, path + "/policies");
    fields.end();
    if (certificates.size() != 1) {
      throw new MalformedException("not exactly one certificate at " + path + "/certs");
    }
    return certificate(certificates.getObjectAt(0), second, path + "/certs").with(policies);
  }

  private static List<PolicyInformation> policies(SequenceReader fields, String path)
      throws MalformedException {
    List<PolicyInformation> policies = new ArrayList<>();
    if (fields.hasMore()) {
      for (ASN1Encodable policy : fields.next("policies", ASN1Sequence::getInstance)) {
        policies.add(Asn1.typed(policy, PolicyInformation::getInstance, path));
      }
    }
    return policies;
  }

  private static SigningCertificate certificate(ASN1Encodable value, boolean second, String path)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    Optional<AlgorithmIdentifier> algorithm = Optional.empty();
    if (second) {
      algorithm =
          Optional.of(
              fields.startsWith(ASN1Sequence.class)
                  ? fields.next("hashAlgorithm", AlgorithmIdentifier::getInstance)
                  : SHA256);
    }
    ASN1OctetString hash = fields.next("certHash", ASN1OctetString::getInstance);
    Optional<IssuerSerial> issuerSerial = Optional.empty();
    if (fields.hasMore()) {
      issuerSerial = Optional.of(fields.next("issuerSerial", IssuerSerial::getInstance));
    }
    fields.end();
    return new SigningCertificate(algorithm, Octets.of(hash.getOctets()), issuerSerial, List.of());
  }

  /** With the certificate's policies that the signature is made under. */
  public SigningCertificate with(List<PolicyInformation> others) {
    return new SigningCertificate(algorithm, hash, issuerSerial, others);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return algorithm.isPresent()
        ? FirmwareOids.SIGNING_CERTIFICATE_V2
        : FirmwareOids.SIGNING_CERTIFICATE;
  }

  @Override
  public ASN1Encodable value() {
    ASN1EncodableVector certificate = new ASN1EncodableVector();
    algorithm.filter(a -> !a.equals(SHA256)).ifPresent(certificate::add);
    certificate.add(new DEROctetString(hash.bytes()));
    issuerSerial.ifPresent(certificate::add);
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new DERSequence(new DERSequence(certificate)));
    if (!policies.isEmpty()) {
      fields.add(new DERSequence(policies.toArray(ASN1Encodable[]::new)));
    }
    return new DERSequence(fields);
  }
}
