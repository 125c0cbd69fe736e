package org.bequest.crypto.pkcs12;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.crypto.pkcs12.Password.Terms;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The parameters of PBKDF2 as somebody else wrote them.
 *
 * <pre>
 * PBKDF2-params ::= SEQUENCE {
 *   salt CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier },
 *   iterationCount INTEGER (1..MAX),
 *   keyLength INTEGER (1..MAX) OPTIONAL,
 *   prf AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 }      -- RFC 8018 appendix A.2
 * </pre>
 */
record Pbkdf2(
    byte[] salt, BigInteger iterations, Optional<BigInteger> keyLength, HashFunction hash) {
  static Pbkdf2 of(AlgorithmIdentifier derivation) throws MalformedException {
    if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      throw new MalformedException(
          "a derivation that is not known here: " + derivation.getAlgorithm());
    }
    PBKDF2Params given =
        Structure.of(derivation.getParameters(), PBKDF2Params::getInstance, "PBKDF2-params");
    Optional<HashFunction> hash = HashFunction.ofHmac(given.getPrf());
    return new Pbkdf2(
        given.getSalt(),
        given.getIterationCount(),
        Optional.ofNullable(given.getKeyLength()),
        hash.orElseThrow(() ->
            new MalformedException(
                "a hash that is not known here: " + given.getPrf().getAlgorithm())));
  }

  /** Where the use says how long the key is, the field must say the same or nothing. */
  void checkLength(int needed) throws MalformedException {
    if (keyLength.isPresent() && !keyLength.get().equals(BigInteger.valueOf(needed))) {
      throw new MalformedException("a keyLength that does not fit the cipher");
    }
  }

  Terms terms(Work work) throws MalformedException {
    return new Terms(salt, work.iterations(iterations));
  }
}
