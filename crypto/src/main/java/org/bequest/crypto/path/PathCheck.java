package org.bequest.crypto.path;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What came of validating a path by RFC 5280 section 6, from an anchor whose own constraints count.
 * The JDK's validator says no more than yes or no, and heeds of an anchor only its name
 * constraints.
 */
public sealed interface PathCheck {
  /**
   * @param path from the target up, without the anchor
   */
  record Valid(TrustAnchorChoice anchor, List<X509CertificateHolder> path, FinalState state)
      implements PathCheck {
    public Valid {
      path = List.copyOf(path);
    }

    public X509CertificateHolder target() {
      return path.getFirst();
    }
  }

  /**
   * @param detail one clause fit for the peer
   */
  record Refused(PathFault fault, String detail) implements PathCheck {}

  /** More certificates than in any path of good will. */
  int LONGEST = 20;

  /**
   * Validates this very path.
   *
   * @param path from the target up, without the anchor; at least the target
   */
  static PathCheck of(
      List<X509CertificateHolder> path, TrustAnchorChoice anchor, PathInputs inputs) {
    if (path.isEmpty() || path.size() > LONGEST) {
      return new Refused(PathFault.TOO_LONG, "no path, or more than " + LONGEST + " certificates");
    }
    try {
      Optional<AnchorControls> controls = AnchorControls.of(anchor);
      if (controls.isEmpty()) {
        return new Refused(
            PathFault.ANCHOR_CANNOT_CERTIFY, "the trust anchor vouches for no certificates");
      }
      return new PathWalk(path, controls.get(), inputs).walk(anchor);
    } catch (MalformedException e) {
      return new Refused(PathFault.MALFORMED, String.valueOf(e.getMessage()));
    }
  }
}
