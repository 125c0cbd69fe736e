package org.bequest.crypto.cms;

import java.security.PrivateKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EntityIdentifier.IssuerAndSerial;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.KekRecipientInfo;
import org.bequest.formats.cms.KemRecipientInfo;
import org.bequest.formats.cms.KeyAgreeRecipientInfo;
import org.bequest.formats.cms.KeyTransRecipientInfo;
import org.bequest.formats.cms.PasswordRecipientInfo;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** A key of ours with which a message may be opened. */
public sealed interface RecipientKey {
  /** A symmetric key that is shared with the sender. */
  record Kek(byte[] keyIdentifier, Secret key) implements RecipientKey {
    @Override
    public boolean isNamedBy(RecipientInfo info) {
      return info instanceof KekRecipientInfo kek
          && new KeyIdentifier(keyIdentifier).equals(new KeyIdentifier(kek.keyIdentifier()));
    }

    @Override
    public Optional<byte[]> unwrap(RecipientInfo info, int octets) {
      return info instanceof KekRecipientInfo kek ? KekKeys.unwrap(kek, key) : Optional.empty();
    }
  }

  /** A private key, by any of these names. */
  record Private(PrivateKey key, Set<EntityIdentifier> ids) implements RecipientKey {
    public Private {
      ids = Set.copyOf(ids);
    }

    /** By all names that its certificate gives it. */
    public static Private of(PrivateKey key, X509CertificateHolder certificate) {
      Set<EntityIdentifier> ids = new LinkedHashSet<>();
      ids.add(IssuerAndSerial.of(certificate));
      ids.add(
          KeyIdentifier.of(certificate)
              .orElseGet(
                  () -> new KeyIdentifier(SignerKeys.hash(certificate.getSubjectPublicKeyInfo()))));
      return new Private(key, ids);
    }

    /** By a name that was agreed on (RFC 7030 section 4.4.1.2). */
    public static Private of(PrivateKey key, byte[] keyIdentifier) {
      return new Private(key, Set.of(new KeyIdentifier(keyIdentifier)));
    }

    @Override
    public boolean isNamedBy(RecipientInfo info) {
      return switch (info) {
        case KeyTransRecipientInfo transport -> ids.contains(transport.id());
        case KeyAgreeRecipientInfo agreement ->
            agreement.encryptedKeys().stream().anyMatch(k -> ids.contains(k.id()));
        case KemRecipientInfo kem -> ids.contains(kem.id());
        case KekRecipientInfo _, PasswordRecipientInfo _, RecipientInfo.Unknown _ -> false;
      };
    }

    @Override
    public Optional<byte[]> unwrap(RecipientInfo info, int octets) {
      return switch (info) {
        case KeyTransRecipientInfo transport -> TransportKeys.unwrap(transport, key, octets);
        case KeyAgreeRecipientInfo agreement -> AgreementKeys.unwrap(agreement, this);
        case KemRecipientInfo kem -> KemKeys.unwrap(kem, key);
        case KekRecipientInfo _, PasswordRecipientInfo _, RecipientInfo.Unknown _ ->
            Optional.empty();
      };
    }

    @Override
    public String toString() {
      return "Private" + ids;
    }
  }

  /** A password. No message names it: each that asks for one is tried. */
  record Password(Secret password) implements RecipientKey {
    @Override
    public boolean isNamedBy(RecipientInfo info) {
      return info instanceof PasswordRecipientInfo;
    }

    @Override
    public Optional<byte[]> unwrap(RecipientInfo info, int octets) {
      return info instanceof PasswordRecipientInfo pwri
          ? PasswordKeys.unwrap(pwri, password)
          : Optional.empty();
    }
  }

  boolean isNamedBy(RecipientInfo info);

  /** The shared symmetric keys among these. */
  static List<Kek> keks(List<? extends RecipientKey> keys) {
    return keys.stream().filter(Kek.class::isInstance).map(Kek.class::cast).toList();
  }

  /**
   * The key of the content. Where the algorithm itself cannot tell a wrong one, it may be random.
   *
   * @param octets that the content's cipher wants
   */
  Optional<byte[]> unwrap(RecipientInfo info, int octets);
}
