package org.bequest.client.cmc;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.client.trust.Holders;
import org.bequest.client.trust.MessageTrust;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.constraint.Authorization.Denied;
import org.bequest.crypto.constraint.Collected;
import org.bequest.crypto.constraint.ContentCheck;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Who may sign responses: an authority that leads to an anchor which is trusted now, or whom such
 * an authority has let do so, by id-kp-cmcCA or id-kp-cmcRA (RFC 6402 section 2.10) or by content
 * constraints with id-cct-PKIResponse (RFC 8756 sections 5.3 and 6.2). Whom content constraints
 * limit to other content may not, whatever else is said of him.
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
    return MessageTrust.holders(anchors, known);
  }

  /**
   * Why this signer may not speak for the authority; empty when he may.
   *
   * @param bag that came along, believed in nothing
   */
  Optional<String> fault(VerifiedSigner signer, List<X509CertificateHolder> bag, Moment moment)
      throws MalformedException {
    if (signer.ownCertificate().isEmpty()) {
      return Optional.of("the certificate of the signer is not known");
    }
    if (!mayAnswer(signer.ownCertificate().get(), moment.profile)) {
      return Optional.of("the signer is neither an authority nor named as one that answers for it");
    }
    Collected attributes = Collected.of(signer.info().signedAttributes());
    return new MessageTrust(anchors, known, moment.at)
        .fault(signer, bag, rights -> ContentCheck.source(rights, CmsOids.PKI_RESPONSE, attributes))
        .map(Denied::detail);
  }

  /** By which rules, and when. */
  record Moment(Profile profile, Instant at) {}

  private static boolean mayAnswer(X509CertificateHolder signer, Profile profile)
      throws MalformedException {
    return MessageTrust.names(signer, CmsOids.PKI_RESPONSE)
        || mayAnswer(Holders.certificate(signer), profile);
  }

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
