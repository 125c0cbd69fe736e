package org.bequest.crypto.tamp;

import java.util.List;
import org.bequest.crypto.Signer;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.tamp.ContingencyDecryptKey;
import org.bequest.formats.tamp.TampApexUpdate;
import org.bequest.formats.tamp.TampMessage;
import org.bequest.formats.tamp.TampUpdate;
import org.bequest.formats.tamp.TrustAnchorUpdate;

/**
 * Signs messages in the profile of RFC 5934 section 2: one signer, named by its key identifier,
 * with content-type and message-digest as signed attributes and nothing else. What is not signed is
 * {@link TampMessage#content} as it is; it must not be a request.
 *
 * <p>A message is signed once and its octets are kept: each signature takes a sequence number
 * (section 6).
 */
public final class SignedTamp {
  private SignedTamp() {}

  /**
   * For an anchor that signs itself, the signer has no certificates; for one whom an anchor vouches
   * for, its own and those above; for a store, its own at most (section 2.2).
   *
   * @throws IllegalArgumentException for a signer that is not named by its key identifier, and for
   *     an update that would add an apex
   */
  public static Content of(TampMessage message, MessageSigner signer) {
    require(signer.id() instanceof KeyIdentifier, "the signer has no key identifier");
    require(!addsApex(message), "an added anchor is no apex");
    return SignedMessage.sign(message.content(), signer);
  }

  /**
   * Signed by the contingency key, with the key that opens it.
   *
   * @throws IllegalArgumentException when the sequence number is not zero (section 4.5)
   */
  public static Content byContingencyKey(
      TampApexUpdate update, Signer contingency, KeyIdentifier id, ContingencyDecryptKey opener) {
    require(update.msgRef().seqNum() == 0, "the sequence number is not zero");
    return SignedMessage.of(update.content())
        .by(new MessageSigner(contingency, id, List.of()))
        .unsignedAttribute(opener.toAttribute())
        .sign();
  }

  private static boolean addsApex(TampMessage message) {
    return message instanceof TampUpdate update
        && update.updates().stream()
            .anyMatch(u -> u instanceof TrustAnchorUpdate.Add add && add.claimsApex());
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
