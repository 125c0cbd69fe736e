package org.bequest.client;

import java.util.Optional;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.formats.wire.MediaType;

/** What a POST carries. */
sealed interface Posting permits Submission, Message, CmcMessage {
  MediaType type();

  /** What the answer may be; empty for whatever the server has. */
  Optional<MediaType> accepted();

  /** As it goes over the wire, on a connection of this binding. */
  byte[] body(Optional<ChannelBinding> binding);

  /** Whether the body is base64, and to be called so. */
  boolean isBase64();

  /** Whether the connection that carried it serves for nothing else. */
  boolean usedUpTheConnection();
}
