package org.bequest.client.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.receipt.EnumeratedErrorCode;

/**
 * Who may vouch for a key that was made for somebody else (RFC 8295 8.1): the authority itself, and
 * whom it has appointed by an extended key usage. Any other certificate of the same authority is
 * that of a device.
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
  public List<X509Certificate> known() {
    List<X509Certificate> known = new ArrayList<>(anchors);
    known.addAll(intermediates);
    return known;
  }

  /**
   * @param bag certificates that came along, believed in nothing
   * @return empty when the signer is believed
   */
  public Optional<Distrust> distrust(X509Certificate signer, List<X509Certificate> bag) {
    List<X509Certificate> candidates = new ArrayList<>(bag);
    candidates.addAll(intermediates);
    if (!anchors.contains(signer)
        && CertificatePath.build(signer, candidates, anchors, at)
            instanceof CertificatePath.Invalid(String why)) {
      return Optional.of(
          new Distrust(
              EnumeratedErrorCode.NO_TRUST_ANCHOR,
              "who signed the key package does not lead to a trust anchor: " + why));
    }
    return isAppointed(signer)
        ? Optional.empty()
        : Optional.of(
            new Distrust(
                EnumeratedErrorCode.NOT_AUTHORIZED,
                "who signed the key package is not appointed to make keys"));
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
