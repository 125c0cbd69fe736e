package org.bequest.admin.message;

import java.time.Instant;

/**
 * What was decided about a request.
 *
 * @param by {@code operator:<name>}
 * @param reason may be empty
 */
public record RequestDecision(String by, Instant at, String reason) {}
