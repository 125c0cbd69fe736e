package org.bequest.crypto.tamp;

import org.bequest.crypto.constraint.ContentRights;
import org.bequest.crypto.path.PathCheck;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Who stands behind a message. What the message asks for may be more than its signer has a right
 * to: his rights are for whoever acts on it.
 */
public sealed interface TampSigner {
  /** Nobody: an answer of a store that cannot sign. */
  record Nobody() implements TampSigner {}

  /** An anchor, whose key has made the signature. Its sequence number counts. */
  record Anchor(TrustAnchorChoice anchor, ContentRights rights) implements TampSigner {}

  /** A certificate that an anchor vouches for. */
  record Certified(PathCheck.Valid path, ContentRights rights) implements TampSigner {}

  /** The contingency key of the apex, which is given away by this message. */
  record Contingency(SubjectPublicKeyInfo key) implements TampSigner {}
}
