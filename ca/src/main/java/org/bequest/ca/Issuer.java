package org.bequest.ca;

import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The public side of a key that issues: all that a certificate must agree with about its signer.
 *
 * @param id lower-case hex of the SHA-256 of the SubjectPublicKeyInfo: the issuer of every row in
 *     the store
 * @param name the subject of the issuer's certificate, byte for byte
 * @param keyIdentifier the issuer's SubjectKeyIdentifier, which certificates carry as authority key
 *     identifier
 * @param signatureAlgorithm of the certificates it signs
 * @param notAfter nothing that it signs outlives this
 */
public record Issuer(
    String id,
    X500Name name,
    SubjectPublicKeyInfo publicKey,
    byte[] keyIdentifier,
    AlgorithmIdentifier signatureAlgorithm,
    Instant notAfter) {}
