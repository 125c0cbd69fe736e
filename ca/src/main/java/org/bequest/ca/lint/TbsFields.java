package org.bequest.ca.lint;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The fields of a certificate as they stand in the bytes. Read apart from the code that builds
 * them, so that a fault of the one shows in the other.
 *
 * <pre>
 * TBSCertificate ::= SEQUENCE {
 *   version         [0] EXPLICIT Version DEFAULT v1,
 *   serialNumber        CertificateSerialNumber,
 *   signature           AlgorithmIdentifier,
 *   issuer              Name,
 *   validity            Validity,
 *   subject             Name,
 *   subjectPublicKeyInfo SubjectPublicKeyInfo,
 *   issuerUniqueID  [1] IMPLICIT UniqueIdentifier OPTIONAL,
 *   subjectUniqueID [2] IMPLICIT UniqueIdentifier OPTIONAL,
 *   extensions      [3] EXPLICIT Extensions OPTIONAL }             -- RFC 5280 section 4.1
 * </pre>
 *
 * @param version 2 for v3
 * @param extensions in their order, doubles included
 */
record TbsFields(
    byte[] encoded,
    ASN1Primitive whole,
    int version,
    BigInteger serialNumber,
    AlgorithmIdentifier signature,
    X500Name issuer,
    ASN1Sequence validity,
    X500Name subject,
    SubjectPublicKeyInfo subjectPublicKeyInfo,
    List<Extension> extensions) {
  private static final int FIXED_FIELDS = 7;

  /**
   * @throws IllegalArgumentException when the bytes are no TBSCertificate with version and without
   *     unique identifiers
   */
  static TbsFields of(byte[] encoded) {
    try {
      ASN1Sequence fields = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(encoded));
      if (fields.size() < FIXED_FIELDS || fields.size() > FIXED_FIELDS + 1) {
        throw new IllegalArgumentException("has " + fields.size() + " fields");
      }
      return of(encoded, fields);
    } catch (IOException | ClassCastException | IllegalStateException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static TbsFields of(byte[] encoded, ASN1Sequence fields) {
    ASN1Encodable version =
        ASN1TaggedObject.getInstance(fields.getObjectAt(0), BERTags.CONTEXT_SPECIFIC, 0)
            .getExplicitBaseObject();
    return new TbsFields(
        encoded,
        fields,
        ASN1Integer.getInstance(version).intValueExact(),
        ASN1Integer.getInstance(fields.getObjectAt(1)).getValue(),
        AlgorithmIdentifier.getInstance(fields.getObjectAt(2)),
        X500Name.getInstance(fields.getObjectAt(3)),
        ASN1Sequence.getInstance(fields.getObjectAt(4)),
        X500Name.getInstance(fields.getObjectAt(5)),
        SubjectPublicKeyInfo.getInstance(fields.getObjectAt(6)),
        fields.size() > FIXED_FIELDS ? extensions(fields.getObjectAt(FIXED_FIELDS)) : List.of());
  }

  private static List<Extension> extensions(ASN1Encodable tagged) {
    ASN1Encodable base =
        ASN1TaggedObject.getInstance(tagged, BERTags.CONTEXT_SPECIFIC, 3).getExplicitBaseObject();
    List<Extension> extensions = new ArrayList<>();
    for (ASN1Encodable extension : ASN1Sequence.getInstance(base)) {
      extensions.add(Extension.getInstance(extension));
    }
    return extensions;
  }

  Optional<Extension> extension(ASN1ObjectIdentifier id) {
    for (Extension extension : extensions) {
      if (extension.getExtnId().equals(id)) {
        return Optional.of(extension);
      }
    }
    return Optional.empty();
  }
}
