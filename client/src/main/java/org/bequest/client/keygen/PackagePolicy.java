package org.bequest.client.keygen;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What this client demands of a key package beyond that it opens (RFC 8295 8.1).
 *
 * @param anchors to one of which every signature must lead; empty for the Explicit anchors
 * @param signed whether a package without a signature is refused: a server in the middle could
 *     strip one
 */
public record PackagePolicy(List<X509Certificate> anchors, boolean signed) {
  public static final PackagePolicy STRICT = new PackagePolicy(List.of(), true);

  public PackagePolicy {
    anchors = List.copyOf(anchors);
  }

  /** With packages of creators under these anchors, who need not be those of the EST server. */
  public PackagePolicy under(List<X509Certificate> authorised) {
    return new PackagePolicy(authorised, signed);
  }

  public PackagePolicy allowingUnsigned() {
    return new PackagePolicy(anchors, false);
  }
}
