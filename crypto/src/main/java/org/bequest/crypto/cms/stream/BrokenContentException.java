package org.bequest.crypto.cms.stream;

import java.io.IOException;

/** Octets that do not decrypt or inflate. After the pass that looks for this it means a change. */
final class BrokenContentException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenContentException(String message) {
    super(message);
  }
}
