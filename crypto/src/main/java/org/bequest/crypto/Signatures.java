package org.bequest.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.util.Optional;
import org.bequest.crypto.KeyAlgorithm.Family;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Verifies signatures. Safe for concurrent use; keeps nothing between two calls. */
public final class Signatures {
  private static final Signatures STANDARD = new Signatures(Providers.standard());

  private final Providers providers;

  Signatures(Providers providers) {
    this.providers = providers;
  }

  /** What a verification says. Only {@link #VALID} is good. */
  public enum Verdict {
    VALID,
    /** The key did not make this signature over this message, or the signature has a bad form. */
    INVALID,
    /** The octets are no key of a supported kind, or no key for this signature algorithm. */
    UNUSABLE_KEY,
    /** The signature algorithm is unknown, weak (MD5, SHA-1), or has odd parameters. */
    REFUSED_ALGORITHM
  }

  public static Verdict verify(
      SubjectPublicKeyInfo key, AlgorithmIdentifier algorithm, byte[] message, byte[] signature) {
    return STANDARD.check(key, algorithm, message, signature);
  }

  /** Whether it is accepted with the right parameters. */
  public static boolean knows(ASN1ObjectIdentifier algorithm) {
    return algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
        || SignatureScheme.of(new AlgorithmIdentifier(algorithm)).isPresent();
  }

  Verdict check(
      SubjectPublicKeyInfo key, AlgorithmIdentifier algorithm, byte[] message, byte[] signature) {
    Optional<VerifiableAlgorithm> accepted = VerifiableAlgorithm.of(algorithm);
    if (accepted.isEmpty()) {
      return Verdict.REFUSED_ALGORITHM;
    }
    Optional<VerificationKey> usable =
        accepted.get().takes(key.getAlgorithm()) ? VerificationKey.of(key) : Optional.empty();
    if (usable.isEmpty()) {
      return Verdict.UNUSABLE_KEY;
    }
    if (!usable.get().admits(signature)) {
      return Verdict.INVALID;
    }
    try {
      Signature verifier = verifier(accepted.get(), usable.get(), key);
      verifier.update(message);
      return verifier.verify(signature) ? Verdict.VALID : Verdict.INVALID;
    } catch (SignatureException _) {
      return Verdict.INVALID;
    } catch (InvalidKeyException | InvalidKeySpecException _) {
      return Verdict.UNUSABLE_KEY;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no provider for " + accepted.get().jcaName(), e);
    }
  }

  private Signature verifier(
      VerifiableAlgorithm algorithm, VerificationKey kind, SubjectPublicKeyInfo key)
      throws GeneralSecurityException {
    Provider provider = providers.forKeys(kind.family());
    Signature verifier = Signature.getInstance(algorithm.jcaName(), provider);
    verifier.initVerify(publicKey(key, kind, provider));
    if (algorithm instanceof PssParameters pss) {
      verifier.setParameter(pss.spec());
    }
    return verifier;
  }

  /**
   * Conscrypt parses an encoded key by itself, and checks that its point is on the curve. A key
   * object of its own costs more, since that describes its whole curve each time.
   */
  private PublicKey publicKey(SubjectPublicKeyInfo key, VerificationKey kind, Provider provider)
      throws InvalidKeySpecException {
    boolean encoded = kind.family() == Family.EC_P256 && isConscrypt(provider);
    return encoded
        ? new EncodedPublicKey(kind.jcaName(), Keys.der(key))
        : Keys.publicKey(key, kind.jcaName(), provider);
  }

  private boolean isConscrypt(Provider provider) {
    return providers.conscrypt().filter(provider::equals).isPresent();
  }
}
