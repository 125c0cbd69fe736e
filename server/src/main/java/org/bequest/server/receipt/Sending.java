package org.bequest.server.receipt;

import java.util.Optional;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A package that is about to leave.
 *
 * @param requestId of the request that it answers
 * @param label as the label calls itself; empty for the default label
 * @param identity of the caller
 * @param form how the key is wrapped, for operators: {@code pkcs8}, {@code enveloped}, {@code
 *     pkcs12}
 * @param certificate of the key in it
 * @param id that the package bears in a signed attribute; empty when it bears none
 * @param receiptAsked whether that attribute asks for a receipt
 */
public record Sending(
    String requestId,
    String label,
    String identity,
    String form,
    X509CertificateHolder certificate,
    Optional<PackageId> id,
    boolean receiptAsked) {}
