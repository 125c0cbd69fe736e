package org.bequest.formats.tamp;

import java.util.Optional;

/** What is sent to a store. It is always signed (RFC 5934 section 4). */
public sealed interface TampRequest extends TampMessage
    permits TampStatusQuery, TampUpdate, TampApexUpdate, TampCommunityUpdate, SequenceNumberAdjust {
  /** For whom it is, and which of its signer's it is. */
  TampMsgRef msgRef();

  @Override
  default Optional<TampMsgRef> reference() {
    return Optional.of(msgRef());
  }
}
