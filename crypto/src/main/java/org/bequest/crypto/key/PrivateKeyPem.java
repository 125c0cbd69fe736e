package org.bequest.crypto.key;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import org.bequest.crypto.Keys;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/** A private key as PEM text: PKCS#8 (RFC 5958), in the clear or under a password (PBES2). */
public final class PrivateKeyPem {
  private static final String CLEAR = "PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final String EC = "EC PRIVATE KEY";
  private static final String RSA = "RSA PRIVATE KEY";

  private PrivateKeyPem() {}

  /** {@code BEGIN PRIVATE KEY}. */
  public static byte[] encode(PrivateKey key) {
    return pem(CLEAR, Keys.pkcs8(key));
  }

  /** {@code BEGIN ENCRYPTED PRIVATE KEY}, AES-256 under PBKDF2 with SHA-256. */
  public static byte[] encode(PrivateKey key, Secret password) {
    return pem(ENCRYPTED, PasswordEncryption.encrypt(Keys.pkcs8(key), password));
  }

  /**
   * Reads {@code PRIVATE KEY}, {@code EC PRIVATE KEY} and {@code RSA PRIVATE KEY}; other PEM blocks
   * in the text, such as certificates, are passed over.
   */
  public static PrivateKey decode(byte[] pem) throws MalformedException {
    return decodeWith(pem, null);
  }

  /** Reads {@code ENCRYPTED PRIVATE KEY} as well. */
  public static PrivateKey decode(byte[] pem, Secret password) throws MalformedException {
    return decodeWith(pem, password);
  }

  /** The key of an EncryptedPrivateKeyInfo that is not in PEM. */
  public static PrivateKey decrypt(EncryptedPrivateKeyInfo encrypted, Secret password)
      throws MalformedException {
    try {
      return Keys.privateKey(PasswordEncryption.decrypt(encrypted, password));
    } catch (InvalidKeySpecException | RuntimeException e) {
      throw new MalformedException("not a private key of a supported kind", e);
    }
  }

  private static PrivateKey decodeWith(byte[] pem, @Nullable Secret password)
      throws MalformedException {
    List<PemObject> keys =
        PemText.decode(pem).stream().filter(b -> b.getType().endsWith(CLEAR)).toList();
    if (keys.size() != 1) {
      throw new MalformedException("one private key was expected, " + keys.size() + " found");
    }
    try {
      return Keys.privateKey(info(keys.getFirst(), password));
    } catch (InvalidKeySpecException | RuntimeException e) {
      throw new MalformedException("not a private key of a supported kind", e);
    }
  }

  private static PrivateKeyInfo info(PemObject block, @Nullable Secret password)
      throws MalformedException {
    return switch (block.getType()) {
      case CLEAR -> PrivateKeyInfo.getInstance(block.getContent());
      case EC -> ofEc(ECPrivateKey.getInstance(block.getContent()));
      case RSA -> ofRsa(RSAPrivateKey.getInstance(block.getContent()));
      case ENCRYPTED -> {
        if (password == null) {
          throw new MalformedException("the private key is encrypted and no password was given");
        }
        yield PasswordEncryption.decrypt(
            EncryptedPrivateKeyInfo.getInstance(block.getContent()), password);
      }
      default -> throw new MalformedException("not a supported kind of private key");
    };
  }

  /** RFC 5915: the curve stands inside. */
  private static PrivateKeyInfo ofEc(ECPrivateKey key) throws MalformedException {
    return wrap(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
        key);
  }

  private static PrivateKeyInfo ofRsa(RSAPrivateKey key) throws MalformedException {
    return wrap(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);
  }

  private static PrivateKeyInfo wrap(AlgorithmIdentifier algorithm, ASN1Object key)
      throws MalformedException {
    try {
      return new PrivateKeyInfo(algorithm, key);
    } catch (IOException e) {
      throw new MalformedException("not a private key", e);
    }
  }

  private static byte[] pem(String label, ASN1Object content) {
    try {
      return PemText.encode(List.of(new PemObject(label, content.getEncoded())));
    } catch (IOException e) {
      throw new IllegalArgumentException("a private key that cannot be encoded", e);
    }
  }
}
