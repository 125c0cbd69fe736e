package org.bequest.ca.profile;

import java.util.Arrays;
import java.util.Optional;

/** What becomes of an extension that a request asks for (security rule S-20). */
public enum ExtensionTreatment {
  /** Certified as requested. */
  COPY("copy"),
  /** The profile's own value stands instead, or none. */
  REPLACE("replace"),
  /** The request is refused. */
  REFUSE("refuse");

  private final String word;

  ExtensionTreatment(String word) {
    this.word = word;
  }

  static Optional<ExtensionTreatment> named(String word) {
    return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
  }
}
