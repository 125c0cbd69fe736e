package org.bequest.server.endpoint.cmc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.bequest.crypto.cmc.CmcDigest;
import org.bequest.crypto.cmc.CmcMac;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.label.FullCmcRules;
import org.bequest.store.CmcMessages;

/**
 * Step 4: nonces and transactions (RFC 5272 6.6, security rule S-22). A nonce that comes back must
 * be one of ours, made for this transaction: that shows in itself, however long ago it was. What a
 * sender has sent before is not heard again. It comes after step 5, so that strangers can neither
 * fill the memory nor use up somebody's nonce.
 */
final class Nonces implements Step {
  /** More of one sender within the window are not served. */
  private static final int MOST_OF_ONE_SENDER = 10_000;

  private static final int RANDOM_OCTETS = 16;

  @Override
  public boolean take(CmcMessage message) {
    fault(message).ifPresent(message::fail);
    return !message.hasEnded();
  }

  private static Optional<PartOutcome.Failed> fault(CmcMessage message) {
    FullCmcRules.Nonces rules = message.label().fullCmc().nonces();
    Optional<SenderNonce> sent = message.control(SenderNonce.class);
    if (sent.isEmpty() && rules.required() && message.place().isEmpty()) {
      return Optional.of(PartOutcome.failed(Reason.BAD_REQUEST, "there is no senderNonce"));
    }
    boolean strange =
        message.place().isEmpty()
            && message.control(RecipientNonce.class).stream()
                .anyMatch(n -> !isOurs(message, n.nonce().bytes()));
    return strange
        ? Optional.of(
            PartOutcome.failed(
                Reason.BAD_REQUEST, "recipientNonce was not sent from here in this transaction"))
        : sent.flatMap(n -> heard(message, n.nonce().bytes(), rules));
  }

  private static Optional<PartOutcome.Failed> heard(
      CmcMessage message, byte[] nonce, FullCmcRules.Nonces rules) {
    if (message.requester().isEmpty()) {
      return Optional.empty();
    }
    Instant now = message.services().clock().instant();
    String sender = message.label().name() + " " + message.requester().get().identity();
    byte[] own = CmcDigest.SHA256.of(transaction(message), nonce);
    CmcMessages.Message heard = new CmcMessages.Message(sender, own, now.plus(rules.window()));
    return switch (message.services().store().cmcMessages().hear(heard, MOST_OF_ONE_SENDER, now)) {
      case FIRST_TIME -> Optional.empty();
      case AGAIN ->
          Optional.of(
              PartOutcome.failed(
                  Reason.CONFLICT, CmcFailInfo.BAD_REQUEST, "this senderNonce was heard before"));
      case TOO_MANY ->
          Optional.of(PartOutcome.failed(Reason.TOO_MANY_REQUESTS, "too many messages"));
    };
  }

  /** One that tells us later that it is ours. */
  static Octets fresh(CmcMessage message) {
    byte[] random = new byte[RANDOM_OCTETS];
    new SecureRandom().nextBytes(random);
    byte[] tag = tag(message, random);
    return Octets.of(ByteBuffer.allocate(random.length + tag.length).put(random).put(tag).array());
  }

  private static boolean isOurs(CmcMessage message, byte[] nonce) {
    if (nonce.length <= RANDOM_OCTETS) {
      return false;
    }
    byte[] random = Arrays.copyOf(nonce, RANDOM_OCTETS);
    byte[] tag = Arrays.copyOfRange(nonce, RANDOM_OCTETS, nonce.length);
    return MessageDigest.isEqual(tag, tag(message, random));
  }

  private static byte[] tag(CmcMessage message, byte[] random) {
    byte[] text = CmcDigest.SHA256.of(transaction(message), random);
    return CmcMac.HMAC_SHA256.of(message.services().seed().get(), text);
  }

  /** With a blank at its end, which no number has. */
  private static byte[] transaction(CmcMessage message) {
    String id = message.control(TransactionId.class).map(t -> t.id().toString()).orElse("");
    return (id + " ").getBytes(StandardCharsets.US_ASCII);
  }
}
