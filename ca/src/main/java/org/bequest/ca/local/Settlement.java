package org.bequest.ca.local;

import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.check.KeyCheck;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.store.CertificateStore;

/** The first steps of every {@link Issuance}, whoever signs: the key, the names, the extensions. */
record Settlement(Profile profile, KeyRules keyRules, KeyOwner keyOwner) {
  static Settlement of(Profile profile, CertificateStore certificates) {
    KeyRules keyRules = new KeyRules(profile, new KeyCheck(KeyCheck.Policy.STRICT));
    return new Settlement(profile, keyRules, new KeyOwner(certificates));
  }

  /** An order, or why there is none. */
  sealed interface Result {
    record As(Ordered order) implements Result {}

    record Refused(Decision.Refused refusal) implements Result {}
  }

  Result settle(Ground.May may) {
    Optional<Decision.Refused> badKey =
        keyRules.check(may.request().csr().csr().subjectPublicKeyInfo());
    if (badKey.isPresent()) {
      return new Result.Refused(badKey.get());
    }
    return switch (may.naming().decide(may.request())) {
      case Naming.Named.Refused(var refusal) -> new Result.Refused(refusal);
      case Naming.Named.As(var names) -> settle(may, names);
    };
  }

  private Result settle(Ground.May may, SubjectNames names) {
    EnrollmentRequest request = may.request();
    Optional<Decision.Refused> foreign =
        keyOwner.check(
            Keys.spkiSha256(request),
            new KeyOwner.Claim(names, request.requester(), may.terms().lineage()));
    if (foreign.isPresent()) {
      return new Result.Refused(foreign.get());
    }
    return switch (RequestedExtensions.of(request.csr().csr(), profile)) {
      case RequestedExtensions.Refused(var refusal) -> new Result.Refused(refusal);
      case RequestedExtensions.Settled settled -> new Result.As(new Ordered(may, names, settled));
    };
  }
}
