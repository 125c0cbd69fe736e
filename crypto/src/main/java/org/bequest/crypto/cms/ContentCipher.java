package org.bequest.crypto.cms;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.crypto.Providers;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What content is encrypted with. GCM makes AuthEnvelopedData (RFC 5084), the others EnvelopedData
 * and EncryptedData: CBC (RFC 3565), and key wrap with padding for key packages (RFC 5649).
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum ContentCipher {
  AES_128_CBC(NISTObjectIdentifiers.id_aes128_CBC, Mode.CBC, 16),
  AES_192_CBC(NISTObjectIdentifiers.id_aes192_CBC, Mode.CBC, 24),
  AES_256_CBC(NISTObjectIdentifiers.id_aes256_CBC, Mode.CBC, 32),
  AES_128_GCM(NISTObjectIdentifiers.id_aes128_GCM, Mode.GCM, 16),
  AES_192_GCM(NISTObjectIdentifiers.id_aes192_GCM, Mode.GCM, 24),
  AES_256_GCM(NISTObjectIdentifiers.id_aes256_GCM, Mode.GCM, 32),
  AES_128_WRAP_PAD(NISTObjectIdentifiers.id_aes128_wrap_pad, Mode.WRAP, 16),
  AES_192_WRAP_PAD(NISTObjectIdentifiers.id_aes192_wrap_pad, Mode.WRAP, 24),
  AES_256_WRAP_PAD(NISTObjectIdentifiers.id_aes256_wrap_pad, Mode.WRAP, 32);

  private enum Mode {
    CBC("AES/CBC/PKCS5Padding"),
    GCM("AES/GCM/NoPadding"),
    WRAP("AES/KWP/NoPadding");

    private final String transformation;

    Mode(String transformation) {
      this.transformation = transformation;
    }
  }

  private static final int CBC_IV_OCTETS = 16;
  private static final int GCM_NONCE_OCTETS = 12;
  private static final int GCM_TAG_OCTETS = 16;
  private static final int GCM_LEAST_TAG_OCTETS = 12;

  private final ASN1ObjectIdentifier identifier;
  private final Mode mode;
  private final int keyOctets;

  ContentCipher(ASN1ObjectIdentifier identifier, Mode mode, int keyOctets) {
    this.identifier = identifier;
    this.mode = mode;
    this.keyOctets = keyOctets;
  }

  /**
   * Encrypted content with what its message says of it.
   *
   * @param mac empty but for GCM
   */
  record Ciphertext(AlgorithmIdentifier algorithm, byte[] octets, byte[] mac) {}

  public static Optional<ContentCipher> of(ASN1ObjectIdentifier identifier) {
    return Arrays.stream(values()).filter(c -> c.identifier.equals(identifier)).findFirst();
  }

  public ASN1ObjectIdentifier identifier() {
    return identifier;
  }

  /** Whether a changed octet is noticed by the cipher itself, with associated data. */
  public boolean isAuthenticated() {
    return mode == Mode.GCM;
  }

  public boolean isKeyWrap() {
    return mode == Mode.WRAP;
  }

  public int keyOctets() {
    return keyOctets;
  }

  /** In bits. */
  public int strength() {
    return keyOctets * Byte.SIZE;
  }

  byte[] newKey() {
    return random(keyOctets);
  }

  /**
   * @param associated data that is authenticated with GCM and otherwise ignored
   */
  Ciphertext encrypt(byte[] key, byte[] plaintext, byte[] associated) {
    try {
      return switch (mode) {
        case CBC -> {
          byte[] iv = random(CBC_IV_OCTETS);
          Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
          yield new Ciphertext(
              named(new DEROctetString(iv)), cipher.doFinal(plaintext), new byte[0]);
        }
        case GCM -> gcm(key, plaintext, associated);
        case WRAP ->
            new Ciphertext(
                new AlgorithmIdentifier(identifier),
                cipher(Cipher.ENCRYPT_MODE, key, null).doFinal(plaintext),
                new byte[0]);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("content that cannot be encrypted", e);
    }
  }

  private Ciphertext gcm(byte[] key, byte[] plaintext, byte[] associated)
      throws GeneralSecurityException {
    byte[] nonce = random(GCM_NONCE_OCTETS);
    Cipher cipher =
        cipher(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(GCM_TAG_OCTETS * Byte.SIZE, nonce));
    cipher.updateAAD(associated);
    byte[] both = cipher.doFinal(plaintext);
    int end = both.length - GCM_TAG_OCTETS;
    return new Ciphertext(
        named(new GCMParameters(nonce, GCM_TAG_OCTETS)),
        Arrays.copyOf(both, end),
        Arrays.copyOfRange(both, end, both.length));
  }

  /** Empty when the key, the parameters or the octets are not as they were. */
  Optional<byte[]> decrypt(byte[] key, Ciphertext ciphertext, byte[] associated) {
    if (key.length != keyOctets) {
      return Optional.empty();
    }
    try {
      @Nullable ASN1Encodable parameters = ciphertext.algorithm().getParameters();
      return Optional.of(
          switch (mode) {
            case CBC -> cbc(key, ciphertext.octets(), parameters);
            case GCM -> gcm(key, ciphertext, associated, parameters);
            case WRAP -> unwrap(key, ciphertext.octets(), parameters);
          });
    } catch (GeneralSecurityException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private byte[] cbc(byte[] key, byte[] octets, @Nullable ASN1Encodable parameters)
      throws GeneralSecurityException {
    byte[] iv = ASN1OctetString.getInstance(parameters).getOctets();
    return cipher(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv)).doFinal(octets);
  }

  private byte[] gcm(
      byte[] key, Ciphertext ciphertext, byte[] associated, @Nullable ASN1Encodable parameters)
      throws GeneralSecurityException {
    GCMParameters gcm = GCMParameters.getInstance(parameters);
    byte[] mac = ciphertext.mac();
    if (gcm.getIcvLen() != mac.length || mac.length < GCM_LEAST_TAG_OCTETS) {
      throw new IllegalArgumentException("not the length of the tag");
    }
    Cipher cipher =
        cipher(
            Cipher.DECRYPT_MODE, key, new GCMParameterSpec(mac.length * Byte.SIZE, gcm.getNonce()));
    cipher.updateAAD(associated);
    cipher.update(ciphertext.octets());
    return cipher.doFinal(mac);
  }

  /** Bouncy Castle writes NULL where RFC 5649 section 3 has nothing. */
  private byte[] unwrap(byte[] key, byte[] octets, @Nullable ASN1Encodable parameters)
      throws GeneralSecurityException {
    if (parameters != null && !DERNull.INSTANCE.equals(parameters)) {
      throw new IllegalArgumentException("parameters where none belong");
    }
    return cipher(Cipher.DECRYPT_MODE, key, null).doFinal(octets);
  }

  private Cipher cipher(int direction, byte[] key, @Nullable AlgorithmParameterSpec parameters)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(mode.transformation);
    cipher.init(direction, new SecretKeySpec(key, "AES"), parameters);
    return cipher;
  }

  private AlgorithmIdentifier named(ASN1Encodable parameters) {
    return new AlgorithmIdentifier(identifier, parameters);
  }

  static byte[] random(int octets) {
    byte[] random = new byte[octets];
    Providers.random().nextBytes(random);
    return random;
  }
}
