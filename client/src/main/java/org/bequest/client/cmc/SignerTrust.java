package org.bequest.client.cmc;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.client.trust.CertificatePath;
import org.bequest.client.trust.Holders;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Who may sign responses: an authority that leads to an anchor which is trusted now, or whom such
 * an authority has let do so by id-kp-cmcCA or id-kp-cmcRA (RFC 6402 section 2.10).
 *
 * @param anchors of the Explicit database; those of the platform vouch for no authority
 * @param known certificates that may complete a path; never anchors
 */
public record SignerTrust(List<X509Certificate> anchors, List<X509Certificate> known) {
  private static final String CMC_CA = "1.3.6.1.5.5.7.3.27";
  private static final String CMC_RA = "1.3.6.1.5.5.7.3.28";

  public SignerTrust {
    anchors = List.copyOf(anchors);
    known = List.copyOf(known);
  }

  /** All of them, in which a signer may be found that the message does not bring along. */
  List<X509CertificateHolder> holders() {
    return Stream.concat(anchors.stream(), known.stream()).map(Holders::of).toList();
  }

  /**
   * Why this certificate may not speak for the authority; empty when it may.
   *
   * @param bag that came along, believed in nothing
   */
  Optional<String> fault(X509Certificate signer, List<X509Certificate> bag, Moment moment) {
    if (!mayAnswer(signer, moment.profile)) {
      return Optional.of("the signer is neither an authority nor named as one that answers for it");
    }
    if (anchors.contains(signer)) {
      return Optional.empty();
    }
    List<X509Certificate> candidates = new ArrayList<>(bag);
    candidates.addAll(known);
    return switch (CertificatePath.build(signer, candidates, anchors, moment.at)) {
      case CertificatePath.Valid _ -> Optional.empty();
      case CertificatePath.Invalid(String why) ->
          Optional.of("the signer of the response does not lead to a trust anchor: " + why);
    };
  }

  /** By which rules, and when. */
  record Moment(Profile profile, Instant at) {}

  private static boolean mayAnswer(X509Certificate signer, Profile profile) {
    try {
      List<String> usages = signer.getExtendedKeyUsage();
      return (signer.getBasicConstraints() >= 0 && profile.believesPlainAuthorities())
          || (usages != null && (usages.contains(CMC_CA) || usages.contains(CMC_RA)));
    } catch (CertificateParsingException _) {
      return false;
    }
  }
}
