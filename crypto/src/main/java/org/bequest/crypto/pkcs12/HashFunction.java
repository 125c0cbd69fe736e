package org.bequest.crypto.pkcs12;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/** The hash functions that files are found under, each with its two identifiers. */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
enum HashFunction {
  SHA1(20, OIWObjectIdentifiers.idSHA1, PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1Digest::new),
  SHA224(
      28,
      NISTObjectIdentifiers.id_sha224,
      PKCSObjectIdentifiers.id_hmacWithSHA224,
      SHA224Digest::new),
  SHA256(
      32,
      NISTObjectIdentifiers.id_sha256,
      PKCSObjectIdentifiers.id_hmacWithSHA256,
      SHA256Digest::new),
  SHA384(
      48,
      NISTObjectIdentifiers.id_sha384,
      PKCSObjectIdentifiers.id_hmacWithSHA384,
      SHA384Digest::new),
  SHA512(
      64,
      NISTObjectIdentifiers.id_sha512,
      PKCSObjectIdentifiers.id_hmacWithSHA512,
      SHA512Digest::new);

  private final int length;
  private final ASN1ObjectIdentifier digest;
  private final ASN1ObjectIdentifier hmac;
  private final Supplier<ExtendedDigest> engine;

  HashFunction(
      int length,
      ASN1ObjectIdentifier digest,
      ASN1ObjectIdentifier hmac,
      Supplier<ExtendedDigest> engine) {
    this.length = length;
    this.digest = digest;
    this.hmac = hmac;
    this.engine = engine;
  }

  static Optional<HashFunction> ofDigest(AlgorithmIdentifier algorithm) {
    return Arrays.stream(values())
        .filter(h -> h.digest.equals(algorithm.getAlgorithm()))
        .findFirst();
  }

  static Optional<HashFunction> ofHmac(AlgorithmIdentifier algorithm) {
    return Arrays.stream(values()).filter(h -> h.hmac.equals(algorithm.getAlgorithm())).findFirst();
  }

  int length() {
    return length;
  }

  AlgorithmIdentifier digest() {
    return new AlgorithmIdentifier(digest, DERNull.INSTANCE);
  }

  AlgorithmIdentifier hmac() {
    return new AlgorithmIdentifier(hmac, DERNull.INSTANCE);
  }

  ExtendedDigest engine() {
    return engine.get();
  }

  /** {@code HmacSHA256}, as the JDK says it. */
  String jcaMac() {
    return "Hmac" + name();
  }
}
