package org.bequest.ca.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bequest.store.Lineage;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whether a key may be certified for somebody: it is not certified for somebody else already
 * (security rule S-14), and no certificate of it was revoked for its compromise (S-07). It is the
 * requester's own when the other certificate has the same subject, or is the one that the requester
 * came with for itself, or is of the same line of renewals, in which names may change: a
 * registration authority's key is not for those that it asks for.
 */
record KeyOwner(CertificateStore certificates) {
  /**
   * For whom a key is to be certified.
   *
   * @param lineage of a renewal
   */
  record Claim(SubjectNames names, Requester requester, Optional<Lineage> lineage) {}

  Optional<Decision.Refused> check(byte[] spkiSha256, Claim claim) {
    for (CertificateRow row : certificates.againstKey(spkiSha256, claim.names().subjectText())) {
      if (row.revocation().isPresent()) {
        return Optional.of(
            new Decision.Refused(
                Reason.BAD_KEY, "the key is reported as compromised: make a new one"));
      }
      if (!isOwn(row, claim)) {
        return Optional.of(
            new Decision.Refused(Reason.BAD_KEY, "the key is certified for somebody else already"));
      }
    }
    return Optional.empty();
  }

  private static boolean isOwn(CertificateRow row, Claim claim) {
    return CertificateNames.of(row).sameSubject(claim.names())
        || claim.lineage().filter(line -> line.first().equals(first(row))).isPresent()
        || isPresented(row, claim.requester());
  }

  private static boolean isPresented(CertificateRow row, Requester requester) {
    return !(requester.role() instanceof Role.Registrar)
        && requester.certificate().filter(c -> c.equals(holder(row))).isPresent();
  }

  /** Serial number of the first of its line. */
  private static BigInteger first(CertificateRow row) {
    return row.lineage().map(Lineage::first).orElse(row.serial());
  }

  private static X509CertificateHolder holder(CertificateRow row) {
    try {
      return new X509CertificateHolder(row.encoded());
    } catch (IOException e) {
      throw new UncheckedIOException("the store has a row that is no certificate", e);
    }
  }
}
