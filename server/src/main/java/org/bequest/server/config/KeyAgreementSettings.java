package org.bequest.server.config;

import java.nio.file.Path;

/**
 * A key with which those agree who ask for a certificate of a key that cannot sign (RFC 6955).
 *
 * @param keyStore PKCS#12 file with the key and its certificate
 */
public record KeyAgreementSettings(Path keyStore, SecretReference password) {}
