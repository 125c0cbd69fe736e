package org.bequest.crypto.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bequest.crypto.Keys;
import org.bequest.crypto.Providers;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.jspecify.annotations.Nullable;

/** RSA for keys of content (RFC 3370 section 4.2.1, RFC 3560). */
public enum KeyTransportAlgorithm {
  PKCS1_V15,
  OAEP_SHA256,
  OAEP_SHA384,
  OAEP_SHA512,
  /** The default of RFC 3560, sound although the hash is not. Written for those who ask for it. */
  OAEP_SHA1;

  AlgorithmIdentifier identifier() {
    if (this == PKCS1_V15) {
      return new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    }
    AlgorithmIdentifier hash = new AlgorithmIdentifier(hash(), DERNull.INSTANCE);
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_RSAES_OAEP,
        new RSAESOAEPparams(
            hash,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, hash),
            RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
  }

  /** Of a key's own identifier or a capability; empty for OAEP with other parameters. */
  static Optional<KeyTransportAlgorithm> of(AlgorithmIdentifier algorithm) {
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return Optional.of(PKCS1_V15);
    }
    return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP)
        ? oaep(algorithm.getParameters())
        : Optional.empty();
  }

  private static Optional<KeyTransportAlgorithm> oaep(@Nullable ASN1Encodable parameters) {
    try {
      RSAESOAEPparams params =
          parameters == null ? new RSAESOAEPparams() : RSAESOAEPparams.getInstance(parameters);
      return Arrays.stream(values()).filter(a -> a.is(params)).findFirst();
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  private boolean is(RSAESOAEPparams params) {
    AlgorithmIdentifier mask = params.getMaskGenAlgorithm();
    AlgorithmIdentifier label = params.getPSourceAlgorithm();
    return this != PKCS1_V15
        && hash().equals(params.getHashAlgorithm().getAlgorithm())
        && mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
        && hash().equals(AlgorithmIdentifier.getInstance(mask.getParameters()).getAlgorithm())
        && label.getAlgorithm().equals(PKCSObjectIdentifiers.id_pSpecified)
        && ASN1OctetString.getInstance(label.getParameters()).getOctetsLength() == 0;
  }

  byte[] encrypt(SubjectPublicKeyInfo recipient, byte[] key) throws GeneralSecurityException {
    Cipher cipher = cipher();
    if (this == PKCS1_V15) {
      cipher.init(Cipher.ENCRYPT_MODE, Keys.publicKey(recipient), Providers.random());
    } else {
      cipher.init(Cipher.ENCRYPT_MODE, Keys.publicKey(recipient), oaep(), Providers.random());
    }
    return cipher.doFinal(key);
  }

  /**
   * The key, or a random one of the same length when the octets hold none: whoever probes learns no
   * more than that the content did not open (RFC 3218 section 2.3.2).
   */
  byte[] decrypt(PrivateKey key, byte[] encrypted, int octets) {
    byte[] otherwise = ContentCipher.random(octets);
    try {
      byte[] found = this == PKCS1_V15 ? pkcs1(key, encrypted, otherwise) : oaep(key, encrypted);
      return found.length == octets ? found : otherwise;
    } catch (GeneralSecurityException | InvalidCipherTextException | RuntimeException _) {
      return otherwise;
    } catch (IOException e) {
      throw new IllegalStateException("a private key that cannot be encoded", e);
    }
  }

  /** Looks at the padding in constant time, and returns the other key in place of a bad one. */
  private static byte[] pkcs1(PrivateKey key, byte[] encrypted, byte[] otherwise)
      throws IOException, InvalidCipherTextException {
    PKCS1Encoding cipher = new PKCS1Encoding(new RSABlindedEngine(), otherwise);
    cipher.init(false, PrivateKeyFactory.createKey(Keys.pkcs8(key)));
    return cipher.processBlock(encrypted, 0, encrypted.length);
  }

  private byte[] oaep(PrivateKey key, byte[] encrypted) throws GeneralSecurityException {
    Cipher cipher = cipher();
    cipher.init(Cipher.DECRYPT_MODE, key, oaep());
    return cipher.doFinal(encrypted);
  }

  private Cipher cipher() throws GeneralSecurityException {
    return this == PKCS1_V15
        ? Cipher.getInstance("RSA/ECB/PKCS1Padding")
        : Cipher.getInstance("RSA/ECB/OAEPPadding", Providers.standard().bouncyCastle());
  }

  private OAEPParameterSpec oaep() {
    String name = hashName();
    return new OAEPParameterSpec(
        name, "MGF1", new MGF1ParameterSpec(name), PSource.PSpecified.DEFAULT);
  }

  private String hashName() {
    return switch (this) {
      case OAEP_SHA256 -> "SHA-256";
      case OAEP_SHA384 -> "SHA-384";
      case OAEP_SHA512 -> "SHA-512";
      case OAEP_SHA1, PKCS1_V15 -> "SHA-1";
    };
  }

  private ASN1ObjectIdentifier hash() {
    return switch (this) {
      case OAEP_SHA256 -> NISTObjectIdentifiers.id_sha256;
      case OAEP_SHA384 -> NISTObjectIdentifiers.id_sha384;
      case OAEP_SHA512 -> NISTObjectIdentifiers.id_sha512;
      case OAEP_SHA1, PKCS1_V15 -> OIWObjectIdentifiers.idSHA1;
    };
  }
}
