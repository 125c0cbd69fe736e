package org.bequest.formats.keys.pskc;

import org.bequest.formats.MalformedException;

/**
 * How a PIN takes part in the use of a key (RFC 6030 section 5).
 *
 * <pre>
 * PINUsageMode ::= UTF8String ("Local" | "Prepend" | "Append" | "Algorithmic")
 *                                                     -- RFC 6031 section 3.3.5
 * </pre>
 */
public enum PinUsageMode {
  /** The device checks it and enforces the policy; in every other mode, the server does. */
  LOCAL("Local"),
  PREPEND("Prepend"),
  APPEND("Append"),
  ALGORITHMIC("Algorithmic");

  private final String word;

  PinUsageMode(String word) {
    this.word = word;
  }

  /** As the RFC writes it. */
  public String word() {
    return word;
  }

  static PinUsageMode of(String word, String path) throws MalformedException {
    for (PinUsageMode mode : values()) {
      if (mode.word.equals(word)) {
        return mode;
      }
    }
    throw new MalformedException("unknown mode at " + path);
  }
}
