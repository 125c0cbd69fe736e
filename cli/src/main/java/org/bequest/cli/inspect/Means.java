package org.bequest.cli.inspect;

import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.RecipientKey.Kek;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.KekRecipientInfo;
import org.bequest.formats.cms.KemRecipientInfo;
import org.bequest.formats.cms.KeyAgreeRecipientInfo;
import org.bequest.formats.cms.KeyTransRecipientInfo;
import org.bequest.formats.cms.PasswordRecipientInfo;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * With what the user lets us look into things.
 *
 * @param anchors empty when no signature is to be checked
 * @param beside certificates in the same file, among which issuers are looked for
 * @param secretKey for AES
 * @param at when certificates have to be valid
 */
record Means(
    AnchorStore anchors,
    List<X509CertificateHolder> beside,
    Optional<PrivateKey> privateKey,
    Optional<Secret> secretKey,
    Optional<Secret> password,
    Instant at) {
  private static final byte[] NO_NAME = new byte[0];

  Means {
    beside = List.copyOf(beside);
  }

  Means beside(List<X509CertificateHolder> certificates) {
    return new Means(anchors, certificates, privateKey, secretKey, password, at);
  }

  Means with(PrivateKey key) {
    return new Means(anchors, beside, Optional.of(key), secretKey, password, at);
  }

  Means with(Secret key) {
    return new Means(anchors, beside, privateKey, Optional.of(key), password, at);
  }

  Means withoutKeys() {
    return new Means(anchors, beside, Optional.empty(), Optional.empty(), Optional.empty(), at);
  }

  boolean checksSignatures() {
    return !anchors.all().isEmpty();
  }

  /** Whether there is anything to decrypt with. */
  boolean decrypts() {
    return privateKey.isPresent() || secretKey.isPresent() || password.isPresent();
  }

  /** The keys under every name by which a message calls its recipients: the user knows better. */
  List<RecipientKey> keys(List<RecipientInfo> recipients) {
    List<RecipientKey> keys = new ArrayList<>();
    Set<EntityIdentifier> ids = new LinkedHashSet<>();
    for (RecipientInfo recipient : recipients) {
      switch (recipient) {
        case KeyTransRecipientInfo transport -> ids.add(transport.id());
        case KeyAgreeRecipientInfo agreement ->
            agreement.encryptedKeys().forEach(k -> ids.add(k.id()));
        case KemRecipientInfo kem -> ids.add(kem.id());
        case KekRecipientInfo kek ->
            secretKey.ifPresent(k -> keys.add(new Kek(kek.keyIdentifier(), k)));
        case PasswordRecipientInfo _, RecipientInfo.Unknown _ -> {}
      }
    }
    privateKey.ifPresent(k -> keys.add(new RecipientKey.Private(k, ids)));
    password.ifPresent(p -> keys.add(new RecipientKey.Password(p)));
    return keys;
  }

  /** The key of an EncryptedData, under the name that it gives it. */
  List<Kek> keks(Attributes unprotected) throws MalformedException {
    byte[] name =
        unprotected
            .single(CmsOids.CONTENT_DECRYPTION_KEY_ID)
            .filter(ASN1OctetString.class::isInstance)
            .map(v -> ((ASN1OctetString) v).getOctets())
            .orElse(NO_NAME);
    return secretKey.map(k -> new Kek(name, k)).stream().toList();
  }
}
