package org.bequest.crypto.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import javax.crypto.KEM;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.Providers;
import org.bequest.crypto.Signatures;
import org.bequest.crypto.SigningException;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A private key from elsewhere with its public half: computed, and then tried, because the
 * encodings of RSA and of expanded lattice keys only claim which public key they belong to.
 */
public final class TriedPair {
  private static final byte[] MESSAGE = {'p', 'a', 'i', 'r'};

  private TriedPair() {}

  /**
   * Both halves.
   *
   * @throws MalformedException when this product has no such kind of key, or the halves do not work
   *     together, or the encoding names another public key than the computed one
   */
  public static KeyPair of(PrivateKeyInfo encoded) throws MalformedException {
    KeyPair pair = PublicHalf.pair(privateKey(encoded));
    SubjectPublicKeyInfo half = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    KeyAlgorithm kind =
        KeyAlgorithm.of(half)
            .orElseThrow(() -> new MalformedException("no such kind of key is supported"));
    if (!isNamedIn(encoded, half) || !works(kind, pair, half)) {
      throw new MalformedException("the private key is not that of the public key in it");
    }
    return pair;
  }

  private static PrivateKey privateKey(PrivateKeyInfo encoded) throws MalformedException {
    try {
      return Keys.privateKey(encoded);
    } catch (InvalidKeySpecException | RuntimeException e) {
      throw new MalformedException("not a private key of a supported kind", e);
    }
  }

  /** RFC 5958 section 2: a public key may stand beside the private one. */
  private static boolean isNamedIn(PrivateKeyInfo encoded, SubjectPublicKeyInfo half) {
    return !encoded.hasPublicKey() || encoded.getPublicKeyData().equals(half.getPublicKeyData());
  }

  private static boolean works(KeyAlgorithm kind, KeyPair pair, SubjectPublicKeyInfo half)
      throws MalformedException {
    try {
      return switch (kind.family()) {
        case EC_P256, EC_LARGE, RSA, ED25519, ML_DSA -> signs(pair, half);
        case ML_KEM -> decapsulates(pair);
        case X25519 -> true; // the public half is a function of the private one
      };
    } catch (GeneralSecurityException | SigningException | IllegalArgumentException e) {
      throw new MalformedException("the private key cannot be used", e);
    }
  }

  private static boolean signs(KeyPair pair, SubjectPublicKeyInfo half) {
    PrivateKeySigner signer = PrivateKeySigner.of(pair);
    byte[] signature = signer.sign(MESSAGE);
    return Signatures.verify(half, signer.algorithm(), MESSAGE, signature)
        == Signatures.Verdict.VALID;
  }

  private static boolean decapsulates(KeyPair pair) throws GeneralSecurityException {
    KEM kem = KEM.getInstance("ML-KEM", Providers.standard().bouncyCastle());
    KEM.Encapsulated sent = kem.newEncapsulator(pair.getPublic(), Providers.random()).encapsulate();
    return sent.key()
        .equals(kem.newDecapsulator(pair.getPrivate()).decapsulate(sent.encapsulation()));
  }
}
