package org.bequest.crypto.key;

import java.util.Arrays;
import java.util.function.Function;
import org.bequest.crypto.Providers;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * Private keys under a password: PBES2 with PBKDF2 (HMAC with SHA-256) and AES-256 (RFC 8018). The
 * same for PKCS#8 and for PKCS#12.
 */
final class PasswordEncryption {
  static final int ITERATIONS = 200_000;

  /** What a file may ask for before it is refused (security rule S-35). */
  static final int MOST_ITERATIONS = 5_000_000;

  private PasswordEncryption() {}

  static OutputEncryptor encryptor(char[] password) {
    try {
      return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
          .setProvider(Providers.standard().bouncyCastle())
          .setPRF(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
          .setIterationCount(ITERATIONS)
          .setRandom(Providers.random())
          .build(password);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("Bouncy Castle has no PBES2 with AES-256", e);
    }
  }

  static EncryptedPrivateKeyInfo encrypt(PrivateKeyInfo key, Secret password) {
    return withCharacters(
        password,
        characters ->
            new PKCS8EncryptedPrivateKeyInfoBuilder(key)
                .build(encryptor(characters))
                .toASN1Structure());
  }

  static PrivateKeyInfo decrypt(EncryptedPrivateKeyInfo encrypted, Secret password)
      throws MalformedException {
    checkCost(encrypted.getEncryptionAlgorithm());
    char[] characters = password.characters();
    try {
      return new PKCS8EncryptedPrivateKeyInfo(encrypted)
          .decryptPrivateKeyInfo(decryptors(characters));
    } catch (PKCSException | RuntimeException e) {
      throw new MalformedException("the private key does not open with this password", e);
    } finally {
      Arrays.fill(characters, '\0');
    }
  }

  private static InputDecryptorProvider decryptors(char[] password) {
    return new JcePKCSPBEInputDecryptorProviderBuilder()
        .setProvider(Providers.standard().bouncyCastle())
        .build(password);
  }

  static <T> T withCharacters(Secret password, Function<char[], T> use) {
    char[] characters = password.characters();
    try {
      return use.apply(characters);
    } finally {
      Arrays.fill(characters, '\0');
    }
  }

  private static void checkCost(AlgorithmIdentifier algorithm) throws MalformedException {
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      throw new MalformedException("the private key is under an old cipher: convert it to PBES2");
    }
    try {
      PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
      if (!parameters
          .getKeyDerivationFunc()
          .getAlgorithm()
          .equals(PKCSObjectIdentifiers.id_PBKDF2)) {
        throw new MalformedException("the private key is not under PBKDF2");
      }
      PBKDF2Params derivation =
          PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
      if (derivation.getIterationCount().bitLength() > 31
          || derivation.getIterationCount().intValueExact() > MOST_ITERATIONS) {
        throw new MalformedException("more than " + MOST_ITERATIONS + " iterations");
      }
    } catch (RuntimeException e) {
      throw new MalformedException("broken PBES2 parameters", e);
    }
  }
}
