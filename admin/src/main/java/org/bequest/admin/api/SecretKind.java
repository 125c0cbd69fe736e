package org.bequest.admin.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bequest.store.SharedSecrets.Kind;

/** The kinds of shared secrets by their words. */
final class SecretKind {
  private SecretKind() {}

  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Kind> of(String word) {
    return Arrays.stream(Kind.values()).filter(k -> word(k).equals(word)).findFirst();
  }

  static String all() {
    return Arrays.stream(Kind.values()).map(SecretKind::word).collect(Collectors.joining(", "));
  }
}
