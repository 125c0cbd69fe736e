package org.bequest.server.config;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;

/** Rules about made keys under which nobody could get one. */
final class KeygenChecks {
  private final String label;
  private final LabelSettings settings;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  KeygenChecks(String label, LabelSettings settings, BiConsumer<String, Complaint> fault) {
    this.label = label;
    this.settings = settings;
    this.fault = fault;
  }

  /**
   * @param profile of the label
   * @param sealed whether there is a sealing key, without which nothing is registered for a device
   */
  void run(Profile profile, boolean sealed) {
    String word = settings.keygen().key();
    Optional<KeyAlgorithm> key = KeyAlgorithm.named(word);
    if (!word.isEmpty() && key.filter(profile.algorithms()::contains).isEmpty()) {
      complain("key", word, "not a kind of key that profile " + profile.name() + " has", "");
    }
    boolean elsewhere = !settings.authority().equals(AuthoritySettings.LOCAL);
    if (elsewhere && key.filter(k -> !k.signs()).isPresent()) {
      complain(
          "key", word, "authority " + settings.authority() + " wants requests that are signed", "");
    }
    if (settings.keygen().offered() && !sealed) {
      protection();
    }
  }

  private void protection() {
    String help = "configure secrets.sealing-key";
    if (settings.keygen().protection() == KeygenSettings.Protection.REQUIRED) {
      complain("protection", "required", "no key can be registered for a device", help);
    }
    if (settings.keygen().pkcs12() == KeygenSettings.Pkcs12.ALWAYS) {
      complain("pkcs12", "always", "no password can be registered for a device", help);
    }
  }

  private void complain(String key, String value, String reason, String suggestion) {
    fault.accept("labels." + label + ".keygen." + key, new Complaint(value, reason, suggestion));
  }
}
