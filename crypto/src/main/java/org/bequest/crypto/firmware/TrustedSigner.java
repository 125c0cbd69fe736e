package org.bequest.crypto.firmware;

import java.util.Optional;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Octets;

/**
 * Who has signed, and which anchor vouches for it.
 *
 * @param anchor the signer itself, or where the path of its certificate ends
 */
public record TrustedSigner(VerifiedSigner signer, TrustAnchorChoice anchor) {
  /** As a receipt names the anchor; empty when it has no identifier of its own. */
  public Optional<Octets> anchorKeyId() {
    return anchor.keyId().map(id -> Octets.of(id.octets()));
  }
}
