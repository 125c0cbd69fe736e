package org.bequest.client;

/** Values for the challenge attributes of RFC 7894; an empty one is not sent. */
public final class ChallengeSecrets {
  private static final ChallengeSecrets NONE = new ChallengeSecrets("", "");

  private final String otp;
  private final String revocation;

  private ChallengeSecrets(String otp, String revocation) {
    this.otp = otp;
    this.revocation = revocation;
  }

  public static ChallengeSecrets none() {
    return NONE;
  }

  /** RFC 7894 3.1: at most 255 characters. */
  public ChallengeSecrets withOtp(String value) {
    return new ChallengeSecrets(checked(value), revocation);
  }

  /** RFC 7894 3.2: at most 255 characters. */
  public ChallengeSecrets withRevocation(String value) {
    return new ChallengeSecrets(otp, checked(value));
  }

  String otp() {
    return otp;
  }

  String revocation() {
    return revocation;
  }

  private static String checked(String value) {
    if (value.isEmpty() || value.length() > 255) {
      throw new IllegalArgumentException("a challenge has 1 to 255 characters");
    }
    return value;
  }

  @Override
  public String toString() {
    return "ChallengeSecrets";
  }
}
