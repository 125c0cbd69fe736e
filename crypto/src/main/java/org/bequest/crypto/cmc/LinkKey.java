package org.bequest.crypto.cmc;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** How a key for a link witness is made from a shared secret: by a hash, or by PBKDF2. */
sealed interface LinkKey {
  /** Security rule S-35: whoever asks pays no more than this. */
  int MOST_ITERATIONS = 200_000;

  byte[] from(byte[] secret);

  static Optional<LinkKey> of(AlgorithmIdentifier algorithm, WitnessPolicy policy) {
    Optional<CmcDigest> digest = CmcDigest.of(algorithm);
    if (digest.isPresent()) {
      return digest.filter(d -> !d.isSha1() || policy == WitnessPolicy.WITH_SHA1).map(Hashed::new);
    }
    return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)
        ? Derived.of(algorithm.getParameters(), policy)
        : Optional.empty();
  }

  /** The hash of the secret. */
  record Hashed(CmcDigest digest) implements LinkKey {
    @Override
    public byte[] from(byte[] secret) {
      return digest.of(secret);
    }
  }

  /** PBKDF2 with the salt and the count that stand in its parameters (RFC 8018 section 5.2). */
  record Derived(CmcMac prf, byte[] salt, int iterations, int length) implements LinkKey {
    private static final int MOST_OCTETS = 128;

    private static Optional<LinkKey> of(@Nullable ASN1Encodable parameters, WitnessPolicy policy) {
      if (parameters == null) {
        return Optional.empty();
      }
      try {
        PBKDF2Params params =
            Asn1.typed((Object) parameters, PBKDF2Params::getInstance, "/keyGenAlgorithm");
        return CmcMac.of(params.getPrf())
            .filter(m -> !m.isSha1() || policy == WitnessPolicy.WITH_SHA1)
            .flatMap(prf -> of(prf, params));
      } catch (MalformedException _) {
        return Optional.empty();
      }
    }

    private static Optional<LinkKey> of(CmcMac prf, PBKDF2Params params) {
      BigInteger count = params.getIterationCount();
      BigInteger length = params.getKeyLength();
      if (!within(count, MOST_ITERATIONS) || (length != null && !within(length, MOST_OCTETS))) {
        return Optional.empty();
      }
      int octets = length == null ? prf.length() : length.intValueExact();
      return Optional.of(new Derived(prf, params.getSalt(), count.intValueExact(), octets));
    }

    private static boolean within(BigInteger number, int most) {
      return number.signum() > 0 && number.compareTo(BigInteger.valueOf(most)) <= 0;
    }

    @Override
    public byte[] from(byte[] secret) {
      PKCS5S2ParametersGenerator generator =
          new PKCS5S2ParametersGenerator(
              switch (prf) {
                case HMAC_SHA1 -> new SHA1Digest();
                case HMAC_SHA256 -> new SHA256Digest();
                case HMAC_SHA384 -> new SHA384Digest();
                case HMAC_SHA512 -> new SHA512Digest();
              });
      generator.init(secret, salt, iterations);
      return ((KeyParameter) generator.generateDerivedMacParameters(8 * length)).getKey();
    }
  }
}
