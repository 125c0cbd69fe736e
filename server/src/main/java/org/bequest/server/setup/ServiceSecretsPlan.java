package org.bequest.server.setup;

import java.time.InstantSource;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.server.config.Settings;
import org.bequest.server.secret.ServiceSecrets;
import org.bequest.server.secret.Vault;
import org.bequest.store.Store;

/** From the settings to what the service keeps secret; opens nothing that is not used. */
final class ServiceSecretsPlan {
  private ServiceSecretsPlan() {}

  static ServiceSecrets of(
      Settings settings, Store store, ServiceCertificates certificates, InstantSource clock) {
    return new ServiceSecrets(
        new Vault(
            store.sharedSecrets(), new SealingKeyFile(settings.secrets().sealingKey()), clock),
        new MessageKeys(settings.messages(), certificates, clock),
        RecoveryCertificates.open(settings.archive()));
  }
}
