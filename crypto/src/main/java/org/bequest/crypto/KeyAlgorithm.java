package org.bequest.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A kind of key that this product makes and certifies, by the name that configuration uses. */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum KeyAlgorithm {
  P256("p256", Family.EC_P256, X9ObjectIdentifiers.ecdsa_with_SHA256),
  P384("p384", Family.EC_LARGE, X9ObjectIdentifiers.ecdsa_with_SHA384),
  P521("p521", Family.EC_LARGE, X9ObjectIdentifiers.ecdsa_with_SHA512),
  RSA_2048("rsa-2048", Family.RSA, PKCSObjectIdentifiers.sha256WithRSAEncryption),
  RSA_3072("rsa-3072", Family.RSA, PKCSObjectIdentifiers.sha256WithRSAEncryption),
  RSA_4096("rsa-4096", Family.RSA, PKCSObjectIdentifiers.sha256WithRSAEncryption),
  ED25519("ed25519", Family.ED25519, EdECObjectIdentifiers.id_Ed25519),
  ML_DSA_44("ml-dsa-44", Family.ML_DSA, NISTObjectIdentifiers.id_ml_dsa_44),
  ML_DSA_65("ml-dsa-65", Family.ML_DSA, NISTObjectIdentifiers.id_ml_dsa_65),
  ML_DSA_87("ml-dsa-87", Family.ML_DSA, NISTObjectIdentifiers.id_ml_dsa_87),
  X25519("x25519", Family.X25519, EdECObjectIdentifiers.id_X25519),
  ML_KEM_512("ml-kem-512", Family.ML_KEM, NISTObjectIdentifiers.id_alg_ml_kem_512),
  ML_KEM_768("ml-kem-768", Family.ML_KEM, NISTObjectIdentifiers.id_alg_ml_kem_768),
  ML_KEM_1024("ml-kem-1024", Family.ML_KEM, NISTObjectIdentifiers.id_alg_ml_kem_1024);

  /** Keys that one provider handles in one way. */
  public enum Family {
    EC_P256,
    EC_LARGE,
    RSA,
    ED25519,
    ML_DSA,
    X25519,
    ML_KEM;

    /** Keys that only agree (RFC 8410) or take in another key (RFC 9935) prove nothing. */
    public boolean signs() {
      return switch (this) {
        case EC_P256, EC_LARGE, RSA, ED25519, ML_DSA -> true;
        case X25519, ML_KEM -> false;
      };
    }
  }

  private final String configName;
  private final Family family;
  private final ASN1ObjectIdentifier identifier;

  /**
   * @param identifier of the usual signature; of the key where that is the same, or there is none
   */
  KeyAlgorithm(String configName, Family family, ASN1ObjectIdentifier identifier) {
    this.configName = configName;
    this.family = family;
    this.identifier = identifier;
  }

  /** {@code p256}, {@code rsa-3072}, {@code ml-dsa-65}. */
  public String configName() {
    return configName;
  }

  public Family family() {
    return family;
  }

  public boolean signs() {
    return family.signs();
  }

  /**
   * Bits of a symmetric key that is as hard to guess: NIST SP 800-57 part 1, table 2, rounded down
   * to what symmetric ciphers have, and the categories of FIPS 203 and FIPS 204.
   */
  public int strength() {
    return switch (this) {
      case RSA_2048 -> 112;
      case P256, RSA_3072, RSA_4096, ED25519, ML_DSA_44, X25519, ML_KEM_512 -> 128;
      case P384, ML_DSA_65, ML_KEM_768 -> 192;
      case P521, ML_DSA_87, ML_KEM_1024 -> 256;
    };
  }

  public static Optional<KeyAlgorithm> named(String configName) {
    return Arrays.stream(values()).filter(a -> a.configName.equals(configName)).findFirst();
  }

  /** Empty for a kind that is not in this list, such as DSA, brainpool curves, or RSA-2560. */
  public static Optional<KeyAlgorithm> of(SubjectPublicKeyInfo key) {
    ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return ofCurve(key.getAlgorithm());
    }
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return ofModulus(key);
    }
    return Arrays.stream(values())
        .filter(a -> a.identifierIsOfKey() && a.identifier.equals(algorithm))
        .findFirst();
  }

  /** What a SubjectPublicKeyInfo of such a key says of its kind. */
  public AlgorithmIdentifier keyIdentifier() {
    return switch (this) {
      case P256 -> ec(SECObjectIdentifiers.secp256r1);
      case P384 -> ec(SECObjectIdentifiers.secp384r1);
      case P521 -> ec(SECObjectIdentifiers.secp521r1);
      case RSA_2048, RSA_3072, RSA_4096 ->
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
      case ED25519, ML_DSA_44, ML_DSA_65, ML_DSA_87, X25519, ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
          new AlgorithmIdentifier(identifier);
    };
  }

  private static AlgorithmIdentifier ec(ASN1ObjectIdentifier curve) {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
  }

  /**
   * What a certificate or request signed with such a key says, unless it is told otherwise; empty
   * for a key that cannot sign.
   */
  public Optional<AlgorithmIdentifier> signatureAlgorithm() {
    return switch (family) {
      case RSA -> Optional.of(new AlgorithmIdentifier(identifier, DERNull.INSTANCE));
      case EC_P256, EC_LARGE, ED25519, ML_DSA -> Optional.of(new AlgorithmIdentifier(identifier));
      case X25519, ML_KEM -> Optional.empty();
    };
  }

  public KeyPair generate() {
    return generate(Providers.standard());
  }

  KeyPair generate(Providers providers) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(jcaKeyName(), providers.forKeys(family));
      Optional<AlgorithmParameterSpec> parameters = parameters();
      if (parameters.isPresent()) {
        generator.initialize(parameters.get());
      }
      return Keys.neutral(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no provider makes " + configName + " keys", e);
    }
  }

  String jcaKeyName() {
    return switch (family) {
      case EC_P256, EC_LARGE -> "EC";
      case RSA -> "RSA";
      case ED25519 -> "Ed25519";
      case X25519 -> "X25519";
      case ML_DSA, ML_KEM -> name().replace('_', '-');
    };
  }

  /** RFC 8410, RFC 9881: one identifier for the key and its only signature; RFC 9935: no other. */
  private boolean identifierIsOfKey() {
    return switch (family) {
      case ED25519, ML_DSA, X25519, ML_KEM -> true;
      case EC_P256, EC_LARGE, RSA -> false;
    };
  }

  private Optional<AlgorithmParameterSpec> parameters() {
    return switch (this) {
      case P256 -> Optional.of(new ECGenParameterSpec("secp256r1"));
      case P384 -> Optional.of(new ECGenParameterSpec("secp384r1"));
      case P521 -> Optional.of(new ECGenParameterSpec("secp521r1"));
      case RSA_2048 -> Optional.of(rsa(2048));
      case RSA_3072 -> Optional.of(rsa(3072));
      case RSA_4096 -> Optional.of(rsa(4096));
      case ED25519, ML_DSA_44, ML_DSA_65, ML_DSA_87, X25519, ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
          Optional.empty();
    };
  }

  private static AlgorithmParameterSpec rsa(int bits) {
    return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
  }

  private static Optional<KeyAlgorithm> ofCurve(AlgorithmIdentifier key) {
    if (SECObjectIdentifiers.secp256r1.equals(key.getParameters())) {
      return Optional.of(P256);
    }
    if (SECObjectIdentifiers.secp384r1.equals(key.getParameters())) {
      return Optional.of(P384);
    }
    return SECObjectIdentifiers.secp521r1.equals(key.getParameters())
        ? Optional.of(P521)
        : Optional.empty();
  }

  private static Optional<KeyAlgorithm> ofModulus(SubjectPublicKeyInfo key) {
    try {
      return switch (RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength()) {
        case 2048 -> Optional.of(RSA_2048);
        case 3072 -> Optional.of(RSA_3072);
        case 4096 -> Optional.of(RSA_4096);
        default -> Optional.empty();
      };
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }
}
