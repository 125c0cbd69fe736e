package org.bequest.client;

import java.security.KeyPair;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.Signer;
import org.bequest.formats.pkix.EstOids;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * A key that stands in a request for the one that the server is to make. Its values and its
 * signature mean nothing (RFC 7030 4.4.1); its kind says which kind is wanted. It signs all the
 * same where it can, for servers that look.
 */
final class StandIn {
  private StandIn() {}

  static Signer of(KeyPair keys) {
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    return KeyAlgorithm.of(key).filter(KeyAlgorithm::signs).isPresent()
        ? PrivateKeySigner.of(keys)
        : new Unsigning(key);
  }

  /** A hash where the signature would stand (RFC 5272 appendix C): of a key that cannot sign. */
  private record Unsigning(SubjectPublicKeyInfo publicKey) implements Signer {
    @Override
    public AlgorithmIdentifier algorithm() {
      return new AlgorithmIdentifier(EstOids.NO_SIGNATURE, DERNull.INSTANCE);
    }

    @Override
    public byte[] sign(byte[] message) {
      var digest = new SHA256Digest();
      digest.update(message, 0, message.length);
      byte[] hash = new byte[digest.getDigestSize()];
      digest.doFinal(hash, 0);
      return hash;
    }
  }
}
