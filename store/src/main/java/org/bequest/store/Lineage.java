package org.bequest.store;

import java.math.BigInteger;
import java.time.Instant;

/**
 * Where a renewed certificate comes from; carried on from certificate to certificate, so that a
 * chain of renewals can be brought to an end (security rule S-07).
 *
 * @param since when the first of the line was issued
 * @param first serial number of that one
 * @param previous serial number of the certificate that this one renews
 * @param renewals how many renewals lie between the first and this one
 * @param sameKey how many of the last of them kept the key
 */
public record Lineage(
    Instant since, BigInteger first, BigInteger previous, int renewals, int sameKey) {
  /** The line of a certificate that renews this one. */
  public static Lineage after(CertificateRow renewed, boolean keyKept) {
    return renewed
        .lineage()
        .map(line ->
            new Lineage(
                line.since,
                line.first,
                renewed.serial(),
                line.renewals + 1,
                keyKept ? line.sameKey + 1 : 0))
        .orElseGet(() ->
            new Lineage(
                renewed.issuedAt(), renewed.serial(), renewed.serial(), 1, keyKept ? 1 : 0));
  }
}
