package org.bequest.formats.pkix;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/** Names in a form in which equal names are equal strings. */
final class CanonicalName {
  private CanonicalName() {}

  static List<String> of(X500Name name) {
    return List.of(name.toString());
  }

  static Set<String> of(List<GeneralName> names) {
    return names.stream().map(GeneralName::toString).collect(Collectors.toSet());
  }
}
