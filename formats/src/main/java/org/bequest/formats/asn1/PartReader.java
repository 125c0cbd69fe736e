package org.bequest.formats.asn1;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * Walks the fields of a SEQUENCE like {@link SequenceReader}, for structures of which some fields
 * must stay octet for octet as they came.
 */
public final class PartReader {
  private static final int CONTEXT = 0x80;
  private static final int CLASS = 0xc0;
  private static final int CLASS_AND_NUMBER = 0xdf;

  private final List<Encoded> fields;
  private final String path;
  private final int start;
  private int next;

  private PartReader(Encoded sequence, String path) throws MalformedException {
    this.fields = sequence.children();
    this.path = path;
    this.start = sequence.start();
  }

  public static PartReader of(Encoded sequence, String path) throws MalformedException {
    return of(sequence, Encoded.SEQUENCE, path);
  }

  /**
   * @param identifier of the sequence: an implicit tag
   */
  public static PartReader of(Encoded sequence, int identifier, String path)
      throws MalformedException {
    if (sequence.identifier() != identifier) {
      throw new MalformedException("bad structure at " + path, sequence.start());
    }
    return new PartReader(sequence, path);
  }

  /** The elements of a SEQUENCE OF, so many at most. */
  public static List<Encoded> elements(Encoded sequence, int most, String path)
      throws MalformedException {
    PartReader reader = of(sequence, path);
    if (reader.fields.size() > most) {
      throw new MalformedException("more than " + most + " elements at " + path, sequence.start());
    }
    return reader.fields;
  }

  /** The elements of a SET OF, in the order in which they came. */
  public static List<Encoded> setElements(Encoded set, String path) throws MalformedException {
    return of(set, Encoded.SET, path).fields;
  }

  /** The next field, whatever it is. */
  public Encoded next(String field) throws MalformedException {
    if (!hasMore()) {
      throw new MalformedException("missing " + field + " at " + path, start);
    }
    return fields.get(next++);
  }

  /** The next field as a type of Bouncy Castle. */
  public <T> T next(String field, Function<Object, T> type) throws MalformedException {
    ASN1Primitive value = next(field).value();
    return Asn1.typed((Object) value, type, path + "/" + field);
  }

  /** The next field if it has this context-specific tag. */
  public Optional<Encoded> tagged(int number) throws MalformedException {
    return hasMore() && (peek() & CLASS_AND_NUMBER) == (CONTEXT | number)
        ? Optional.of(next("field"))
        : Optional.empty();
  }

  /** The next field if it begins with this octet: a universal tag. */
  public Optional<Encoded> optional(int identifier) throws MalformedException {
    return hasMore() && peek() == identifier ? Optional.of(next("field")) : Optional.empty();
  }

  /** Whether the next field has a context-specific tag, whichever. */
  public boolean contextSpecific() {
    return hasMore() && (peek() & CLASS) == CONTEXT;
  }

  private int peek() {
    return fields.get(next).identifier();
  }

  public boolean hasMore() {
    return next < fields.size();
  }

  /** That the grammar has been walked to its end. */
  public void end() throws MalformedException {
    if (hasMore()) {
      throw new MalformedException("unknown field at " + path, fields.get(next).start());
    }
  }
}
