package org.bequest.crypto.cmc;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.iana.IANAObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The message authentication codes of CMC; SHA-1 only where {@link WitnessPolicy} says so. */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum CmcMac {
  /** Under the name of RFC 5272 section 6.2, and that of PKCS#5. */
  HMAC_SHA1("HmacSHA1", 20, IANAObjectIdentifiers.hmacSHA1, PKCSObjectIdentifiers.id_hmacWithSHA1),
  HMAC_SHA256("HmacSHA256", 32, PKCSObjectIdentifiers.id_hmacWithSHA256),
  HMAC_SHA384("HmacSHA384", 48, PKCSObjectIdentifiers.id_hmacWithSHA384),
  HMAC_SHA512("HmacSHA512", 64, PKCSObjectIdentifiers.id_hmacWithSHA512);

  private final String jcaName;
  private final int length;
  private final List<ASN1ObjectIdentifier> oids;

  CmcMac(String jcaName, int length, ASN1ObjectIdentifier... oids) {
    this.jcaName = jcaName;
    this.length = length;
    this.oids = List.of(oids);
  }

  /** Parameters are absent or NULL (RFC 4231 section 3.1). */
  public static Optional<CmcMac> of(AlgorithmIdentifier algorithm) {
    return Arrays.stream(values())
        .filter(m -> m.oids.contains(algorithm.getAlgorithm()))
        .filter(_ -> CmcDigest.isPlain(algorithm))
        .findFirst();
  }

  public AlgorithmIdentifier identifier() {
    return new AlgorithmIdentifier(oids.getFirst(), DERNull.INSTANCE);
  }

  /** Octets of a code. */
  int length() {
    return length;
  }

  boolean isSha1() {
    return this == HMAC_SHA1;
  }

  public byte[] of(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(jcaName);
      mac.init(new SecretKeySpec(key, jcaName));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(jcaName + " is part of every JDK", e);
    }
  }
}
