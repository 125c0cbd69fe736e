package org.bequest.client.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.constraint.Authorization;
import org.bequest.crypto.constraint.Collected;
import org.bequest.crypto.constraint.ContentRights;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Who may vouch for a key that was made for somebody else (RFC 8295 8.1): the authority itself, and
 * whom it has appointed, by an extended key usage or by content constraints that name what he may
 * sign (RFC 6010). Any other certificate of the same authority is that of a device.
 *
 * @param intermediates known before, which may complete a path
 * @param named whether the anchors were named for key packages; a certificate under such a one
 *     needs no extended key usage
 */
public record PackageTrust(
    List<X509Certificate> anchors, List<X509Certificate> intermediates, boolean named, Instant at) {
  /** id-kp-cmKGA (RFC 9480 section 2.2); id-kp-cmcCA and id-kp-cmcRA (RFC 6402 section 2.10). */
  private static final Set<String> USAGES =
      Set.of("1.3.6.1.5.5.7.3.32", "1.3.6.1.5.5.7.3.27", "1.3.6.1.5.5.7.3.28");

  public PackageTrust {
    anchors = List.copyOf(anchors);
    intermediates = List.copyOf(intermediates);
  }

  /** Why a signer is not believed. */
  public record Distrust(EnumeratedErrorCode code, String why) {}

  /** Certificates that a message may leave out. */
  public List<X509CertificateHolder> known() {
    return MessageTrust.holders(anchors, intermediates);
  }

  /**
   * RFC 8295 section 8.1: every signature that is there must lead to an authorised anchor.
   *
   * @return empty when all signers are believed
   */
  public Optional<Distrust> distrust(Unpacked.Whole message) throws MalformedException {
    MessageTrust trust = new MessageTrust(anchors, intermediates, at);
    List<X509CertificateHolder> bag = message.certificates();
    for (VerifiedSigner signer : message.signers()) {
      Optional<Distrust> distrust =
          trust.fault(signer, bag, PackageTrust::anything).map(PackageTrust::distrust);
      if (distrust.isPresent()) {
        return distrust;
      }
      if (!isAppointed(signer, message)) {
        return Optional.of(
            new Distrust(
                EnumeratedErrorCode.NOT_AUTHORIZED,
                "who signed the key package is not appointed to make keys"));
      }
    }
    return trust.authorization(message) instanceof Authorization.Denied denied
        ? Optional.of(distrust(denied))
        : Optional.empty();
  }

  private static Authorization anything(ContentRights rights) {
    return new Authorization.Authorized(List.of(), List.of(), Collected.none());
  }

  private static Distrust distrust(Authorization.Denied denied) {
    return switch (denied.why()) {
      case NO_PATH ->
          new Distrust(
              EnumeratedErrorCode.NO_TRUST_ANCHOR,
              "who signed the key package does not lead to a trust anchor: " + denied.detail());
      case NOT_PERMITTED, CANNOT_SOURCE ->
          new Distrust(EnumeratedErrorCode.NOT_AUTHORIZED, denied.detail());
      case CONSTRAINT_VIOLATED ->
          new Distrust(EnumeratedErrorCode.CONSTRAINT_VIOLATION, denied.detail());
      case TOO_MANY_SIGNERS -> new Distrust(EnumeratedErrorCode.TOO_MANY_SIGNERS, denied.detail());
    };
  }

  /** By the use of the key, or by content constraints that name what is in the message. */
  private boolean isAppointed(VerifiedSigner signer, Unpacked.Whole message)
      throws MalformedException {
    X509CertificateHolder certificate =
        signer
            .ownCertificate()
            .orElseThrow(() -> new MalformedException("a signer without a certificate"));
    return MessageTrust.names(certificate, message.leaf().type())
        || MessageTrust.names(certificate, CmsOids.ENCRYPTED_KEY_PACKAGE)
        || isAppointed(Holders.certificate(certificate));
  }

  private boolean isAppointed(X509Certificate signer) {
    try {
      List<String> usages = signer.getExtendedKeyUsage();
      if (usages == null) {
        return named || signer.getBasicConstraints() >= 0;
      }
      return usages.stream().anyMatch(USAGES::contains);
    } catch (CertificateParsingException _) {
      return false;
    }
  }
}
