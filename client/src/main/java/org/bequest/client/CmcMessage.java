package org.bequest.client;

import java.time.Clock;
import java.util.Optional;
import org.bequest.client.cmc.Dialogue;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.MediaType;

/**
 * What a dialogue has to say now. Each time that it is sent, for a challenge of HTTP or after a
 * redirect, it is another message: a server takes a nonce once only.
 */
record CmcMessage(Dialogue dialogue, Clock clock) implements Posting {
  @Override
  public MediaType type() {
    return MediaType.CMC_REQUEST;
  }

  @Override
  public Optional<MediaType> accepted() {
    return Optional.empty();
  }

  @Override
  public byte[] body(Optional<ChannelBinding> binding) {
    return Base64Body.encode(dialogue.message(clock.instant()));
  }

  @Override
  public boolean isBase64() {
    return true;
  }

  @Override
  public boolean usedUpTheConnection() {
    return false;
  }
}
