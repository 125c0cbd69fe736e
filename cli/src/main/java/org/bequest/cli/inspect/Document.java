package org.bequest.cli.inspect;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What a whole file may be.
 *
 * @param name of its ASN.1 type, or what people call it
 * @param source the specification
 * @param labels of PEM blocks that hold it
 * @param looks whether an item looks like one, cheaply; the reader has the last word
 */
record Document(
    String name, String source, Set<String> labels, Predicate<Item> looks, Reader reader) {
  Document {
    labels = Set.copyOf(labels);
  }

  /** One that is known by the shape of its encoding alone ({@link Shape}). */
  static Document ofShape(String name, String source, String shape, Reader reader) {
    return new Document(name, source, Set.of(), item -> item.shape().matches(shape), reader);
  }

  /** What a message holds, without the message. */
  static Document ofContent(Kind kind) {
    return new Document(kind.name(), "", Set.of(), Item::isAsn1, kind.reader());
  }

  /** The same, also by the label of a PEM block. */
  Document labelled(String... more) {
    return new Document(name, source, Set.of(more), looks, reader);
  }
}
