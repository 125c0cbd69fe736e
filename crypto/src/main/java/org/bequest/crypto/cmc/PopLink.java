package org.bequest.crypto.cmc;

import java.util.Arrays;
import java.util.Optional;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.control.PopLinkWitness;
import org.bequest.formats.cmc.control.PopLinkWitnessV2;

/**
 * Ties a request to a shared secret: {@code MAC(keyGen(secret), random)} inside what the key of the
 * request signs (RFC 5272 section 6.3.1). The identification is not part of it.
 */
public final class PopLink {
  /** RFC 5272 section 6.3.1.1: at least 512 bits. */
  public static final int RANDOM_OCTETS = 64;

  private PopLink() {}

  /**
   * @param secret in UTF-8; the caller wipes it
   */
  public static PopLinkWitnessV2 tie(byte[] secret, PopLinkRandom random) {
    return tie(secret, random, CmcDigest.SHA256, CmcMac.HMAC_SHA256);
  }

  /** With the algorithms that a profile demands, such as SHA-384 (RFC 8756 section 4.1). */
  public static PopLinkWitnessV2 tie(
      byte[] secret, PopLinkRandom random, CmcDigest keyGen, CmcMac mac) {
    byte[] witness = witness(keyGen.of(secret), mac, random);
    return new PopLinkWitnessV2(keyGen.identifier(), mac.identifier(), Octets.of(witness));
  }

  /** With SHA-1, for servers that know nothing newer. */
  public static PopLinkWitness tieWithSha1(byte[] secret, PopLinkRandom random) {
    return new PopLinkWitness(
        Octets.of(witness(CmcDigest.SHA1.of(secret), CmcMac.HMAC_SHA1, random)));
  }

  public static WitnessVerdict check(
      PopLinkWitnessV2 witness, byte[] secret, PopLinkRandom random, WitnessPolicy policy) {
    Optional<LinkKey> keyGen = LinkKey.of(witness.keyGenAlgorithm(), policy);
    Optional<CmcMac> mac =
        CmcMac.of(witness.macAlgorithm())
            .filter(m -> !m.isSha1() || policy == WitnessPolicy.WITH_SHA1);
    if (keyGen.isEmpty() || mac.isEmpty()) {
      return WitnessVerdict.REFUSED_ALGORITHM;
    }
    byte[] right = witness(keyGen.get().from(secret), mac.get(), random);
    return IdentityWitness.compare(right, witness.witness());
  }

  public static WitnessVerdict check(
      PopLinkWitness witness, byte[] secret, PopLinkRandom random, WitnessPolicy policy) {
    return policy == WitnessPolicy.WITH_SHA1
        ? IdentityWitness.compare(tieWithSha1(secret, random).witness().bytes(), witness.witness())
        : WitnessVerdict.REFUSED_ALGORITHM;
  }

  private static byte[] witness(byte[] key, CmcMac mac, PopLinkRandom random) {
    try {
      return mac.of(key, random.random().bytes());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
