package org.bequest.cli.inspect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Names of object identifiers: those of {@code oids.tsv} and of every {@link Kind}. */
record OidNames(Map<String, String> names) {
  private static final String FILE = "oids.tsv";

  OidNames {
    names = Map.copyOf(names);
  }

  static OidNames of(Nouns nouns) {
    Map<String, String> names = new HashMap<>();
    for (Noun noun : nouns.all()) {
      Stream.of(noun.contents(), noun.attributes(), noun.extensions())
          .flatMap(kinds -> kinds.stream())
          .forEach(kind -> names.put(kind.oid().getId(), kind.name()));
    }
    names.putAll(file());
    return new OidNames(names);
  }

  private static Map<String, String> file() {
    Map<String, String> names = new HashMap<>();
    try (InputStream bytes =
            Objects.requireNonNull(OidNames.class.getResourceAsStream(FILE), FILE);
        var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(line -> line.split("\t", 2))
          .forEach(columns -> names.put(columns[0], columns[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /** Empty when it is not known. */
  String name(ASN1ObjectIdentifier oid) {
    return names.getOrDefault(oid.getId(), "");
  }

  /** The name, else the number. */
  String nameOrNumber(ASN1ObjectIdentifier oid) {
    return names.getOrDefault(oid.getId(), oid.getId());
  }
}
