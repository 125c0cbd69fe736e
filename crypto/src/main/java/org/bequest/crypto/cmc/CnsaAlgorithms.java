package org.bequest.crypto.cmc;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Set;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What the Commercial National Security Algorithm Suite allows in CMC (RFC 8756 sections 3, 4). */
public final class CnsaAlgorithms {
  private static final Set<KeyAlgorithm> KEYS =
      Set.of(KeyAlgorithm.P384, KeyAlgorithm.RSA_3072, KeyAlgorithm.RSA_4096);
  private static final int SALT = 48;
  private static final int SMALLEST_EXPONENT_BITS = 17;
  private static final int LARGEST_EXPONENT_BITS = 256;

  private CnsaAlgorithms() {}

  /** P-384, RSA-3072 or RSA-4096, the latter with an odd exponent between 2^16 and 2^256. */
  public static boolean allowsKey(SubjectPublicKeyInfo key) {
    return KeyAlgorithm.of(key).filter(KEYS::contains).isPresent()
        && (!key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
            || allowsExponent(key));
  }

  private static boolean allowsExponent(SubjectPublicKeyInfo key) {
    try {
      BigInteger exponent = RSAPublicKey.getInstance(key.parsePublicKey()).getPublicExponent();
      return exponent.testBit(0)
          && exponent.bitLength() >= SMALLEST_EXPONENT_BITS
          && exponent.bitLength() <= LARGEST_EXPONENT_BITS;
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  /** ECDSA, PKCS#1 v1.5 or PSS, each with SHA-384. */
  public static boolean allowsSignature(AlgorithmIdentifier signature) {
    ASN1ObjectIdentifier algorithm = signature.getAlgorithm();
    return algorithm.equals(X9ObjectIdentifiers.ecdsa_with_SHA384)
        || algorithm.equals(PKCSObjectIdentifiers.sha384WithRSAEncryption)
        || (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS) && allowsPss(signature));
  }

  /** In a SignerInfo, where the digest stands beside, and RSA may be named alone. */
  public static boolean allowsSignature(AlgorithmIdentifier signature, AlgorithmIdentifier digest) {
    boolean rsa = signature.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
    return allowsHash(digest) && (rsa || allowsSignature(signature));
  }

  private static boolean allowsPss(AlgorithmIdentifier signature) {
    try {
      RSASSAPSSparams pss = RSASSAPSSparams.getInstance(signature.getParameters());
      AlgorithmIdentifier mask = pss.getMaskGenAlgorithm();
      return allowsHash(pss.getHashAlgorithm())
          && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
          && allowsHash(AlgorithmIdentifier.getInstance(mask.getParameters()))
          && pss.getSaltLength().equals(BigInteger.valueOf(SALT))
          && pss.getTrailerField().equals(BigInteger.ONE);
    } catch (RuntimeException _) {
      return false;
    }
  }

  /** SHA-384. */
  public static boolean allowsHash(AlgorithmIdentifier hash) {
    return hash.getAlgorithm().equals(NISTObjectIdentifiers.id_sha384) && CmcDigest.isPlain(hash);
  }

  /** HMAC with SHA-384. */
  public static boolean allowsMac(AlgorithmIdentifier mac) {
    return CmcMac.of(mac).filter(CmcMac.HMAC_SHA384::equals).isPresent();
  }
}
