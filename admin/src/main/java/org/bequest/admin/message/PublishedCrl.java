package org.bequest.admin.message;

/**
 * A CRL that is served from now on.
 *
 * @param number of its cRLNumber extension
 * @param size octets of its DER
 */
public record PublishedCrl(long number, int size) {}
