package org.bequest.formats.tamp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Walks the fields of a structure; those that several messages have are read here. */
final class Fields {
  private static final int VERSION = 0;
  private static final int TERSE = 1;
  private static final int LONG = 8;

  private final PartReader fields;
  private final String path;

  private Fields(PartReader fields, String path) {
    this.fields = fields;
    this.path = path;
  }

  static Fields of(Encoded sequence, String path) throws MalformedException {
    return new Fields(PartReader.of(sequence, path), path);
  }

  /** Of a SEQUENCE that came under an implicit tag. */
  static Fields untagged(Encoded tagged, String path) throws MalformedException {
    return of(Tag.untagged(tagged, Encoded.SEQUENCE, path), path);
  }

  /** Of a message, after its version: {@link TampReading} says which that is. */
  static Fields ofMessage(Encoded sequence, String path) throws MalformedException {
    Fields fields = of(sequence, path);
    fields.tagged(VERSION);
    return fields;
  }

  /** <code>TAMPVersion ::= INTEGER { v1(1), v2(2) }</code>, under [0], DEFAULT v2. */
  Optional<Encoded> version() throws MalformedException {
    return implicit(VERSION, Tag.INTEGER, "version");
  }

  String at(String field) {
    return path + "/" + field;
  }

  Encoded next(String field) throws MalformedException {
    return fields.next(field);
  }

  Optional<Encoded> tagged(int number) throws MalformedException {
    return fields.tagged(number);
  }

  /** The next field if it has this implicit tag, with the identifier of its own type. */
  Optional<Encoded> implicit(int number, int identifier, String field) throws MalformedException {
    Optional<Encoded> tagged = fields.tagged(number);
    return tagged.isEmpty()
        ? tagged
        : Optional.of(Tag.untagged(tagged.get(), identifier, at(field)));
  }

  /** The next field if it begins with this octet. */
  Optional<Encoded> optional(int identifier) throws MalformedException {
    return fields.optional(identifier);
  }

  boolean hasMore() {
    return fields.hasMore();
  }

  void end() throws MalformedException {
    fields.end();
  }

  /** An optional field as its type. */
  <T> Optional<T> read(Optional<Encoded> value, String field, Decoder<T> type)
      throws MalformedException {
    return value.isEmpty() ? Optional.empty() : Optional.of(type.decode(value.get(), at(field)));
  }

  TerseOrVerbose terse() throws MalformedException {
    return read(implicit(TERSE, Tag.ENUMERATED, "terse"), "terse", TerseOrVerbose::decode)
        .orElse(TerseOrVerbose.VERBOSE);
  }

  TampMsgRef reference(String field) throws MalformedException {
    return TampMsgRef.decode(next(field), at(field));
  }

  Status status() throws MalformedException {
    return Status.decode(next("status"), at("status"));
  }

  List<TrustAnchorChoice> anchors(String field) throws MalformedException {
    return SequenceOf.atLeastOne(next(field), at(field), TrustAnchorChoice::decode);
  }

  Optional<CommunityIdentifierList> communities(int number) throws MalformedException {
    return communities(implicit(number, Encoded.SEQUENCE, "communities"));
  }

  Optional<CommunityIdentifierList> communities(Optional<Encoded> list) throws MalformedException {
    return read(list, "communities", CommunityIdentifierList::decode);
  }

  /** The optional list under a tag; absent is empty. */
  List<TampSequenceNumber> sequenceNumbers(int number) throws MalformedException {
    return sequenceNumbers(implicit(number, Encoded.SEQUENCE, "tampSeqNumbers"));
  }

  List<TampSequenceNumber> sequenceNumbers(Optional<Encoded> list) throws MalformedException {
    return read(list, "tampSeqNumbers", TampSequenceNumber::decodeAll).orElse(List.of());
  }

  boolean bool(String field) throws MalformedException {
    Encoded value = next(field);
    if (value.identifier() != Tag.BOOLEAN) {
      throw new MalformedException("no BOOLEAN at " + at(field));
    }
    return value.content()[0] != 0;
  }

  /** <code>BOOLEAN DEFAULT TRUE</code>. */
  boolean usesApex() throws MalformedException {
    return !hasMore() || bool("usesApex");
  }

  /** <code>SeqNumber ::= INTEGER (0..9223372036854775807)</code>. */
  static long sequenceNumber(Encoded value, String path) throws MalformedException {
    if (value.identifier() != Tag.INTEGER) {
      throw new MalformedException("no sequence number at " + path);
    }
    byte[] octets = value.content();
    if (octets.length > LONG || octets[0] < 0) {
      throw new MalformedException("a sequence number out of its range at " + path);
    }
    return new BigInteger(octets).longValueExact();
  }

  static Encoded encode(long sequenceNumber) {
    return Encoded.of(new ASN1Integer(sequenceNumber));
  }

  static ASN1ObjectIdentifier identifier(Encoded value, String path) throws MalformedException {
    if (value.identifier() != Tag.OBJECT_IDENTIFIER
        || !(value.value() instanceof ASN1ObjectIdentifier identifier)) {
      throw new MalformedException("no object identifier at " + path);
    }
    return identifier;
  }

  static SubjectPublicKeyInfo key(Encoded value, String path) throws MalformedException {
    return Asn1.typed((Object) value.value(), SubjectPublicKeyInfo::getInstance, path);
  }

  static AlgorithmIdentifier algorithm(Encoded value, String path) throws MalformedException {
    return Asn1.typed((Object) value.value(), AlgorithmIdentifier::getInstance, path);
  }

  /** Collects the fields of a structure that is written. */
  static final class Written {
    private final List<Encoded> written = new ArrayList<>();

    Written add(Encoded field) {
      written.add(field);
      return this;
    }

    Written addIfPresent(Optional<Encoded> field) {
      field.ifPresent(written::add);
      return this;
    }

    Written add(boolean value) {
      return add(Encoded.of(ASN1Boolean.getInstance(value)));
    }

    Written terse(TerseOrVerbose value) {
      return value == TerseOrVerbose.VERBOSE ? this : add(Tag.implicit(TERSE, value.encode()));
    }

    Written anchors(List<TrustAnchorChoice> anchors) {
      return add(SequenceOf.encode(anchors, TrustAnchorChoice::encode));
    }

    Written communities(int number, Optional<CommunityIdentifierList> list) {
      return addIfPresent(list.map(l -> Tag.implicit(number, l.encode())));
    }

    Written sequenceNumbers(int number, List<TampSequenceNumber> list) {
      return list.isEmpty() ? this : add(Tag.implicit(number, TampSequenceNumber.encodeAll(list)));
    }

    Written usesApex(boolean value) {
      return value ? this : add(false);
    }

    Encoded sequence() {
      return Encoded.sequenceOf(written);
    }
  }
}
