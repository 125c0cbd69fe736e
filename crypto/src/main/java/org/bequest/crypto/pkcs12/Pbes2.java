package org.bequest.crypto.pkcs12;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.crypto.Providers;
import org.bequest.crypto.pkcs12.Password.Terms;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Encryption under a password (RFC 8018 section 6.2): written with PBKDF2 and AES-256-CBC, read
 * with scrypt (RFC 7914) and with the shorter keys and Triple DES too.
 */
final class Pbes2 {
  private static final int AES_256 = 32;
  private static final int AES_BLOCK = 16;

  private Pbes2() {}

  /** What is encrypted, with all that it takes but the password. */
  record Encrypted(AlgorithmIdentifier algorithm, byte[] octets) {}

  /**
   * <pre>
   * PBES2-params ::= SEQUENCE {
   *   keyDerivationFunc AlgorithmIdentifier {{PBES2-KDFs}},
   *   encryptionScheme  AlgorithmIdentifier {{PBES2-Encs}} }   -- RFC 8018 appendix A.4
   * </pre>
   */
  private record Parameters(AlgorithmIdentifier derivation, AlgorithmIdentifier cipher) {
    static Parameters of(AlgorithmIdentifier algorithm) throws MalformedException {
      SequenceReader fields =
          SequenceReader.of(
              Structure.of(algorithm.getParameters(), ASN1Sequence::getInstance, "PBES2-params"),
              "/PBES2-params");
      Parameters read =
          new Parameters(
              fields.next("keyDerivationFunc", AlgorithmIdentifier::getInstance),
              fields.next("encryptionScheme", AlgorithmIdentifier::getInstance));
      fields.end();
      return read;
    }

    ASN1Sequence toAsn1() {
      return new DERSequence(new ASN1Encodable[] {derivation, cipher});
    }
  }

  static Encrypted encrypt(byte[] plain, Password password, HashFunction hash, int iterations) {
    Terms terms = Terms.fresh(iterations);
    byte[] iv = new byte[AES_BLOCK];
    Providers.random().nextBytes(iv);
    PBKDF2Params derivation = new PBKDF2Params(terms.salt(), iterations, hash.hmac());
    Parameters parameters =
        new Parameters(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, derivation),
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters.toAsn1());
    byte[] key = password.pbkdf2(hash, terms, AES_256);
    try {
      return new Encrypted(algorithm, Scheme.AES_256_CBC.run(Cipher.ENCRYPT_MODE, key, iv, plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no AES-256-CBC", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** The ciphers that files are found under. */
  private enum Scheme {
    AES_128_CBC("AES", 16, 16, NISTObjectIdentifiers.id_aes128_CBC),
    AES_192_CBC("AES", 24, 16, NISTObjectIdentifiers.id_aes192_CBC),
    AES_256_CBC("AES", 32, 16, NISTObjectIdentifiers.id_aes256_CBC),
    TRIPLE_DES_CBC("DESede", 24, 8, PKCSObjectIdentifiers.des_EDE3_CBC);

    private final String jcaName;
    private final int key;
    private final int block;

    @SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle's identifiers are immutable.
    private final ASN1ObjectIdentifier identifier;

    Scheme(String jcaName, int key, int block, ASN1ObjectIdentifier identifier) {
      this.jcaName = jcaName;
      this.key = key;
      this.block = block;
      this.identifier = identifier;
    }

    static Scheme of(ASN1ObjectIdentifier identifier) throws MalformedException {
      for (Scheme scheme : values()) {
        if (scheme.identifier.equals(identifier)) {
          return scheme;
        }
      }
      throw new MalformedException("a cipher that is not read here: " + identifier);
    }

    byte[] run(int mode, byte[] key, byte[] iv, byte[] input) throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance(jcaName + "/CBC/PKCS5Padding");
      cipher.init(mode, new SecretKeySpec(key, jcaName), new IvParameterSpec(iv));
      return cipher.doFinal(input);
    }
  }

  /**
   * @throws MalformedException when the parameters are not understood or ask for too much, or the
   *     password does not open it
   */
  static byte[] decrypt(Encrypted encrypted, Password password, Work work)
      throws MalformedException {
    Parameters parameters = Parameters.of(encrypted.algorithm());
    AlgorithmIdentifier cipher = parameters.cipher();
    Scheme scheme = Scheme.of(cipher.getAlgorithm());
    byte[] iv = iv(cipher.getParameters(), scheme.block);
    byte[] key = key(parameters.derivation(), scheme.key, password, work);
    try {
      return scheme.run(Cipher.DECRYPT_MODE, key, iv, encrypted.octets());
    } catch (GeneralSecurityException e) {
      throw new MalformedException("the password does not open what is encrypted", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] iv(ASN1Encodable parameters, int length) throws MalformedException {
    byte[] iv = Structure.of(parameters, ASN1OctetString::getInstance, "IV").getOctets();
    if (iv.length != length) {
      throw new MalformedException("an IV of " + iv.length + " octets");
    }
    return iv;
  }

  private static byte[] key(
      AlgorithmIdentifier derivation, int length, Password password, Work work)
      throws MalformedException {
    ASN1ObjectIdentifier function = derivation.getAlgorithm();
    if (function.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      Pbkdf2 pbkdf2 = Pbkdf2.of(derivation);
      pbkdf2.checkLength(length);
      return password.pbkdf2(pbkdf2.hash(), pbkdf2.terms(work), length);
    }
    if (function.equals(MiscObjectIdentifiers.id_scrypt)) {
      return scrypt(derivation, length, password, work);
    }
    throw new MalformedException("a derivation that is not known here: " + function);
  }

  private static byte[] scrypt(
      AlgorithmIdentifier derivation, int length, Password password, Work work)
      throws MalformedException {
    ScryptParams given =
        Structure.of(derivation.getParameters(), ScryptParams::getInstance, "scrypt-params");
    if (given.getKeyLength() != null && !given.getKeyLength().equals(BigInteger.valueOf(length))) {
      throw new MalformedException("a keyLength that does not fit the cipher");
    }
    work.scrypt(given);
    try {
      return password.scrypt(given, length);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("scrypt parameters that RFC 7914 does not know", e);
    }
  }
}
