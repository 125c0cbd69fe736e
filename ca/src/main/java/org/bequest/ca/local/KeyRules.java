package org.bequest.ca.local;

import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.check.KeyCheck;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Which keys are certified: of a kind that the profile lists, and strong (security rule S-14). */
record KeyRules(Profile profile, KeyCheck keyCheck) {
  Optional<Decision.Refused> check(SubjectPublicKeyInfo key) {
    Optional<KeyAlgorithm> algorithm = KeyAlgorithm.of(key);
    if (algorithm.filter(profile.algorithms()::contains).isEmpty()) {
      List<String> allowed =
          profile.algorithms().stream().map(KeyAlgorithm::configName).sorted().toList();
      String detail = "the key is none of " + String.join(", ", allowed);
      return Optional.of(new Decision.Refused(Reason.BAD_KEY, detail));
    }
    return switch (keyCheck.check(key)) {
      case KeyCheck.Result.Good _ -> Optional.empty();
      case KeyCheck.Result.Weak weak ->
          Optional.of(new Decision.Refused(weak.reason(), weak.detail()));
    };
  }
}
