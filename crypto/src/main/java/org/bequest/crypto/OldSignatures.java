package org.bequest.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.DSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Optional;
import org.bequest.crypto.Signatures.Verdict;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * RSA and DSA over SHA-1, which RFC 5274 section 4.1 demands of everybody. They are not safe, and
 * nobody gets here but those who asked for it in words.
 */
public final class OldSignatures {
  private static final Provider PROVIDER = Providers.standard().bouncyCastle();
  private static final int LEAST_DSA_BITS = 1024;
  private static final int MOST_DSA_BITS = 4096;

  private OldSignatures() {}

  public static boolean isOld(AlgorithmIdentifier algorithm) {
    return is(algorithm, PKCSObjectIdentifiers.sha1WithRSAEncryption)
        || is(algorithm, X9ObjectIdentifiers.id_dsa_with_sha1);
  }

  private static boolean is(AlgorithmIdentifier algorithm, ASN1ObjectIdentifier identifier) {
    return algorithm.getAlgorithm().equals(identifier);
  }

  public static Verdict verify(
      SubjectPublicKeyInfo key, AlgorithmIdentifier algorithm, byte[] message, byte[] signature) {
    if (!isOld(algorithm)) {
      return Verdict.REFUSED_ALGORITHM;
    }
    boolean rsa = is(algorithm, PKCSObjectIdentifiers.sha1WithRSAEncryption);
    Optional<PublicKey> usable = rsa ? rsa(key, signature) : dsa(key);
    if (usable.isEmpty()) {
      return Verdict.UNUSABLE_KEY;
    }
    if (usable.get() instanceof DSAPublicKey dsa
        && !EcdsaSignature.isWellFormed(signature, dsa.getParams().getQ())) {
      return Verdict.INVALID;
    }
    return verify(usable.get(), rsa ? "SHA1withRSA" : "SHA1withDSA", message, signature);
  }

  private static Verdict verify(PublicKey key, String name, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(name, PROVIDER);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature) ? Verdict.VALID : Verdict.INVALID;
    } catch (SignatureException _) {
      return Verdict.INVALID;
    } catch (InvalidKeyException _) {
      return Verdict.UNUSABLE_KEY;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Bouncy Castle has no " + name, e);
    }
  }

  private static Optional<PublicKey> rsa(SubjectPublicKeyInfo key, byte[] signature) {
    return key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
        ? VerificationKey.of(key)
            .filter(usable -> usable.admits(signature))
            .flatMap(_ -> parsed(key, "RSA"))
        : Optional.empty();
  }

  private static Optional<PublicKey> dsa(SubjectPublicKeyInfo key) {
    return key.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_dsa)
        ? parsed(key, "DSA").filter(OldSignatures::isBearable)
        : Optional.empty();
  }

  private static boolean isBearable(PublicKey key) {
    if (!(key instanceof DSAPublicKey dsa) || dsa.getParams() == null) {
      return false;
    }
    BigInteger p = dsa.getParams().getP();
    int order = dsa.getParams().getQ().bitLength();
    return p.bitLength() >= LEAST_DSA_BITS
        && p.bitLength() <= MOST_DSA_BITS
        && order >= 160
        && order <= 256;
  }

  private static Optional<PublicKey> parsed(SubjectPublicKeyInfo key, String name) {
    try {
      return Optional.of(Keys.publicKey(key, name, PROVIDER));
    } catch (InvalidKeySpecException | RuntimeException _) {
      return Optional.empty();
    }
  }
}
