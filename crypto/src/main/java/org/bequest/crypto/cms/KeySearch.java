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
public record KeySearch(List<RecipientInfo> recipients, int octets, int iterations) {
  /** Each costs as much as the sender likes, up to the limit (security rule S-35). */
  private static final int MOST_PASSWORD_RECIPIENTS = 2;

  public KeySearch {
    recipients = List.copyOf(recipients);
  }

  /** What a key opened, or why there is nothing. */
  public sealed interface Found<T> {
    record Opened<T>(T value) implements Found<T> {}

    record Nothing<T>(Opening why) implements Found<T> {}
  }

  /**
   * @param type of the content
   */
  Opening open(
      List<? extends RecipientKey> keys,
      ASN1ObjectIdentifier type,
      Function<byte[], Optional<byte[]>> read) {
    return switch (search(keys, read)) {
      case Found.Opened<byte[]>(var plaintext) -> new Opening.Opened(new Content(type, plaintext));
      case Found.Nothing<byte[]>(var why) -> why;
    };
  }

  /**
   * @param read what the key of the content opens; empty when it does not. The key is wiped after
   *     it.
   */
  public <T> Found<T> search(
      List<? extends RecipientKey> keys, Function<byte[], Optional<T>> read) {
    if (passwordRecipients().count() > MOST_PASSWORD_RECIPIENTS) {
      return new Found.Nothing<>(new Opening.Refused("too many password recipients"));
    }
    if (passwordRecipients().anyMatch(info -> PasswordKeys.iterates(info, iterations))) {
      return new Found.Nothing<>(new Opening.Refused("more than " + iterations + " iterations"));
    }
    List<Pair> pairs = pairs(keys);
    if (pairs.isEmpty()) {
      return new Found.Nothing<>(new Opening.NotForUs());
    }
    return pairs.stream()
        .flatMap(pair -> pair.key.unwrap(pair.recipient, octets).stream())
        .flatMap(key -> read(key, read).stream())
        .<Found<T>>map(Found.Opened::new)
        .findFirst()
        .orElseGet(() -> new Found.Nothing<>(new Opening.Failed()));
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

  private static <T> Optional<T> read(byte[] key, Function<byte[], Optional<T>> read) {
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
