package org.bequest.formats.asn1;

/**
 * What an encoding may cost before anything is built from it (security rule S-50).
 *
 * @param octets of the whole encoding
 * @param depth of nesting; the outermost element has depth 1
 * @param elements counted over all depths
 */
public record Limits(int octets, int depth, int elements) {}
