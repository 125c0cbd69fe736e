package org.bequest.crypto.cms;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The hashes over the content of a message. MD5 and SHA-224 are not here: refused. */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum DigestAlgorithm {
  SHA256(
      "SHA-256",
      NISTObjectIdentifiers.id_sha256,
      PKCSObjectIdentifiers.sha256WithRSAEncryption,
      X9ObjectIdentifiers.ecdsa_with_SHA256),
  SHA384(
      "SHA-384",
      NISTObjectIdentifiers.id_sha384,
      PKCSObjectIdentifiers.sha384WithRSAEncryption,
      X9ObjectIdentifiers.ecdsa_with_SHA384),
  SHA512(
      "SHA-512",
      NISTObjectIdentifiers.id_sha512,
      PKCSObjectIdentifiers.sha512WithRSAEncryption,
      X9ObjectIdentifiers.ecdsa_with_SHA512),
  /** Only for those who asked for it in words. */
  SHA1(
      "SHA-1",
      OIWObjectIdentifiers.idSHA1,
      PKCSObjectIdentifiers.sha1WithRSAEncryption,
      X9ObjectIdentifiers.ecdsa_with_SHA1);

  private final String jcaName;
  private final ASN1ObjectIdentifier identifier;
  private final ASN1ObjectIdentifier withRsa;
  private final ASN1ObjectIdentifier withEcdsa;

  DigestAlgorithm(
      String jcaName,
      ASN1ObjectIdentifier identifier,
      ASN1ObjectIdentifier withRsa,
      ASN1ObjectIdentifier withEcdsa) {
    this.jcaName = jcaName;
    this.identifier = identifier;
    this.withRsa = withRsa;
    this.withEcdsa = withEcdsa;
  }

  /** Empty for one that is unknown, weak, or has odd parameters (RFC 5754 section 2). */
  public static Optional<DigestAlgorithm> of(
      AlgorithmIdentifier algorithm, SignaturePolicy policy) {
    return Arrays.stream(values())
        .filter(a -> a != SHA1 || policy == SignaturePolicy.WITH_SHA1)
        .filter(a -> a.identifier.equals(algorithm.getAlgorithm()))
        .filter(_ ->
            algorithm.getParameters() == null || DERNull.INSTANCE.equals(algorithm.getParameters()))
        .findFirst();
  }

  /**
   * The hash inside the signature; SHA-512 beside those that hash by themselves (RFC 8419 section
   * 2.3, RFC 9882 section 3.3).
   */
  public static DigestAlgorithm beside(AlgorithmIdentifier signature) {
    return Arrays.stream(values())
        .filter(a ->
            a.withRsa.equals(signature.getAlgorithm())
                || a.withEcdsa.equals(signature.getAlgorithm()))
        .findFirst()
        .orElse(SHA512);
  }

  /**
   * What a SignerInfo says with the kind of the key where the algorithm should stand, as RFC 3370
   * section 3 has it for RSA and DSA.
   */
  AlgorithmIdentifier completed(AlgorithmIdentifier signature) {
    if (signature.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return new AlgorithmIdentifier(withRsa, DERNull.INSTANCE);
    }
    if (signature.getAlgorithm().equals(X9ObjectIdentifiers.id_dsa) && this == SHA1) {
      return new AlgorithmIdentifier(X9ObjectIdentifiers.id_dsa_with_sha1);
    }
    return signature.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        ? new AlgorithmIdentifier(withEcdsa)
        : signature;
  }

  public AlgorithmIdentifier identifier() {
    return new AlgorithmIdentifier(identifier);
  }

  byte[] digest(byte[] octets) {
    return start().digest(octets);
  }

  /** For octets that come piece by piece. */
  public MessageDigest start() {
    try {
      return MessageDigest.getInstance(jcaName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + jcaName, e);
    }
  }
}
