package org.bequest.formats.tamp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;

/** Lists of one type. The RFC sets them no upper bound; this is one. */
final class SequenceOf {
  private static final int MOST = 4096;

  private SequenceOf() {}

  /** <code>SEQUENCE SIZE (0..MAX) OF</code>. */
  static <T> List<T> any(Encoded list, String path, Decoder<T> element) throws MalformedException {
    List<T> decoded = new ArrayList<>();
    for (Encoded value : PartReader.elements(list, MOST, path)) {
      decoded.add(element.decode(value, path));
    }
    return decoded;
  }

  /** <code>SEQUENCE SIZE (1..MAX) OF</code>. */
  static <T> List<T> atLeastOne(Encoded list, String path, Decoder<T> element)
      throws MalformedException {
    List<T> decoded = any(list, path, element);
    if (decoded.isEmpty()) {
      throw new MalformedException("an empty list at " + path);
    }
    return decoded;
  }

  static <T> Encoded encode(List<T> list, Function<T, Encoded> element) {
    return Encoded.sequenceOf(list.stream().map(element).toList());
  }

  /** For a list that is made here. */
  static <T> List<T> required(List<T> list, String what) {
    if (list.isEmpty()) {
      throw new IllegalArgumentException("no " + what);
    }
    return List.copyOf(list);
  }
}
