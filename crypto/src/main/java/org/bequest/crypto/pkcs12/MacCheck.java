package org.bequest.crypto.pkcs12;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.pkcs12.Password.Terms;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The MAC over a file, checked before anything of the file is looked into.
 *
 * <pre>
 * MacData ::= SEQUENCE {
 *   mac         DigestInfo,
 *   macSalt     OCTET STRING,
 *   iterations  INTEGER DEFAULT 1 }                       -- RFC 7292 section 4
 *
 * PBMAC1-params ::= SEQUENCE {
 *   keyDerivationFunc AlgorithmIdentifier {{PBMAC1-KDFs}},
 *   messageAuthScheme AlgorithmIdentifier {{PBMAC1-MACs}} }   -- RFC 8018 appendix A.5
 * </pre>
 */
final class MacCheck {
  /** RFC 9579 section 9 recommends to refuse shorter keys. */
  private static final int LEAST_KEY = 20;

  private final MacData macData;
  private final Work work;

  MacCheck(MacData macData, Work work) {
    this.macData = macData;
    this.work = work;
  }

  /**
   * Whether the MAC is right under a form of the password, and under which.
   *
   * @throws MalformedException when it is right under none, or asks for what is not done
   */
  Form check(byte[] authSafe, Secret secret) throws MalformedException {
    AlgorithmIdentifier algorithm = macData.getMac().getAlgorithmId();
    return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)
        ? pbmac1(algorithm, authSafe, secret)
        : classic(algorithm, authSafe, secret);
  }

  /** How the writer of a file has turned the password into octets. */
  enum Form {
    /** BMPString for the old ciphers, UTF-8 for PBES2. */
    USUAL,
    /** An empty password without its NUL. */
    BARE,
    /** BMPString for PBES2 too: the letter of RFC 9579 section 6. */
    BMP_ALWAYS
  }

  private Form classic(AlgorithmIdentifier algorithm, byte[] authSafe, Secret secret)
      throws MalformedException {
    HashFunction hash =
        HashFunction.ofDigest(algorithm)
            .orElseThrow(() ->
                new MalformedException(
                    "a MAC that is not known here: " + algorithm.getAlgorithm()));
    List<Password> forms = Password.classic(secret);
    try {
      for (Password password : forms) {
        Terms terms = new Terms(macData.getSalt(), work.iterations(macData.getIterationCount()));
        if (matches(hash, password.macKey(hash, terms), authSafe)) {
          return password == forms.getFirst() ? Form.USUAL : Form.BARE;
        }
      }
      throw wrong();
    } finally {
      forms.forEach(Password::close);
    }
  }

  private Form pbmac1(AlgorithmIdentifier algorithm, byte[] authSafe, Secret secret)
      throws MalformedException {
    SequenceReader fields =
        SequenceReader.of(
            Structure.of(algorithm.getParameters(), ASN1Sequence::getInstance, "PBMAC1-params"),
            "/PBMAC1-params");
    Pbkdf2 derivation =
        Pbkdf2.of(fields.next("keyDerivationFunc", AlgorithmIdentifier::getInstance));
    AlgorithmIdentifier scheme = fields.next("messageAuthScheme", AlgorithmIdentifier::getInstance);
    fields.end();
    HashFunction hash =
        HashFunction.ofHmac(scheme)
            .filter(h -> h != HashFunction.SHA1)
            .orElseThrow(() ->
                new MalformedException("a MAC that is not taken here: " + scheme.getAlgorithm()));
    int length = length(derivation);
    List<Password> forms = Password.modern(secret);
    try {
      for (Password password : forms) {
        byte[] key = password.pbkdf2(derivation.hash(), derivation.terms(work), length);
        if (matches(hash, key, authSafe)) {
          return password == forms.getFirst() ? Form.USUAL : Form.BMP_ALWAYS;
        }
      }
      throw wrong();
    } finally {
      forms.forEach(Password::close);
    }
  }

  /** RFC 9579 section 5: it must be there. */
  private static int length(Pbkdf2 derivation) throws MalformedException {
    BigInteger length =
        derivation
            .keyLength()
            .orElseThrow(() -> new MalformedException("a PBMAC1 without a keyLength"));
    if (length.compareTo(BigInteger.valueOf(LEAST_KEY)) < 0
        || length.compareTo(BigInteger.valueOf(HashFunction.SHA512.length())) > 0) {
      throw new MalformedException("a PBMAC1 with a key of " + length + " octets");
    }
    return length.intValueExact();
  }

  private boolean matches(HashFunction hash, byte[] key, byte[] authSafe) {
    try {
      return MessageDigest.isEqual(new Hmac(hash, key).of(authSafe), macData.getMac().getDigest());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static MalformedException wrong() {
    return new MalformedException("the password does not open the file, or the file is damaged");
  }
}
