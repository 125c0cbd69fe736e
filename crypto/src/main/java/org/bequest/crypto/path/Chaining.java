package org.bequest.crypto.path;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.x500.X500Name;

/** Names as they join certificates to a path: equal when RFC 5280 section 7.1 says so. */
record Chaining(List<List<String>> rdns) {
  /** Empty for a name that nobody can bear. */
  static Optional<Chaining> of(X500Name name) {
    try {
      return Optional.of(read(name, ""));
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }

  static Chaining read(X500Name name, String path) throws MalformedException {
    return new Chaining(Names.canonical(Names.name(name, path)));
  }
}
