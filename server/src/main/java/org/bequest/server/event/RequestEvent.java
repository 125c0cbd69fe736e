package org.bequest.server.event;

import java.time.Instant;

/**
 * One request, told once, after its answer is known. Text is empty where there is nothing to tell.
 *
 * @param id names the request to client and operator
 * @param path as received, cut to 256 characters
 * @param operation path of the EST operation
 * @param reason name of the Reason of a refusal
 * @param detail why it was refused: never a secret, never the request's own octets
 * @param caller identity of the authenticated caller
 * @param serial of the issued certificate, lower-case hex
 * @param micros from the first octet of the head to the rendering of the answer
 * @param bytes of the answer's body
 */
public record RequestEvent(
    Instant at,
    String id,
    String method,
    String path,
    String label,
    String operation,
    int status,
    String reason,
    String detail,
    String caller,
    String serial,
    long micros,
    int bytes,
    String remote,
    String tls,
    String cipher) {}
