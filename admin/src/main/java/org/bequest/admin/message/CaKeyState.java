package org.bequest.admin.message;

import java.time.Instant;

/**
 * One key of the authority.
 *
 * @param number 1 for the first
 * @param role {@code next}, {@code current}, {@code old}, {@code retired}
 * @param since when it got this role
 * @param id SHA-256 of its SubjectPublicKeyInfo, lower-case hex
 * @param file name of its file
 * @param subject empty, like what follows it, when the key is retired
 * @param inUse certificates of it that are neither revoked nor expired
 * @param notFollowed subjects of these without one of the key that issues now
 * @param lastEnds when the last of them expires; the epoch when there is none
 */
public record CaKeyState(
    int number,
    String role,
    Instant since,
    String id,
    String file,
    String subject,
    Instant notAfter,
    String root,
    Instant rootNotAfter,
    String rootSha256,
    long inUse,
    long notFollowed,
    Instant lastEnds) {}
