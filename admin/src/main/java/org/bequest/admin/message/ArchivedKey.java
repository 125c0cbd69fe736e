package org.bequest.admin.message;

import java.time.Instant;

/**
 * A line of the archive of keys.
 *
 * @param serial of the key's certificate, hexadecimal
 * @param issuer id of the key that signed it
 * @param identity who asked for it
 * @param recovery SHA-256 of the certificate of each recovery key, in hexadecimal with blanks
 *     between
 */
public record ArchivedKey(
    String serial,
    String issuer,
    String subject,
    String identity,
    Instant archivedAt,
    String recovery) {}
