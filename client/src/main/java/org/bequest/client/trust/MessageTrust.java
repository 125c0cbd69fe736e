package org.bequest.client.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.constraint.Authorization;
import org.bequest.crypto.constraint.Authorization.Denied;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.constraint.ContentCheck;
import org.bequest.crypto.constraint.SignerTrace;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.formats.MalformedException;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whether those who sign messages lead to an anchor, and may sign what they have signed (RFC 6010).
 * Anchors of EST say nothing of content as a rule: who says nothing may sign whatever his issuer
 * may, and who says something is held to it.
 *
 * @param anchors of the Explicit database, or those that were named for such messages
 * @param known certificates that may complete a path; never anchors
 */
public record MessageTrust(List<X509Certificate> anchors, List<X509Certificate> known, Instant at) {
  public MessageTrust {
    anchors = List.copyOf(anchors);
    known = List.copyOf(known);
  }

  /** All of them, in which a signer may be found that a message does not bring along. */
  public static List<X509CertificateHolder> holders(
      List<X509Certificate> anchors, List<X509Certificate> known) {
    return Stream.concat(anchors.stream(), known.stream()).map(Holders::of).toList();
  }

  /**
   * Why a signer is not believed; empty when he is.
   *
   * @param bag certificates that came along, believed in nothing
   * @param question what he must be authorized for
   */
  public Optional<Denied> fault(
      VerifiedSigner signer, List<X509CertificateHolder> bag, SignerTrace.Question question) {
    return switch (trace().trace(signer, bag, question)) {
      case SignerTrace.Vouched _ -> Optional.empty();
      case SignerTrace.Lost lost -> Optional.of(lost.denied());
    };
  }

  /** Whether the signers of all layers may say what is in them. */
  public Authorization authorization(Unpacked.Whole message) {
    return new ContentCheck(trace()).of(message);
  }

  private SignerTrace trace() {
    return new SignerTrace(
        AnchorStore.ofCertificates(Holders.of(anchors)),
        Holders.of(known),
        PathInputs.at(at),
        ConstraintRules.LENIENT);
  }

  /** Whether a certificate names this content itself: for its issuer, that is an appointment. */
  public static boolean names(X509CertificateHolder signer, ASN1ObjectIdentifier type) {
    try {
      Optional<ContentConstraints> constraints = ContentConstraints.in(signer);
      return constraints.flatMap(c -> c.entry(type)).isPresent()
          || constraints.flatMap(c -> c.entry(ContentTypeConstraint.ANY)).isPresent();
    } catch (MalformedException _) {
      return false;
    }
  }
}
