package org.bequest.cli.inspect;

import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.cms.KekRecipientInfo;
import org.bequest.formats.cms.KemRecipientInfo;
import org.bequest.formats.cms.KeyAgreeRecipientInfo;
import org.bequest.formats.cms.KeyTransRecipientInfo;
import org.bequest.formats.cms.PasswordRecipientInfo;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** RecipientInfos (RFC 5652 section 6.2), each under the name of its choice. */
record RecipientView(Inspection in) {
  Shown all(List<RecipientInfo> recipients) {
    return Shown.list(recipients.stream().map(this::of).toList());
  }

  private Shown of(RecipientInfo recipient) {
    return switch (recipient) {
      case KeyTransRecipientInfo transport -> choice("ktri", transport(transport));
      case KeyAgreeRecipientInfo agreement -> choice("kari", agreement(agreement));
      case KekRecipientInfo kek -> choice("kekri", kek(kek));
      case PasswordRecipientInfo password -> choice("pwri", password(password));
      case KemRecipientInfo kem -> choice("ori", kem(kem));
      case RecipientInfo.Unknown unknown -> choice("ori", in.any(unknown.value()));
    };
  }

  private static Shown choice(String name, Shown value) {
    return Shown.fields().add(name, value).shown();
  }

  private Shown transport(KeyTransRecipientInfo info) {
    return Shown.fields()
        .add("version", info.version())
        .add("rid", in.entity(info.id()))
        .add("keyEncryptionAlgorithm", in.algorithm(info.algorithm()))
        .add("encryptedKey", info.encryptedKey())
        .shown();
  }

  private Shown agreement(KeyAgreeRecipientInfo info) {
    SubjectPublicKeyInfo originator = info.originatorKey();
    Shown originatorKey =
        originator == null
            ? Shown.text("(a certificate)")
            : Shown.fields().add("originatorKey", in.publicKey(originator)).shown();
    return Shown.fields()
        .add("version", info.version())
        .add("originator", originatorKey)
        .add("ukm", Optional.ofNullable(info.ukm()).map(Shown::octets))
        .add("keyEncryptionAlgorithm", in.algorithm(info.algorithm()))
        .add(
            "recipientEncryptedKeys",
            Shown.list(info.encryptedKeys().stream().map(this::encryptedKey).toList()))
        .shown();
  }

  private Shown encryptedKey(KeyAgreeRecipientInfo.EncryptedKey key) {
    return Shown.fields().add("rid", in.entity(key.id())).add("encryptedKey", key.octets()).shown();
  }

  private Shown kek(KekRecipientInfo info) {
    return Shown.fields()
        .add("version", info.version())
        .add("kekid", Shown.fields().add("keyIdentifier", info.keyIdentifier()).shown())
        .add("keyEncryptionAlgorithm", in.algorithm(info.algorithm()))
        .add("encryptedKey", info.encryptedKey())
        .shown();
  }

  private Shown password(PasswordRecipientInfo info) {
    return Shown.fields()
        .add("version", info.version())
        .add("keyDerivationAlgorithm", in.algorithm(info.derivation()))
        .add("keyEncryptionAlgorithm", in.algorithm(info.algorithm()))
        .add("encryptedKey", info.encryptedKey())
        .shown();
  }

  private Shown kem(KemRecipientInfo info) {
    return Shown.fields()
        .add("version", info.version())
        .add("rid", in.entity(info.id()))
        .add("kem", in.algorithm(info.kem()))
        .add("kemct", info.ciphertext())
        .add("kdf", in.algorithm(info.kdf()))
        .add("kekLength", info.kekLength())
        .add("ukm", Optional.ofNullable(info.ukm()).map(Shown::octets))
        .add("wrap", in.algorithm(info.wrap()))
        .add("encryptedKey", info.encryptedKey())
        .shown();
  }
}
