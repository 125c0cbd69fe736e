package org.bequest.crypto;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A signature algorithm that is accepted, with the one form of its parameters. RSASSA-PSS, whose
 * parameters say what it is, has its own type.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
enum SignatureScheme {
  ECDSA_SHA256("SHA256withECDSA", Kind.ECDSA, X9ObjectIdentifiers.ecdsa_with_SHA256),
  ECDSA_SHA384("SHA384withECDSA", Kind.ECDSA, X9ObjectIdentifiers.ecdsa_with_SHA384),
  ECDSA_SHA512("SHA512withECDSA", Kind.ECDSA, X9ObjectIdentifiers.ecdsa_with_SHA512),
  RSA_SHA256("SHA256withRSA", Kind.RSA, PKCSObjectIdentifiers.sha256WithRSAEncryption),
  RSA_SHA384("SHA384withRSA", Kind.RSA, PKCSObjectIdentifiers.sha384WithRSAEncryption),
  RSA_SHA512("SHA512withRSA", Kind.RSA, PKCSObjectIdentifiers.sha512WithRSAEncryption),
  ED25519("EdDSA", Kind.ED25519, EdECObjectIdentifiers.id_Ed25519),
  ML_DSA_44("ML-DSA-44", Kind.ML_DSA, NISTObjectIdentifiers.id_ml_dsa_44),
  ML_DSA_65("ML-DSA-65", Kind.ML_DSA, NISTObjectIdentifiers.id_ml_dsa_65),
  ML_DSA_87("ML-DSA-87", Kind.ML_DSA, NISTObjectIdentifiers.id_ml_dsa_87);

  enum Kind {
    ECDSA,
    RSA,
    ED25519,
    ML_DSA
  }

  private final String jcaName;
  private final Kind kind;
  private final AlgorithmIdentifier algorithm;

  SignatureScheme(String jcaName, Kind kind, ASN1ObjectIdentifier identifier) {
    this.jcaName = jcaName;
    this.kind = kind;
    this.algorithm =
        kind == Kind.RSA
            ? new AlgorithmIdentifier(identifier, DERNull.INSTANCE)
            : new AlgorithmIdentifier(identifier);
  }

  String jcaName() {
    return jcaName;
  }

  Kind kind() {
    return kind;
  }

  AlgorithmIdentifier algorithm() {
    return algorithm;
  }

  static SignatureScheme standardFor(KeyAlgorithm key) {
    AlgorithmIdentifier wanted = key.signatureAlgorithm();
    return Arrays.stream(values())
        .filter(s -> s.algorithm.equals(wanted))
        .findFirst()
        .orElseThrow();
  }
}
