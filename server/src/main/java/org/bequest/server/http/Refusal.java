package org.bequest.server.http;

/**
 * Why a request was answered before any service saw it.
 *
 * @param id that stands in the answer
 * @param status of the answer
 * @param detail one clause; nothing of the request's own octets
 * @param bytes of the answer's body
 */
public record Refusal(String id, int status, String detail, int bytes) {}
