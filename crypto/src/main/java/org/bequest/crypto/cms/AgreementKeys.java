package org.bequest.crypto.cms;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.KeyAlgorithm.Family;
import org.bequest.crypto.Keys;
import org.bequest.formats.cms.KeyAgreeRecipientInfo;
import org.bequest.formats.cms.KeyAgreeRecipientInfo.EncryptedKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Keys of content under a key that two agree on (RFC 5753, RFC 8418). */
final class AgreementKeys {
  private AgreementKeys() {}

  static KeyAgreeRecipientInfo wrap(Recipient.KeyAgreement recipient, byte[] contentKey) {
    KeyPair ephemeral =
        KeyAlgorithm.of(recipient.key())
            .orElseThrow(() -> new IllegalArgumentException("a key on an unknown curve"))
            .generate();
    KeyWrap wrap = recipient.wrap();
    try {
      byte[] secret = secret(ephemeral.getPrivate(), recipient.key());
      byte[] kek = recipient.scheme().derive(secret, wrap.identifier(), null, wrap.keyOctets());
      byte[] wrapped = wrap.wrap(kek, contentKey);
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(kek, (byte) 0);
      return new KeyAgreeRecipientInfo(
          SubjectPublicKeyInfo.getInstance(ephemeral.getPublic().getEncoded()),
          recipient.scheme().identifier(wrap),
          List.of(new EncryptedKey(recipient.id(), wrapped)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a key that does not agree", e);
    }
  }

  /** Empty when the originator's key, an algorithm or the wrapped key is not in order. */
  static Optional<byte[]> unwrap(KeyAgreeRecipientInfo info, RecipientKey.Private own) {
    SubjectPublicKeyInfo originator = info.originatorKey();
    Optional<AgreementScheme> scheme = AgreementScheme.of(info.algorithm().getAlgorithm());
    if (originator == null || scheme.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> encrypted =
        info.encryptedKeys().stream()
            .filter(k -> own.ids().contains(k.id()))
            .map(EncryptedKey::octets)
            .findFirst();
    try {
      AlgorithmIdentifier named = AlgorithmIdentifier.getInstance(info.algorithm().getParameters());
      Optional<KeyWrap> wrap = KeyWrap.of(named);
      if (wrap.isEmpty() || encrypted.isEmpty()) {
        return Optional.empty();
      }
      byte[] secret = secret(own.key(), originator(originator, own.key()));
      byte[] kek = scheme.get().derive(secret, named, info.ukm(), wrap.get().keyOctets());
      Optional<byte[]> key = wrap.get().unwrap(kek, encrypted.get());
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(kek, (byte) 0);
      return key;
    } catch (GeneralSecurityException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /**
   * The originator's key may leave its curve to be that of ours, or say NULL (RFC 5753 section
   * 3.1.1). One that spells its curve out is not looked at (security rule S-52).
   */
  private static SubjectPublicKeyInfo originator(SubjectPublicKeyInfo key, PrivateKey own)
      throws GeneralSecurityException {
    ASN1Encodable curve = key.getAlgorithm().getParameters();
    if (!key.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        || curve instanceof ASN1ObjectIdentifier) {
      return key;
    }
    if (curve != null && !DERNull.INSTANCE.equals(curve)) {
      throw new InvalidKeyException("a curve that is not named");
    }
    if (key.getPublicKeyData().getPadBits() != 0) {
      throw new InvalidKeyException("a key that is not a whole number of octets");
    }
    AlgorithmIdentifier ours = Keys.pkcs8(own).getPrivateKeyAlgorithm();
    return new SubjectPublicKeyInfo(ours, key.getPublicKeyData().getOctets());
  }

  private static byte[] secret(PrivateKey own, SubjectPublicKeyInfo other)
      throws GeneralSecurityException {
    boolean montgomery =
        KeyAlgorithm.of(other).filter(a -> a.family() == Family.X25519).isPresent();
    KeyAgreement agreement = KeyAgreement.getInstance(montgomery ? "XDH" : "ECDH");
    agreement.init(own);
    agreement.doPhase(Keys.publicKey(other), true);
    return agreement.generateSecret();
  }
}
