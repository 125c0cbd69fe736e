package org.bequest.crypto.secret;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}: salt and hash in base64 without padding.
 *
 * @param memory in KiB
 */
record PhcString(int memory, int iterations, int lanes, byte[] salt, byte[] hash) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  /** What a stored string may make this machine pay (security rule S-35). */
  private static final int MOST_MEMORY = 256 << 10;

  private static final int MOST_ITERATIONS = 10;
  private static final int MOST_LANES = 4;

  /** Empty for anything that is not of this form or is beyond the limits. */
  static Optional<PhcString> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      PhcString phc =
          new PhcString(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              Base64.getDecoder().decode(matcher.group(4)),
              Base64.getDecoder().decode(matcher.group(5)));
      return phc.withinLimits() ? Optional.of(phc) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private boolean withinLimits() {
    return memory <= MOST_MEMORY
        && memory >= 8 * lanes
        && iterations >= 1
        && iterations <= MOST_ITERATIONS
        && lanes >= 1
        && lanes <= MOST_LANES;
  }

  String encode() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memory, iterations, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /** The hash of another password under these parameters. */
  byte[] derive(byte[] password) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] derived = new byte[hash.length];
    argon2.generateBytes(password, derived);
    return derived;
  }
}
