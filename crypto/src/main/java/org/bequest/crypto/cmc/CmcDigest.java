package org.bequest.crypto.cmc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The hashes of CMC; SHA-1 only where {@link WitnessPolicy} says so. */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum CmcDigest {
  SHA1("SHA-1", OIWObjectIdentifiers.idSHA1),
  SHA256("SHA-256", NISTObjectIdentifiers.id_sha256),
  SHA384("SHA-384", NISTObjectIdentifiers.id_sha384),
  SHA512("SHA-512", NISTObjectIdentifiers.id_sha512);

  private final String jcaName;
  private final ASN1ObjectIdentifier oid;

  CmcDigest(String jcaName, ASN1ObjectIdentifier oid) {
    this.jcaName = jcaName;
    this.oid = oid;
  }

  /** Parameters are absent or NULL (RFC 5754 section 2). */
  public static Optional<CmcDigest> of(AlgorithmIdentifier algorithm) {
    return Arrays.stream(values())
        .filter(d -> d.oid.equals(algorithm.getAlgorithm()))
        .filter(_ -> isPlain(algorithm))
        .findFirst();
  }

  static boolean isPlain(AlgorithmIdentifier algorithm) {
    return algorithm.getParameters() == null
        || DERNull.INSTANCE.equals(algorithm.getParameters().toASN1Primitive());
  }

  public AlgorithmIdentifier identifier() {
    return new AlgorithmIdentifier(oid);
  }

  boolean isSha1() {
    return this == SHA1;
  }

  /** The hash of one text after another. */
  public byte[] of(byte[]... texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(jcaName);
      for (byte[] text : texts) {
        digest.update(text);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(jcaName + " is part of every JDK", e);
    }
  }
}
