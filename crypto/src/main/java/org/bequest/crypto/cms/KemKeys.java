package org.bequest.crypto.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.crypto.Keys;
import org.bequest.crypto.Providers;
import org.bequest.formats.cms.KemRecipientInfo;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.CMSORIforKEMOtherInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jspecify.annotations.Nullable;

/** Keys of content under a secret encapsulated by ML-KEM (RFC 9629, RFC 9936), by HKDF. */
final class KemKeys {
  private static final AlgorithmIdentifier HKDF =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hkdf_with_sha256);

  private KemKeys() {}

  static KemRecipientInfo wrap(Recipient.Kem recipient, byte[] contentKey) {
    KeyWrap wrap = recipient.wrap();
    try {
      SecretWithEncapsulation fresh =
          new MLKEMGenerator(Providers.random())
              .generateEncapsulated(PublicKeyFactory.createKey(recipient.key()));
      byte[] secret = fresh.getSecret();
      byte[] kek = derive(secret, wrap.identifier(), wrap.keyOctets(), null);
      byte[] wrapped = wrap.wrap(kek, contentKey);
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(kek, (byte) 0);
      return new KemRecipientInfo(
          recipient.id(),
          recipient.key().getAlgorithm(),
          fresh.getEncapsulation(),
          new KemRecipientInfo.Wrapping(HKDF, wrap.keyOctets(), wrap.identifier()),
          wrapped);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("a key that encapsulates nothing", e);
    }
  }

  /** Empty for other algorithms, and when the wrapped key is not in order. */
  static Optional<byte[]> unwrap(KemRecipientInfo info, PrivateKey key) {
    Optional<KeyWrap> wrap = KeyWrap.of(info.wrap());
    if (wrap.isEmpty()
        || wrap.get().keyOctets() != info.kekLength()
        || !info.kdf().getAlgorithm().equals(HKDF.getAlgorithm())) {
      return Optional.empty();
    }
    try {
      byte[] secret = extract(info, key);
      byte[] kek = derive(secret, info.wrap(), info.kekLength(), info.ukm());
      Optional<byte[]> contentKey = wrap.get().unwrap(kek, info.encryptedKey());
      Arrays.fill(secret, (byte) 0);
      Arrays.fill(kek, (byte) 0);
      return contentKey;
    } catch (GeneralSecurityException | IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static byte[] extract(KemRecipientInfo info, PrivateKey key)
      throws GeneralSecurityException, IOException {
    if (!(PrivateKeyFactory.createKey(Keys.pkcs8(key)) instanceof MLKEMPrivateKeyParameters own)) {
      throw new GeneralSecurityException("not an ML-KEM key");
    }
    return new MLKEMExtractor(own).extractSecret(info.ciphertext());
  }

  /**
   * <pre>
   * CMSORIforKEMOtherInfo ::= SEQUENCE {
   *   wrap      KeyEncryptionAlgorithmIdentifier,
   *   kekLength INTEGER (1..65535),
   *   ukm       [0] EXPLICIT UserKeyingMaterial OPTIONAL }          -- RFC 9629 section 5
   * </pre>
   */
  private static byte[] derive(
      byte[] secret, AlgorithmIdentifier wrap, int octets, byte @Nullable [] ukm)
      throws GeneralSecurityException, IOException {
    CMSORIforKEMOtherInfo info = new CMSORIforKEMOtherInfo(wrap, octets, ukm);
    return AgreementScheme.hkdf("HKDF-SHA256", secret, info.getEncoded(ASN1Encoding.DER), octets);
  }
}
