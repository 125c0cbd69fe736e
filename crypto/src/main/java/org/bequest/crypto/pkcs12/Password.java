package org.bequest.crypto.pkcs12;

import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.secret.Secret;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The octets of a password, and what is derived from them. RFC 7292 appendix B.1 wants a BMPString
 * with a NUL at its end; PBES2 and PBMAC1 are used with UTF-8 by everybody, and by the vectors of
 * RFC 9579, whose section 6 wants the former. Wiped when it is closed.
 */
final class Password implements AutoCloseable {
  private final byte[] octets;

  private Password(byte[] octets) {
    this.octets = octets;
  }

  static Password utf8(Secret secret) {
    return new Password(secret.octets());
  }

  static Password bmp(Secret secret) {
    char[] characters = secret.characters();
    try {
      byte[] octets = new byte[2 * characters.length + 2];
      for (int i = 0; i < characters.length; i++) {
        octets[2 * i] = (byte) (characters[i] >> 8);
        octets[2 * i + 1] = (byte) characters[i];
      }
      return new Password(octets);
    } finally {
      Arrays.fill(characters, '\0');
    }
  }

  /** What a MAC of RFC 7292 may be under: some write an empty password without its NUL. */
  static List<Password> classic(Secret secret) {
    return secret.isEmpty()
        ? List.of(bmp(secret), new Password(new byte[0]))
        : List.of(bmp(secret));
  }

  /** What PBMAC1 may be under. */
  static List<Password> modern(Secret secret) {
    return List.of(utf8(secret), bmp(secret));
  }

  /** RFC 8018 section 5.2. */
  byte[] pbkdf2(HashFunction hash, Terms terms, int length) {
    return new Hmac(hash, octets).pbkdf2(terms.salt(), terms.iterations(), length);
  }

  /** RFC 7914 section 6. */
  byte[] scrypt(ScryptParams params, int length) {
    return SCrypt.generate(
        octets,
        params.getSalt(),
        params.getCostParameter().intValueExact(),
        params.getBlockSize().intValueExact(),
        params.getParallelizationParameter().intValueExact(),
        length);
  }

  /** RFC 7292 appendix B.2, for a MAC. */
  byte[] macKey(HashFunction hash, Terms terms) {
    CipherParameters key = classic(hash, terms).generateDerivedMacParameters(8 * hash.length());
    return ((KeyParameter) key).getKey();
  }

  /** RFC 7292 appendix B.2, for a cipher: a key, with an IV when it has some bits. */
  CipherParameters cipherKey(Terms terms, int keyBits, int ivBits) {
    PKCS12ParametersGenerator generator = classic(HashFunction.SHA1, terms);
    return ivBits == 0
        ? generator.generateDerivedParameters(keyBits)
        : generator.generateDerivedParameters(keyBits, ivBits);
  }

  private PKCS12ParametersGenerator classic(HashFunction hash, Terms terms) {
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(hash.engine());
    generator.init(octets, terms.salt(), terms.iterations());
    return generator;
  }

  @Override
  public void close() {
    Arrays.fill(octets, (byte) 0);
  }

  /** What every derivation is given beside the password. */
  record Terms(byte[] salt, int iterations) {
    /** With a salt of its own (security rule S-36). */
    static Terms fresh(int iterations) {
      return new Terms(Salt.fresh(), iterations);
    }
  }
}
