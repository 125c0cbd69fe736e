package org.bequest.crypto.cms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * How a key-encryption key is made from an agreement on an elliptic curve (RFC 5753 section 7.1.4,
 * RFC 8418 section 2). The curves here have no cofactor that would tell the two primitives apart.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum AgreementScheme {
  STANDARD_SHA256("1.3.132.1.11.1", "SHA-256"),
  STANDARD_SHA384("1.3.132.1.11.2", "SHA-384"),
  STANDARD_SHA512("1.3.132.1.11.3", "SHA-512"),
  COFACTOR_SHA256("1.3.132.1.14.1", "SHA-256"),
  COFACTOR_SHA384("1.3.132.1.14.2", "SHA-384"),
  COFACTOR_SHA512("1.3.132.1.14.3", "SHA-512"),
  HKDF_SHA256("1.2.840.113549.1.9.16.3.19", "HKDF-SHA256"),
  HKDF_SHA384("1.2.840.113549.1.9.16.3.20", "HKDF-SHA384"),
  HKDF_SHA512("1.2.840.113549.1.9.16.3.21", "HKDF-SHA512"),
  /** What OpenSSL 3 writes unless it is told otherwise. Read, never written. */
  STANDARD_SHA1("1.3.133.16.840.63.0.2", "SHA-1"),
  COFACTOR_SHA1("1.3.133.16.840.63.0.3", "SHA-1");

  private final ASN1ObjectIdentifier identifier;
  private final String function;

  AgreementScheme(String identifier, String function) {
    this.identifier = new ASN1ObjectIdentifier(identifier);
    this.function = function;
  }

  public static Optional<AgreementScheme> of(ASN1ObjectIdentifier identifier) {
    return Arrays.stream(values()).filter(s -> s.identifier.equals(identifier)).findFirst();
  }

  boolean isHkdf() {
    return function.startsWith("HKDF");
  }

  boolean isWritten() {
    return this != STANDARD_SHA1 && this != COFACTOR_SHA1;
  }

  /**
   * <pre>
   * keyEncryptionAlgorithm ::= the scheme, with the KeyWrapAlgorithm as its parameters
   * </pre>
   */
  AlgorithmIdentifier identifier(KeyWrap wrap) {
    return new AlgorithmIdentifier(identifier, wrap.identifier());
  }

  /**
   * The key-encryption key.
   *
   * @param wrap as it stands in the message, whose octets go into the derivation
   * @param octets of the key
   */
  byte[] derive(byte[] secret, AlgorithmIdentifier wrap, byte @Nullable [] ukm, int octets)
      throws GeneralSecurityException {
    byte[] info = sharedInfo(wrap, ukm, octets);
    return isHkdf() ? hkdf(function, secret, info, octets) : x963(secret, info, octets);
  }

  /**
   * <pre>
   * ECC-CMS-SharedInfo ::= SEQUENCE {
   *   keyInfo     AlgorithmIdentifier,
   *   entityUInfo [0] EXPLICIT OCTET STRING OPTIONAL,  -- ukm
   *   suppPubInfo [2] EXPLICIT OCTET STRING }          -- bits of the key; RFC 5753 section 7.2
   * </pre>
   */
  private static byte[] sharedInfo(AlgorithmIdentifier wrap, byte @Nullable [] ukm, int octets)
      throws GeneralSecurityException {
    byte[] bits = ByteBuffer.allocate(Integer.BYTES).putInt(octets * Byte.SIZE).array();
    try {
      return new ECCCMSSharedInfo(wrap, ukm, bits).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new GeneralSecurityException("an algorithm that cannot be encoded", e);
    }
  }

  /** ANSI X9.63 section 5.6.3: hashes of secret, counter and information, one after another. */
  private byte[] x963(byte[] secret, byte[] info, int octets) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance(function);
    ByteBuffer key = ByteBuffer.allocate(octets);
    for (int counter = 1; key.hasRemaining(); counter++) {
      digest.update(secret);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(counter).array());
      byte[] block = digest.digest(info);
      key.put(block, 0, Math.min(block.length, key.remaining()));
      Arrays.fill(block, (byte) 0);
    }
    return key.array();
  }

  /** RFC 5869, without a salt. */
  static byte[] hkdf(String function, byte[] secret, byte[] info, int octets)
      throws GeneralSecurityException {
    return KDF.getInstance(function)
        .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, octets));
  }
}
