package org.bequest.formats.asn1;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;

/**
 * Walks the fields of a SEQUENCE in the order of its grammar and names the path of what is wrong:
 * {@code missing digestAlgorithms at /SignedData}.
 */
public final class SequenceReader {
  private final ASN1Sequence sequence;
  private final String path;
  private int next;

  private SequenceReader(ASN1Sequence sequence, String path) {
    this.sequence = sequence;
    this.path = path;
  }

  public static SequenceReader of(ASN1Encodable value, String path) throws MalformedException {
    return new SequenceReader(Asn1.typed(value, ASN1Sequence::getInstance, path), path);
  }

  /** The next field, whatever it is. */
  public ASN1Primitive next(String field) throws MalformedException {
    if (!hasMore()) {
      throw new MalformedException("missing " + field + " at " + path);
    }
    return Asn1.typed(next++, i -> sequence.getObjectAt(i).toASN1Primitive(), path);
  }

  /** The next field as a type of Bouncy Castle. */
  public <T> T next(String field, Function<Object, T> type) throws MalformedException {
    return Asn1.typed(next(field), type::apply, path + "/" + field);
  }

  /** A small number that is one of the versions from {@code least} to {@code most}. */
  public int version(int least, int most) throws MalformedException {
    ASN1Integer version = next("version", ASN1Integer::getInstance);
    for (int wanted = least; wanted <= most; wanted++) {
      if (version.hasValue(wanted)) {
        return wanted;
      }
    }
    throw new MalformedException("unknown version at " + path);
  }

  /** The next field if it looks like this; else nothing is consumed. */
  public Optional<ASN1Primitive> optional(Predicate<ASN1Primitive> looks)
      throws MalformedException {
    if (hasMore() && looks.test(sequence.getObjectAt(next).toASN1Primitive())) {
      return Optional.of(next("field"));
    }
    return Optional.empty();
  }

  /** The next field if it has this context-specific tag. */
  public Optional<ASN1TaggedObject> tagged(int number) throws MalformedException {
    return optional(
            p -> p instanceof ASN1TaggedObject t && t.hasTag(BERTags.CONTEXT_SPECIFIC, number))
        .map(ASN1TaggedObject.class::cast);
  }

  /** Whether the next field is of this type; nothing is consumed. */
  public boolean startsWith(Class<? extends ASN1Primitive> type) {
    return hasMore() && type.isInstance(sequence.getObjectAt(next).toASN1Primitive());
  }

  public boolean hasMore() {
    return next < sequence.size();
  }

  /** That the grammar has been walked to its end. */
  public void end() throws MalformedException {
    if (hasMore()) {
      throw new MalformedException("unknown field at " + path);
    }
  }
}
