package org.bequest.crypto.key;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import org.bequest.crypto.Keys;
import org.bequest.formats.MalformedException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The public key that belongs to a private one: a key file holds only the latter. */
public final class PublicHalf {
  private PublicHalf() {}

  /**
   * Both halves.
   *
   * @throws MalformedException for a kind of key that this product does not make
   */
  public static KeyPair pair(PrivateKey key) throws MalformedException {
    try {
      AsymmetricKeyParameter half = half(PrivateKeyFactory.createKey(Keys.pkcs8(key)));
      return new KeyPair(
          Keys.publicKey(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(half)), key);
    } catch (IOException | InvalidKeySpecException | RuntimeException e) {
      throw new MalformedException("not a private key of a supported kind", e);
    }
  }

  private static AsymmetricKeyParameter half(AsymmetricKeyParameter key) throws MalformedException {
    return switch (key) {
      case ECPrivateKeyParameters ec ->
          new ECPublicKeyParameters(
              new FixedPointCombMultiplier().multiply(ec.getParameters().getG(), ec.getD()),
              ec.getParameters());
      case RSAPrivateCrtKeyParameters rsa ->
          new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
      case Ed25519PrivateKeyParameters ed -> ed.generatePublicKey();
      case MLDSAPrivateKeyParameters mlDsa -> mlDsa.getPublicKeyParameters();
      case X25519PrivateKeyParameters x -> x.generatePublicKey();
      case MLKEMPrivateKeyParameters mlKem -> mlKem.getPublicKeyParameters();
      case AsymmetricKeyParameter _ -> throw new MalformedException("no public half is known");
    };
  }
}
