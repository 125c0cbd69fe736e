package org.bequest.server.config;

import java.util.function.BiConsumer;

/** What is to be archived can be. */
final class ArchiveChecks {
  private final Settings settings;
  private final BiConsumer<String, Complaint> fault;

  ArchiveChecks(Settings settings, BiConsumer<String, Complaint> fault) {
    this.settings = settings;
    this.fault = fault;
  }

  void run() {
    if (settings.archive().certificates().isEmpty()) {
      settings.labels().forEach(this::label);
    }
    if (settings.messages().renewBefore().isNegative()) {
      fault.accept(
          "messages.renew-before",
          new Complaint(Scalars.show(settings.messages().renewBefore()), "not a time", ""));
    }
  }

  private void label(String name, LabelSettings label) {
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
