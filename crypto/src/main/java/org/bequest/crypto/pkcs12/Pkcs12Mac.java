package org.bequest.crypto.pkcs12;

import java.util.Arrays;
import org.bequest.crypto.pkcs12.Password.Terms;
import org.bequest.crypto.secret.Secret;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/** How a file that is written is held together, from the strongest to what the oldest read. */
public enum Pkcs12Mac {
  /**
   * PBMAC1 (RFC 9579), which OpenSSL reads from 3.4 on and the key store of JDK 25 does not; nor
   * does that of Bouncy Castle under this hash.
   */
  PBMAC1_SHA384(HashFunction.SHA384, true),
  /** RFC 9579 section 5: what everybody must read who reads PBMAC1. */
  PBMAC1_SHA256(HashFunction.SHA256, true),
  /** RFC 7292 appendix B. */
  HMAC_SHA256(HashFunction.SHA256, false),
  /** RFC 7292 appendix B, for readers that know no other. */
  HMAC_SHA1(HashFunction.SHA1, false);

  /** RFC 9579 section 4: read by nobody, and positive for the sake of old readers. */
  private static final int UNUSED_ITERATIONS = 1;

  private final HashFunction hash;
  private final boolean modern;

  Pkcs12Mac(HashFunction hash, boolean modern) {
    this.hash = hash;
    this.modern = modern;
  }

  /** For the contents, which are encrypted under no less than this. */
  HashFunction contentHash() {
    return hash == HashFunction.SHA1 ? HashFunction.SHA256 : hash;
  }

  MacData over(byte[] authSafe, Secret secret, int iterations) {
    Terms terms = Terms.fresh(iterations);
    return modern ? pbmac1(authSafe, secret, terms) : classic(authSafe, secret, terms);
  }

  private MacData pbmac1(byte[] authSafe, Secret secret, Terms terms) {
    PBKDF2Params derivation =
        new PBKDF2Params(terms.salt(), terms.iterations(), hash.length(), hash.hmac());
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBMAC1,
            new PBMAC1Params(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, derivation), hash.hmac()));
    try (Password password = Password.utf8(secret)) {
      byte[] mac = mac(password.pbkdf2(hash, terms, hash.length()), authSafe);
      return new MacData(new DigestInfo(algorithm, mac), Salt.fresh(), UNUSED_ITERATIONS);
    }
  }

  private MacData classic(byte[] authSafe, Secret secret, Terms terms) {
    try (Password password = Password.bmp(secret)) {
      byte[] mac = mac(password.macKey(hash, terms), authSafe);
      return new MacData(new DigestInfo(hash.digest(), mac), terms.salt(), terms.iterations());
    }
  }

  private byte[] mac(byte[] key, byte[] message) {
    try {
      return new Hmac(hash, key).of(message);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
