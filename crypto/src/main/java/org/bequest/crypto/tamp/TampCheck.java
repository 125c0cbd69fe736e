package org.bequest.crypto.tamp;

import java.util.Optional;
import org.bequest.formats.tamp.StatusCode;
import org.bequest.formats.tamp.TampError;
import org.bequest.formats.tamp.TampMessage;
import org.bequest.formats.tamp.TampMessageType;
import org.bequest.formats.tamp.TampMsgRef;

/**
 * What a message is worth, before anybody asks for its target, its number and its signer's right.
 */
public sealed interface TampCheck {
  /** In the profile of RFC 5934, and signed by whoever is named here. */
  record Accepted(TampMessage message, TampSigner signer) implements TampCheck {}

  /**
   * @param detail one clause fit for the peer
   * @param type empty when it cannot be made out
   * @param reference of the message, when it could be read; nobody vouches for it
   */
  record Refused(
      StatusCode status,
      String detail,
      Optional<TampMessageType> type,
      Optional<TampMsgRef> reference)
      implements TampCheck {
    /**
     * What a store answers. Empty when the type is not known: then there is no answer in this
     * protocol (RFC 5934 section 4.11); and for answers, which are not answered.
     */
    public Optional<TampError> error() {
      return type.filter(TampMessageType::isRequest)
          .map(t -> new TampError(t.identifier(), status, reference));
    }
  }
}
