package org.bequest.crypto.cms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.PasswordRecipientInfo;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Tries the keys that a message names.
 *
 * @param octets of the key that the message's cipher or MAC wants
 * @param iterations that a password may be put through
 */
record KeySearch(List<RecipientInfo> recipients, int octets, int iterations) {
  /** Each costs as much as the sender likes, up to the limit (security rule S-35). */
  private static final int MOST_PASSWORD_RECIPIENTS = 2;

  /** Octets without their type yet, or why there are none. */
  sealed interface Found {
    record Plaintext(byte[] octets) implements Found {}

    record Nothing(Opening why) implements Found {}

    default Opening as(ASN1ObjectIdentifier type) {
      return switch (this) {
        case Plaintext plaintext -> new Opening.Opened(new Content(type, plaintext.octets()));
        case Nothing nothing -> nothing.why();
      };
    }
  }

  /**
   * @param read what the key of the content opens; empty when it does not
   */
  Found open(List<? extends RecipientKey> keys, Function<byte[], Optional<byte[]>> read) {
    if (passwordRecipients().count() > MOST_PASSWORD_RECIPIENTS) {
      return new Found.Nothing(new Opening.Refused("too many password recipients"));
    }
    if (passwordRecipients().anyMatch(info -> PasswordKeys.iterates(info, iterations))) {
      return new Found.Nothing(new Opening.Refused("more than " + iterations + " iterations"));
    }
    List<Pair> pairs = pairs(keys);
    if (pairs.isEmpty()) {
      return new Found.Nothing(new Opening.NotForUs());
    }
    return pairs.stream()
        .flatMap(pair -> pair.key.unwrap(pair.recipient, octets).stream())
        .flatMap(key -> read(key, read).stream())
        .<Found>map(Found.Plaintext::new)
        .findFirst()
        .orElseGet(() -> new Found.Nothing(new Opening.Failed()));
  }

  private record Pair(RecipientInfo recipient, RecipientKey key) {}

  private List<Pair> pairs(List<? extends RecipientKey> keys) {
    return recipients.stream()
        .flatMap(recipient ->
            keys.stream()
                .filter(key -> key.isNamedBy(recipient))
                .map(key -> new Pair(recipient, key)))
        .toList();
  }

  private static Optional<byte[]> read(byte[] key, Function<byte[], Optional<byte[]>> read) {
    try {
      return read.apply(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private Stream<PasswordRecipientInfo> passwordRecipients() {
    return recipients.stream()
        .filter(PasswordRecipientInfo.class::isInstance)
        .map(PasswordRecipientInfo.class::cast);
  }
}
