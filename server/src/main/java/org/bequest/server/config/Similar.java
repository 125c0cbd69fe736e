package org.bequest.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what somebody meant. */
final class Similar {
  private Similar() {}

  /** {@code did you mean "profile"?}, or nothing when no candidate is near. */
  static String hint(String written, Collection<String> candidates) {
    String plain = plain(written);
    return candidates.stream()
        .min(Comparator.comparingInt(c -> distance(plain, plain(c))))
        .filter(c -> distance(plain, plain(c)) <= Math.max(1, c.length() / 3))
        .map(c -> "did you mean \"" + c + "\"?")
        .orElse("");
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
