package org.bequest.formats.cmc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.OtherMsg;
import org.bequest.formats.cmc.part.TaggedContentInfo;

/** What requests and responses have in common. */
final class Parts {
  /** A batch of a thousand requests of two kilobytes each. */
  static final Limits LIMITS = new Limits(4 << 20, 32, 200_000);

  private Parts() {}

  /** Reads an element of a sequence. */
  @FunctionalInterface
  private interface Decoder<T> {
    T decode(Encoded element) throws MalformedException;
  }

  private static <T> List<T> list(Encoded sequence, String path, Decoder<T> decoder)
      throws MalformedException {
    List<T> elements = new ArrayList<>();
    for (Encoded element : PartReader.elements(sequence, BodyPartId.MOST, path)) {
      elements.add(decoder.decode(element));
    }
    return elements;
  }

  static List<TaggedAttribute> controls(Encoded sequence) throws MalformedException {
    return list(sequence, "/controlSequence", TaggedAttribute::decode);
  }

  static List<TaggedContentInfo> contents(Encoded sequence) throws MalformedException {
    return list(sequence, "/cmsSequence", TaggedContentInfo::decode);
  }

  static List<OtherMsg> others(Encoded sequence) throws MalformedException {
    return list(sequence, "/otherMsgSequence", OtherMsg::decode);
  }

  static Encoded encodeControls(List<TaggedAttribute> controls) {
    return Encoded.sequenceOf(controls.stream().map(TaggedAttribute::encode).toList());
  }

  static Encoded encodeContents(List<TaggedContentInfo> contents) {
    return Encoded.sequenceOf(contents.stream().map(TaggedContentInfo::encode).toList());
  }

  static Encoded encodeOthers(List<OtherMsg> others) {
    return Encoded.sequenceOf(others.stream().map(OtherMsg::encode).toList());
  }

  static <C extends Control> Stream<C> ofType(List<TaggedAttribute> controls, Class<C> type) {
    return controls.stream().map(TaggedAttribute::control).filter(type::isInstance).map(type::cast);
  }

  /** What was built here keeps the rule as well. */
  static void requireUnique(Stream<BodyPartId> ids) {
    try {
      BodyPartId.checkUnique(ids.toList());
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
