package org.bequest.server.setup;

import java.util.HashSet;
import java.util.Set;
import org.bequest.formats.pkix.EstOids;
import org.bequest.server.auth.OtpPlace;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.label.LinkingPolicy;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The challenge attributes that a label uses, for its /csrattrs (RFC 7894 4). */
final class ChallengeDemands {
  private ChallengeDemands() {}

  static Set<ASN1ObjectIdentifier> of(LabelSettings label) {
    Set<ASN1ObjectIdentifier> named = new HashSet<>();
    if (label.linking() != LinkingPolicy.OFF) {
      named.add(EstOids.EST_IDENTITY_LINKING);
      // Old clients know no other place, and would take it for that where it is a password.
      if (!takes(label, OtpPlace.CHALLENGE_PASSWORD)) {
        named.add(EstOids.CHALLENGE_PASSWORD);
      }
    }
    if (takes(label, OtpPlace.OTP_CHALLENGE)) {
      named.add(EstOids.OTP_CHALLENGE);
    }
    return named;
  }

  private static boolean takes(LabelSettings label, OtpPlace place) {
    return Authentications.usesOneTimePasswords(label)
        && label.oneTimePasswords().in().contains(place);
  }
}
