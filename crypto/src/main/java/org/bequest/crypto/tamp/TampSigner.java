package org.bequest.crypto.tamp;

import org.bequest.crypto.path.PathCheck;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Who stands behind a message. Whether it may say what it says is another question. */
public sealed interface TampSigner {
  /** Nobody: an answer of a store that cannot sign. */
  record Nobody() implements TampSigner {}

  /** An anchor, whose key has made the signature. Its sequence number counts. */
  record Anchor(TrustAnchorChoice anchor) implements TampSigner {}

  /** A certificate that an anchor vouches for. */
  record Certified(PathCheck.Valid path) implements TampSigner {}

  /** The contingency key of the apex, which is given away by this message. */
  record Contingency(SubjectPublicKeyInfo key) implements TampSigner {}
}
