package org.bequest.crypto;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Verifies signatures. Safe for concurrent use; keeps nothing between two calls. */
public final class Signatures {
  private Signatures() {}

  /** What a verification says. Only {@link #VALID} is good. */
  public enum Verdict {
    VALID,
    /** The key did not make this signature over this message, or the signature has a bad form. */
    INVALID,
    /** The octets are no key, or no key for this signature algorithm. */
    UNUSABLE_KEY,
    /** The signature algorithm is unknown, weak (MD5, SHA-1), or has odd parameters. */
    REFUSED_ALGORITHM
  }

  public static Verdict verify(
      SubjectPublicKeyInfo key, AlgorithmIdentifier algorithm, byte[] message, byte[] signature) {
    return Verdict.REFUSED_ALGORITHM;
  }
}
