package org.bequest.admin.message;

import java.util.Map;

/**
 * A request to be tried under a label, and by whom.
 *
 * @param operation {@code simpleenroll} or {@code simplereenroll}
 * @param csr PEM, or base64 of the DER
 * @param certificate PEM of the client certificate, its issuers after it; empty for none
 * @param user name of a user; empty for none
 * @param otp name of a device with a one-time password; empty for none
 * @param claims of a token; none for no token
 */
public record NewTrial(
    String operation,
    String csr,
    String certificate,
    String user,
    String otp,
    Map<String, Object> claims) {}
