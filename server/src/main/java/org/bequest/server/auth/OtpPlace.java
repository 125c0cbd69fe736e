package org.bequest.server.auth;

/** Where a one-time password may stand. */
public enum OtpPlace {
  /** In the head of the request, as the password of HTTP Basic. */
  BASIC,
  /** In the certification request, as otpChallenge (RFC 7894 3.1). */
  OTP_CHALLENGE,
  /**
   * In the certification request, as challengePassword (RFC 2985 5.4.1), which is then no channel
   * binding.
   */
  CHALLENGE_PASSWORD
}
