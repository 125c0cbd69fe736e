package org.bequest.server.config;

import java.util.function.BiConsumer;

/** Passwords that are needed, and keys that are to be kept but could not be. */
final class SecretChecks {
  private final Settings settings;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  SecretChecks(Settings settings, BiConsumer<String, Complaint> fault) {
    this.settings = settings;
    this.fault = fault;
  }

  void run() {
    password("tls.password", settings.tls().password());
    password("ca.password", settings.ca().password());
    settings
        .keyAgreement()
        .forEach((n, k) -> password("key-agreement." + n + ".password", k.password()));
    settings
        .authorities()
        .est()
        .forEach((n, a) -> password("authorities.est." + n + ".password", a.password()));
    if (settings.messages().renewBefore().isNegative()) {
      fault.accept(
          "messages.renew-before",
          new Complaint(Scalars.show(settings.messages().renewBefore()), "not a time", ""));
    }
    if (settings.archive().certificates().isEmpty()) {
      settings.labels().forEach(this::archive);
    }
  }

  private void password(String key, SecretReference reference) {
    if (reference instanceof SecretReference.None) {
      fault.accept(key, new Complaint("none", "a password is needed here", ""));
    }
  }

  private void archive(String name, LabelSettings label) {
    if (label.keygen().archive()) {
      fault.accept(
          "labels." + name + ".keygen.archive",
          new Complaint(
              "true",
              "there is no recovery key to archive for",
              "name its certificate in archive.certificates"));
    }
  }
}
