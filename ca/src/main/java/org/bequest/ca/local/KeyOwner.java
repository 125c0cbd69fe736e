package org.bequest.ca.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whether a key may be certified for somebody: it is not certified for somebody else already
 * (security rule S-14), and no certificate of it was revoked for its compromise (S-07). It is the
 * requester's own when the other certificate has the same subject, or is the one that the requester
 * came with for itself: a registration authority's key is not for those that it asks for.
 */
record KeyOwner(CertificateStore certificates) {
  Optional<Decision.Refused> check(byte[] spkiSha256, SubjectNames names, Requester requester) {
    for (CertificateRow row : certificates.againstKey(spkiSha256, names.subjectText())) {
      if (row.revocation().isPresent()) {
        return Optional.of(
            new Decision.Refused(
                Reason.BAD_KEY, "the key is reported as compromised: make a new one"));
      }
      if (!isOwn(row, names, requester)) {
        return Optional.of(
            new Decision.Refused(Reason.BAD_KEY, "the key is certified for somebody else already"));
      }
    }
    return Optional.empty();
  }

  private static boolean isOwn(CertificateRow row, SubjectNames names, Requester requester) {
    try {
      X509CertificateHolder other = new X509CertificateHolder(row.encoded());
      return CertificateNames.of(other).sameSubject(names)
          || (!(requester.role() instanceof Role.Registrar)
              && requester.certificate().filter(other::equals).isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException("the store has a row that is no certificate", e);
    }
  }
}
