package org.bequest.crypto.cms;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** AES key wrap (RFC 3394), and with padding (RFC 5649). Their parameters are absent. */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum KeyWrap {
  AES_128(NISTObjectIdentifiers.id_aes128_wrap, 16, false),
  AES_192(NISTObjectIdentifiers.id_aes192_wrap, 24, false),
  AES_256(NISTObjectIdentifiers.id_aes256_wrap, 32, false),
  AES_128_PAD(NISTObjectIdentifiers.id_aes128_wrap_pad, 16, true),
  AES_192_PAD(NISTObjectIdentifiers.id_aes192_wrap_pad, 24, true),
  AES_256_PAD(NISTObjectIdentifiers.id_aes256_wrap_pad, 32, true);

  private final ASN1ObjectIdentifier identifier;
  private final int keyOctets;
  private final boolean padded;

  KeyWrap(ASN1ObjectIdentifier identifier, int keyOctets, boolean padded) {
    this.identifier = identifier;
    this.keyOctets = keyOctets;
    this.padded = padded;
  }

  /** Empty for another algorithm. NULL where nothing belongs is taken: old encoders write it. */
  public static Optional<KeyWrap> of(AlgorithmIdentifier algorithm) {
    boolean plain =
        algorithm.getParameters() == null || DERNull.INSTANCE.equals(algorithm.getParameters());
    return plain ? of(algorithm.getAlgorithm()) : Optional.empty();
  }

  public static Optional<KeyWrap> of(ASN1ObjectIdentifier identifier) {
    return Arrays.stream(values()).filter(w -> w.identifier.equals(identifier)).findFirst();
  }

  /**
   * Without padding, for a key of this many octets.
   *
   * @throws IllegalArgumentException when AES has no such keys
   */
  public static KeyWrap forKey(int octets) {
    return Arrays.stream(values())
        .filter(w -> !w.padded && w.keyOctets == octets)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("AES has no keys of " + octets));
  }

  public int keyOctets() {
    return keyOctets;
  }

  /** In bits. */
  public int strength() {
    return keyOctets * Byte.SIZE;
  }

  public boolean isPadded() {
    return padded;
  }

  public AlgorithmIdentifier identifier() {
    return new AlgorithmIdentifier(identifier);
  }

  public byte[] wrap(byte[] kek, byte[] key) {
    try {
      Cipher cipher = cipher();
      cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(kek, "AES"));
      return cipher.wrap(new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that cannot be wrapped", e);
    }
  }

  /** Empty when the key is not the one, or the octets were changed. */
  public Optional<byte[]> unwrap(byte[] kek, byte[] wrapped) {
    if (kek.length != keyOctets) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher();
      cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(kek, "AES"));
      Key key = cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY);
      return Optional.of(key.getEncoded());
    } catch (InvalidKeyException | RuntimeException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no " + this, e);
    }
  }

  private Cipher cipher() throws GeneralSecurityException {
    return Cipher.getInstance(padded ? "AES/KWP/NoPadding" : "AES/KW/NoPadding");
  }
}
