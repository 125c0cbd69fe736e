package org.bequest.crypto;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * A signature algorithm that is accepted and whose identifier says all of it. RSASSA-PSS, which has
 * parameters, is {@link PssParameters}. MD5, SHA-1 and SHA-224 are not here and so are refused.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
enum SignatureScheme implements VerifiableAlgorithm {
  ECDSA_SHA256("SHA256withECDSA", KeyKind.EC, X9ObjectIdentifiers.ecdsa_with_SHA256),
  ECDSA_SHA384("SHA384withECDSA", KeyKind.EC, X9ObjectIdentifiers.ecdsa_with_SHA384),
  ECDSA_SHA512("SHA512withECDSA", KeyKind.EC, X9ObjectIdentifiers.ecdsa_with_SHA512),
  RSA_SHA256("SHA256withRSA", KeyKind.RSA, PKCSObjectIdentifiers.sha256WithRSAEncryption),
  RSA_SHA384("SHA384withRSA", KeyKind.RSA, PKCSObjectIdentifiers.sha384WithRSAEncryption),
  RSA_SHA512("SHA512withRSA", KeyKind.RSA, PKCSObjectIdentifiers.sha512WithRSAEncryption),
  ED25519("EdDSA", KeyKind.SAME, EdECObjectIdentifiers.id_Ed25519),
  ML_DSA_44("ML-DSA-44", KeyKind.SAME, NISTObjectIdentifiers.id_ml_dsa_44),
  ML_DSA_65("ML-DSA-65", KeyKind.SAME, NISTObjectIdentifiers.id_ml_dsa_65),
  ML_DSA_87("ML-DSA-87", KeyKind.SAME, NISTObjectIdentifiers.id_ml_dsa_87);

  /** Which keys a scheme takes. */
  enum KeyKind {
    EC,
    RSA,
    /** Keys that bear the object identifier of the signature (RFC 8410, RFC 9881). */
    SAME
  }

  private static final Map<ASN1ObjectIdentifier, SignatureScheme> BY_IDENTIFIER =
      Arrays.stream(values())
          .collect(Collectors.toMap(s -> s.algorithm.getAlgorithm(), Function.identity()));

  private final String jcaName;
  private final KeyKind keyKind;
  private final AlgorithmIdentifier algorithm;

  SignatureScheme(String jcaName, KeyKind keyKind, ASN1ObjectIdentifier identifier) {
    this.jcaName = jcaName;
    this.keyKind = keyKind;
    this.algorithm =
        keyKind == KeyKind.RSA
            ? new AlgorithmIdentifier(identifier, DERNull.INSTANCE)
            : new AlgorithmIdentifier(identifier);
  }

  @Override
  public String jcaName() {
    return jcaName;
  }

  AlgorithmIdentifier algorithm() {
    return algorithm;
  }

  /** Empty for an algorithm that is not accepted, and for parameters where none belong. */
  static Optional<SignatureScheme> of(AlgorithmIdentifier algorithm) {
    return Optional.ofNullable(BY_IDENTIFIER.get(algorithm.getAlgorithm()))
        .filter(scheme -> scheme.admits(algorithm.getParameters()));
  }

  /**
   * The one that certificates and requests signed with such a key say by default; empty for a key
   * that cannot sign.
   */
  static Optional<SignatureScheme> standardFor(KeyAlgorithm key) {
    return key.signatureAlgorithm().map(algorithm -> of(algorithm).orElseThrow());
  }

  @Override
  public boolean takes(AlgorithmIdentifier key) {
    ASN1ObjectIdentifier kind = key.getAlgorithm();
    return switch (keyKind) {
      case EC -> kind.equals(X9ObjectIdentifiers.id_ecPublicKey);
      case RSA -> kind.equals(PKCSObjectIdentifiers.rsaEncryption);
      case SAME -> kind.equals(algorithm.getAlgorithm()) && key.getParameters() == null;
    };
  }

  /** RFC 4055 section 5: for RSA, NULL, and absent must be taken too. Elsewhere, absent. */
  private boolean admits(@Nullable ASN1Encodable parameters) {
    return parameters == null || (keyKind == KeyKind.RSA && DERNull.INSTANCE.equals(parameters));
  }
}
