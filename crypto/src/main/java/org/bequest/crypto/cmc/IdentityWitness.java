package org.bequest.crypto.cmc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;

/**
 * Shows the knowledge of a shared secret over the octets of a request sequence as transmitted (RFC
 * 5272 sections 6.2.1 to 6.2.3): {@code MAC(H(secret [|| identification]), reqSequence)}.
 */
public final class IdentityWitness {
  private IdentityWitness() {}

  public static IdentityProofV2 prove(Known known, Encoded reqSequence) {
    return prove(known, reqSequence, CmcDigest.SHA256, CmcMac.HMAC_SHA256);
  }

  /** With the algorithms that a profile demands, such as SHA-384 (RFC 8756 section 4). */
  public static IdentityProofV2 prove(
      Known known, Encoded reqSequence, CmcDigest hash, CmcMac mac) {
    byte[] witness = witness(known, reqSequence, hash, mac);
    return new IdentityProofV2(hash.identifier(), mac.identifier(), Octets.of(witness));
  }

  /** With SHA-1, for servers that know nothing newer. */
  public static IdentityProof proveWithSha1(Known known, Encoded reqSequence) {
    return new IdentityProof(
        Octets.of(witness(known, reqSequence, CmcDigest.SHA1, CmcMac.HMAC_SHA1)));
  }

  public static WitnessVerdict check(
      IdentityProofV2 proof, Known known, Encoded reqSequence, WitnessPolicy policy) {
    Optional<CmcDigest> hash = CmcDigest.of(proof.hashAlgId());
    Optional<CmcMac> mac = CmcMac.of(proof.macAlgId());
    if (hash.isEmpty() || mac.isEmpty()) {
      return WitnessVerdict.REFUSED_ALGORITHM;
    }
    boolean sha1 = hash.get().isSha1() || mac.get().isSha1();
    if (sha1 && policy != WitnessPolicy.WITH_SHA1) {
      return WitnessVerdict.REFUSED_ALGORITHM;
    }
    return compare(witness(known, reqSequence, hash.get(), mac.get()), proof.witness());
  }

  public static WitnessVerdict check(
      IdentityProof proof, Known known, Encoded reqSequence, WitnessPolicy policy) {
    return policy == WitnessPolicy.WITH_SHA1
        ? compare(witness(known, reqSequence, CmcDigest.SHA1, CmcMac.HMAC_SHA1), proof.witness())
        : WitnessVerdict.REFUSED_ALGORITHM;
  }

  static WitnessVerdict compare(byte[] right, Octets claimed) {
    return MessageDigest.isEqual(right, claimed.bytes())
        ? WitnessVerdict.VALID
        : WitnessVerdict.INVALID;
  }

  private static byte[] witness(Known known, Encoded reqSequence, CmcDigest hash, CmcMac mac) {
    byte[] key = hash.of(known.secret, known.identity());
    try {
      return mac.of(key, reqSequence.octets());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * What both sides know.
   *
   * @param secret in UTF-8; the caller wipes it
   * @param identification the value of the Identification control, when the message has one
   */
  public record Known(byte[] secret, Optional<String> identification) {
    private byte[] identity() {
      return identification.orElse("").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "<secret>";
    }
  }
}
