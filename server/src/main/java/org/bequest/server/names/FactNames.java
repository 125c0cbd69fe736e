package org.bequest.server.names;

import java.util.Set;

/** The names of facts that rules may use. */
final class FactNames {
  private static final String CLAIM = "token.";
  private static final Set<String> FIXED =
      Set.of(
          "user",
          "otp.name",
          "cert.subject",
          "cert.cn",
          "cert.serial-number",
          "cert.o",
          "cert.ou",
          "cert.uid",
          "cert.dns",
          "cert.ip",
          "cert.uri",
          "cert.email",
          "cert.upn",
          "cert.hardware-type",
          "cert.hardware-serial",
          "cert.hardware-serial-hex");

  private FactNames() {}

  static boolean known(String key) {
    return FIXED.contains(key) || (key.startsWith(CLAIM) && key.length() > CLAIM.length());
  }

  /**
   * @throws IllegalArgumentException when there is no such fact
   */
  static String checked(String key) {
    if (!known(key)) {
      throw new IllegalArgumentException(
          "names no fact with ${"
              + key
              + "}: there are "
              + String.join(", ", FIXED.stream().sorted().toList())
              + ", token.<claim>");
    }
    return key;
  }
}
