package org.bequest.client;

import java.util.Optional;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.MediaType;

/** A body that is the same on every connection. */
record Message(MediaType type, byte[] body, boolean isBase64) implements Posting {
  /** As the operations of RFC 7030 have it (RFC 8951 section 3). */
  static Message base64(MediaType type, byte[] der) {
    return new Message(type, Base64Body.encode(der), true);
  }

  /** As RFC 8295 has it where it does not say base64. */
  static Message binary(MediaType type, byte[] der) {
    return new Message(type, der, false);
  }

  @Override
  public Optional<MediaType> accepted() {
    return Optional.empty();
  }

  @Override
  public byte[] body(Optional<ChannelBinding> binding) {
    return body;
  }

  @Override
  public boolean usedUpTheConnection() {
    return false;
  }
}
