package org.bequest.formats.pkix;

import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * What a certificate or a request names: its subject and its subject alternative names.
 *
 * @param subject as encoded by whoever made it; empty is allowed when there is an alternative name
 * @param alternatives every GeneralName of the extension, in its order; empty when there is no
 *     extension
 */
public record SubjectNames(X500Name subject, List<GeneralName> alternatives) {
  public SubjectNames {
    alternatives = List.copyOf(alternatives);
  }
}
