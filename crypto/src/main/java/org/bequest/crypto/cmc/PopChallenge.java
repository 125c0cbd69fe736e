package org.bequest.crypto.cmc;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The numbers in a challenge to a key that cannot sign (RFC 5272 section 6.7). The POP Proof Value
 * is sent encrypted to that key, with its hash as witness; the answer is a MAC under it over the
 * request.
 */
public final class PopChallenge {
  /** Only so many octets of the value serve as the key. */
  private static final int KEY_OCTETS = 64;

  /** RFC 5272 section 6.7: long enough that its hash does not tell it. */
  private static final int LEAST_OCTETS = 16;

  private PopChallenge() {}

  /**
   * The challenge.
   *
   * @param proofValue random, or computed from the request under a key of the server's
   * @param cms an EnvelopedData with the value for the key of the request
   */
  public static EncryptedPop challenge(TaggedRequest request, byte[] proofValue, Encoded cms) {
    return new EncryptedPop(
        request,
        cms,
        CmcMac.HMAC_SHA256.identifier(),
        CmcDigest.SHA256.identifier(),
        Octets.of(CmcDigest.SHA256.of(proofValue)));
  }

  /** Whether this is what the server encrypted: otherwise the client gives up. */
  public static boolean isAuthentic(EncryptedPop challenge, byte[] proofValue) {
    return proofValue.length >= LEAST_OCTETS
        && CmcDigest.of(challenge.witnessAlgId())
            .filter(d -> MessageDigest.isEqual(d.of(proofValue), challenge.witness().bytes()))
            .isPresent();
  }

  /**
   * The answer; empty when its algorithm is not one that is known here.
   *
   * @param request in the message that carries the answer
   */
  public static Optional<DecryptedPop> answer(
      AlgorithmIdentifier algorithm, byte[] proofValue, TaggedRequest request) {
    return CmcMac.of(algorithm)
        .map(mac ->
            new DecryptedPop(request.id(), algorithm, Octets.of(value(mac, proofValue, request))));
  }

  /** Whether the answer was made with the value over this request. */
  public static WitnessVerdict check(
      DecryptedPop answer, byte[] proofValue, TaggedRequest request) {
    return CmcMac.of(answer.thePopAlgId())
        .map(mac -> IdentityWitness.compare(value(mac, proofValue, request), answer.thePop()))
        .orElse(WitnessVerdict.REFUSED_ALGORITHM);
  }

  private static byte[] value(CmcMac mac, byte[] proofValue, TaggedRequest request) {
    byte[] key = Arrays.copyOf(proofValue, Math.min(proofValue.length, KEY_OCTETS));
    try {
      return mac.of(key, request.encoded().octets());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
