package org.bequest.admin.message;

import java.time.Instant;

/**
 * A certificate that /cacerts serves.
 *
 * @param kind {@code root}, {@code issuing}, {@code link}
 * @param sha256 of the whole certificate, lower-case hex
 */
public record ServedCertificate(
    String kind, String subject, Instant notBefore, Instant notAfter, String sha256, String pem) {}
