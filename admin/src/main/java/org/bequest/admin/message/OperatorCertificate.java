package org.bequest.admin.message;

/**
 * An operator's certificate.
 *
 * @param pem the certificate, its issuers after it
 */
public record OperatorCertificate(String pem) {}
