package org.bequest.formats.cmc.part;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1Integer;

/**
 * The number of one part, unique in its message. Zero is the message itself.
 *
 * <pre>
 * bodyIdMax INTEGER ::= 4294967295
 * BodyPartID ::= INTEGER(0..bodyIdMax)
 * BodyPartList ::= SEQUENCE SIZE (1..MAX) OF BodyPartID     -- RFC 5272 section 3.2.2
 * </pre>
 */
public record BodyPartId(long value) implements BodyPartReference {
  /** The message as a whole. */
  public static final BodyPartId WHOLE = new BodyPartId(0);

  /** Of the parts in one sequence; more is no message but an attack. */
  public static final int MOST = 1000;

  private static final BigInteger MAX = BigInteger.valueOf(0xffff_ffffL);

  public BodyPartId {
    if (value < 0 || value > 0xffff_ffffL) {
      throw new IllegalArgumentException("not a body part identifier: " + value);
    }
  }

  public static BodyPartId decode(Encoded value, String path) throws MalformedException {
    ASN1Integer number = Asn1.typed((Object) value.value(), ASN1Integer::getInstance, path);
    return of(number.getValue(), path);
  }

  /** A number that names a part, such as a certReqId. */
  public static BodyPartId of(BigInteger number, String path) throws MalformedException {
    if (number.signum() < 0 || number.compareTo(MAX) > 0) {
      throw new MalformedException("not a body part identifier at " + path);
    }
    return new BodyPartId(number.longValue());
  }

  /** The identifier of an element, which is not zero (security rule S-22). */
  public static BodyPartId ofElement(Encoded value, String path) throws MalformedException {
    return decode(value, path).forElement(path);
  }

  /** This, when it may name an element. */
  public BodyPartId forElement(String path) throws MalformedException {
    if (isWhole()) {
      throw new MalformedException("an element with the body part identifier 0 at " + path);
    }
    return this;
  }

  public static List<BodyPartId> decodeIds(Encoded value, String path) throws MalformedException {
    List<BodyPartId> ids = new ArrayList<>();
    for (Encoded element : PartReader.elements(value, MOST, path)) {
      ids.add(decode(element, path));
    }
    if (ids.isEmpty()) {
      throw new MalformedException("no body part at " + path);
    }
    return List.copyOf(ids);
  }

  /** That no two parts of a message have the same identifier (security rule S-22). */
  public static void checkUnique(List<BodyPartId> ids) throws MalformedException {
    Set<BodyPartId> seen = new HashSet<>();
    for (BodyPartId id : ids) {
      if (!seen.add(id.forElement("/PKIData"))) {
        throw new MalformedException("the body part identifier " + id + " comes twice");
      }
    }
  }

  public boolean isWhole() {
    return value == 0;
  }

  @Override
  public Encoded encode() {
    return Encoded.of(new ASN1Integer(value));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
