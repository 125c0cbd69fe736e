package org.bequest.crypto;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Arrays;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A key pair that was made here for somebody else (RFC 7030 4.4), until it is handed over.
 *
 * <p>Closing it overwrites the one lasting copy of the private half. What the providers and the
 * garbage collector have copied is out of reach.
 */
public final class GeneratedKey implements AutoCloseable {
  private final KeyAlgorithm algorithm;
  private final SubjectPublicKeyInfo publicKey;
  private final Csr csr;
  private final Octets privateKey;

  private GeneratedKey(
      KeyAlgorithm algorithm, SubjectPublicKeyInfo publicKey, Csr csr, Octets privateKey) {
    this.algorithm = algorithm;
    this.publicKey = publicKey;
    this.csr = csr;
    this.privateKey = privateKey;
  }

  /**
   * Makes a key. Its request says what another said, and is signed with it when it can sign.
   *
   * @param asked whose key and signature are of no account (RFC 7030 4.4.1)
   */
  static GeneratedKey of(KeyAlgorithm algorithm, Csr asked) {
    KeyPair keys = algorithm.generate();
    SubjectPublicKeyInfo publicKey =
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    UnsignedCsr request = UnsignedCsr.rekeyed(asked, publicKey);
    return new GeneratedKey(
        algorithm,
        publicKey,
        algorithm.signs() ? signed(request, keys) : request.withoutSignature(),
        octets(keys));
  }

  private static Csr signed(UnsignedCsr request, KeyPair keys) {
    Signer signer = PrivateKeySigner.of(keys);
    return request.signed(signer.algorithm(), signer.sign(request.toBeSigned()));
  }

  private static Octets octets(KeyPair keys) {
    try {
      return new Octets(Keys.pkcs8(keys.getPrivate()).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("a key that was just made has no encoding", e);
    }
  }

  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  public SubjectPublicKeyInfo publicKey() {
    return publicKey;
  }

  /** The request for its certificate. */
  public Csr csr() {
    return csr;
  }

  /** DER of the PrivateKeyInfo (RFC 5958); gone when this is closed. */
  public Octets privateKey() {
    return privateKey;
  }

  /** They never show themselves, and are overwritten with their key. */
  public static final class Octets {
    private final byte[] octets;

    private Octets(byte[] octets) {
      this.octets = octets;
    }

    /** A copy. Whoever asks for it wipes it. */
    public byte[] octets() {
      return octets.clone();
    }

    private void wipe() {
      Arrays.fill(octets, (byte) 0);
    }

    @Override
    public String toString() {
      return "<private key>";
    }
  }

  @Override
  public void close() {
    privateKey.wipe();
  }

  @Override
  public String toString() {
    return "GeneratedKey[" + algorithm.configName() + "]";
  }
}
