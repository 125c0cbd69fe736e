package org.bequest.ca.names;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;

/**
 * Whether a common name could be taken for the name of a host, by software that still looks there
 * for one (RFC 9525 section 1.4 forbids it): two labels or more that end in one with a letter, with
 * or without a wildcard and a dot at the end, also in the script of an internationalised name; or
 * an IP address. A single label, as most names of devices are, is none.
 */
public final class HostLikeName {
  /** The full stops of IDNA: RFC 3490 section 3.1. */
  private static final Pattern DOT = Pattern.compile("[.\\u3002\\uff0e\\uff61]");

  private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]+");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  private HostLikeName() {}

  public static boolean is(String text) {
    String bare = text.strip();
    return IPAddress.isValid(bare) || isDotted(bare);
  }

  private static boolean isDotted(String text) {
    List<String> labels = new ArrayList<>(List.of(DOT.split(text, -1)));
    if (labels.getLast().isEmpty()) {
      labels.removeLast();
    }
    return labels.size() > 1
        && LETTER.matcher(labels.getLast()).find()
        && (labels.getFirst().indexOf('*') >= 0 || isLabel(labels.getFirst()))
        && labels.stream().skip(1).allMatch(HostLikeName::isLabel);
  }

  private static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }
}
