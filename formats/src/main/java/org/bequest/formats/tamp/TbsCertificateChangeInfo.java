package org.bequest.formats.tamp;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.AnchorFields;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Validity;

/**
 * A change of an anchor that was added as a TBSCertificate. An absent field keeps what was there,
 * but absent extensions remove it.
 *
 * <pre>
 * TBSCertificateChangeInfo ::= SEQUENCE {
 *   serialNumber             CertificateSerialNumber OPTIONAL,
 *   signature            [0] AlgorithmIdentifier OPTIONAL,
 *   issuer               [1] Name OPTIONAL,           -- a CHOICE, so explicit
 *   validity             [2] Validity OPTIONAL,
 *   subject              [3] Name OPTIONAL,           -- a CHOICE, so explicit
 *   subjectPublicKeyInfo [4] SubjectPublicKeyInfo,
 *   exts                 [5] EXPLICIT Extensions OPTIONAL }
 *                                                     -- RFC 5934 section 4.3
 * </pre>
 */
public record TbsCertificateChangeInfo(
    Optional<BigInteger> serialNumber,
    Optional<AlgorithmIdentifier> signature,
    Optional<X500Name> issuer,
    Optional<Validity> validity,
    Optional<X500Name> subject,
    SubjectPublicKeyInfo subjectPublicKeyInfo,
    Optional<Extensions> exts)
    implements TrustAnchorChangeInfoChoice {
  private static final int SIGNATURE = 0;
  private static final int ISSUER = 1;
  private static final int VALIDITY = 2;
  private static final int SUBJECT = 3;
  private static final int KEY = 4;
  private static final int EXTS = 5;

  static TbsCertificateChangeInfo decode(Fields fields) throws MalformedException {
    Optional<Encoded> serial = fields.optional(Tag.INTEGER);
    Optional<Encoded> signature = fields.implicit(SIGNATURE, Encoded.SEQUENCE, "signature");
    Optional<Encoded> issuer = fields.tagged(ISSUER);
    Optional<Encoded> validity = fields.implicit(VALIDITY, Encoded.SEQUENCE, "validity");
    Optional<Encoded> subject = fields.tagged(SUBJECT);
    Optional<Encoded> key = fields.implicit(KEY, Encoded.SEQUENCE, "subjectPublicKeyInfo");
    Optional<Encoded> exts = fields.tagged(EXTS);
    fields.end();
    String keyPath = fields.at("subjectPublicKeyInfo");
    return new TbsCertificateChangeInfo(
        fields.read(serial, "serialNumber", (v, _) -> new BigInteger(v.content())),
        fields.read(signature, "signature", Fields::algorithm),
        fields.read(issuer, "issuer", TbsCertificateChangeInfo::name),
        fields.read(validity, "validity", TbsCertificateChangeInfo::validity),
        fields.read(subject, "subject", TbsCertificateChangeInfo::name),
        fields
            .read(key, "subjectPublicKeyInfo", Fields::key)
            .orElseThrow(() -> new MalformedException("missing " + keyPath)),
        fields.read(
            exts,
            "exts",
            (v, path) -> AnchorFields.extensions(AnchorFields.explicit(v, path), path)));
  }

  private static X500Name name(Encoded tagged, String path) throws MalformedException {
    Encoded name = AnchorFields.explicit(tagged, path);
    return Asn1.typed((Object) name.value(), X500Name::getInstance, path);
  }

  private static Validity validity(Encoded value, String path) throws MalformedException {
    return Asn1.typed((Object) value.value(), Validity::getInstance, path);
  }

  @Override
  public Encoded encode() {
    Encoded fields =
        new Fields.Written()
            .addIfPresent(serialNumber.map(n -> Encoded.of(new ASN1Integer(n))))
            .addIfPresent(signature.map(a -> Tag.implicit(SIGNATURE, Encoded.of(a))))
            .addIfPresent(issuer.map(n -> Tag.explicit(ISSUER, Encoded.of(n))))
            .addIfPresent(validity.map(v -> Tag.implicit(VALIDITY, Encoded.of(v))))
            .addIfPresent(subject.map(n -> Tag.explicit(SUBJECT, Encoded.of(n))))
            .add(Tag.implicit(KEY, Encoded.of(subjectPublicKeyInfo)))
            .addIfPresent(exts.map(e -> Tag.explicit(EXTS, Encoded.of(e))))
            .sequence();
    return Tag.implicit(TBS_CERT_CHANGE, fields);
  }

  @Override
  public SubjectPublicKeyInfo publicKey() {
    return subjectPublicKeyInfo;
  }
}
