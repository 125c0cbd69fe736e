package org.bequest.cli.inspect.tree;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.formats.asn1.Octets;

/** What a {@link Shown} holds, by how it is written. */
sealed interface Value {
  /** A structure; its fields by their names in the RFC, in the order of the grammar. */
  record Fields(Map<String, Shown> fields) implements Value {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /** A SEQUENCE OF or a SET OF. */
  record Elements(List<Shown> elements) implements Value {
    public Elements {
      elements = List.copyOf(elements);
    }
  }

  record Text(String text) implements Value {}

  record Numeral(BigInteger number) implements Value {}

  record Flag(boolean flag) implements Value {}

  record Binary(Octets octets) implements Value {}

  /** Octets that went by and were not kept. */
  record Digested(long length, String sha256) implements Value {}

  /**
   * @param name empty when it is not known
   */
  record Identifier(String oid, String name) implements Value {}

  record Time(Instant time) implements Value {}

  /**
   * A secret: that it is there, and never what it is.
   *
   * @param octets how long a key is; -1 for a password, whose length is half of it
   */
  record Hidden(int octets) implements Value {}
}
