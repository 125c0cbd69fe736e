package org.bequest.server.config;

import java.time.Duration;
import java.util.function.BiConsumer;

/** What must hold of {@code labels.<name>.full-cmc}. */
final class FullCmcChecks {
  private static final Duration LONGEST_WINDOW = Duration.ofDays(30);
  private static final int MOST_REQUESTS = 1_000;
  private static final int DEEPEST = 16;

  private final String label;
  private final FullCmcSettings settings;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  FullCmcChecks(String label, LabelSettings settings, BiConsumer<String, Complaint> fault) {
    this.label = label;
    this.settings = settings.fullCmc();
    this.fault = fault;
  }

  /**
   * @param messages curve of the keys that sign answers
   */
  void run(MessageSettings.Curve messages) {
    boolean cnsa = settings.profile() == FullCmcSettings.CmcProfile.CNSA;
    if (cnsa && messages != MessageSettings.Curve.P384) {
      complain("profile", settings.profile(), "RFC 8756 needs messages.curve: p384");
    }
    Duration window = settings.nonceWindow();
    if (window.toSeconds() < 1 || window.compareTo(LONGEST_WINDOW) > 0) {
      complain("nonce-window", window, "outside of 1s to " + Scalars.show(LONGEST_WINDOW));
    }
    Duration confirm = settings.confirm();
    if (confirm.isNegative() || confirm.compareTo(LONGEST_WINDOW) > 0) {
      complain("confirm", confirm, "outside of 0s to " + Scalars.show(LONGEST_WINDOW));
    }
    if (cnsa && settings.sha1Proofs()) {
      complain("sha1-proofs", true, "RFC 8756 allows SHA-384 and SHA-512 alone");
    }
    within("max-requests", settings.maxRequests(), MOST_REQUESTS);
    within("max-depth", settings.maxDepth(), DEEPEST);
  }

  private void within(String key, int value, int most) {
    if (value < 1 || value > most) {
      complain(key, value, "outside of 1 to " + most);
    }
  }

  private void complain(String key, Object value, String reason) {
    fault.accept(
        "labels." + label + ".full-cmc." + key, new Complaint(Scalars.show(value), reason, ""));
  }
}
