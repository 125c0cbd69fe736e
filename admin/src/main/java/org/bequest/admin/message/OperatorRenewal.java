package org.bequest.admin.message;

/**
 * Asks for the operator's next certificate.
 *
 * @param csr PKCS#10 in base64, for {@code OU=operators,CN=<the operator>}
 */
public record OperatorRenewal(String csr) {}
