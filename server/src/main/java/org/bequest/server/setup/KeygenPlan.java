package org.bequest.server.setup;

import java.util.Optional;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.KeyMaker;
import org.bequest.server.config.KeygenSettings;
import org.bequest.server.config.KeygenSettings.Pkcs12;
import org.bequest.server.config.KeygenSettings.Protection;
import org.bequest.server.label.KeyGeneration;
import org.bequest.server.secret.ServiceSecrets;

/** From the settings of a label to how it makes keys. */
final class KeygenPlan {
  private final KeyGeneration.Maker maker;

  KeygenPlan(ServiceSecrets secrets) {
    this.maker = new KeyGeneration.Maker(new KeyMaker(), secrets);
  }

  KeyGeneration of(KeygenSettings settings, Profile profile) {
    return settings.offered()
        ? new KeyGeneration(
            new KeyGeneration.Keys(profile.algorithms(), KeyAlgorithm.named(settings.key())),
            handover(settings),
            settings.archive(),
            Optional.of(maker))
        : KeyGeneration.OFF;
  }

  private static KeyGeneration.Handover handover(KeygenSettings settings) {
    return new KeyGeneration.Handover(
        settings.protection() == Protection.REQUIRED,
        settings.transport(),
        new KeyGeneration.Packaging(
            settings.packaging(),
            settings.choice(),
            settings.signedOutside(),
            settings.bare(),
            settings.receipt()),
        new KeyGeneration.Pkcs12Rules(settings.pkcs12() == Pkcs12.ALWAYS, settings.pkcs12Mac()));
  }
}
