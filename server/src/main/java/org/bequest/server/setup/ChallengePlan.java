package org.bequest.server.setup;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Map;
import org.bequest.crypto.KeyAgreementKey;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.server.config.ChallengeSettings;
import org.bequest.server.config.KeyAgreementSettings;
import org.bequest.server.config.Settings;
import org.bequest.server.label.Challenges;
import org.bequest.server.setup.StartException.Kind;
import org.bouncycastle.cert.X509CertificateHolder;

/** How labels judge what a request proves: from the settings, with the keys that it takes. */
final class ChallengePlan {
  private final ProofOfPossession possession;

  /**
   * Opens every key store of {@code key-agreement}.
   *
   * @throws StartException when one cannot be opened, or holds what cannot agree
   */
  ChallengePlan(Settings settings) {
    this.possession =
        new ProofOfPossession(
            settings.keyAgreement().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(e -> keys("key-agreement." + e.getKey(), e.getValue()).stream())
                .toList());
  }

  Challenges of(ChallengeSettings label) {
    return new Challenges(label.linkingOfRegistrars(), label.revocation(), possession);
  }

  private static List<KeyAgreementKey> keys(String key, KeyAgreementSettings settings) {
    try (Secret password = Secrets.resolve(key + ".key-store", settings.password())) {
      return KeyStoreFile.read(settings.keyStore(), password).stream()
          .map(ChallengePlan::key)
          .toList();
    } catch (MalformedException | IllegalArgumentException e) {
      throw failed(key, settings, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw failed(key, settings, "no such file, or no permission", e);
    }
  }

  private static KeyAgreementKey key(KeyStoreFile.Entry entry) {
    try {
      return new KeyAgreementKey(
          entry.key(), new X509CertificateHolder(entry.chain().getFirst().getEncoded()));
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalArgumentException("its certificate cannot be read", e);
    }
  }

  private static StartException failed(
      String key, KeyAgreementSettings settings, String why, Exception cause) {
    return new StartException(
        Kind.LOCAL, settings.keyStore() + " (" + key + ".key-store) cannot be used: " + why, cause);
  }
}
