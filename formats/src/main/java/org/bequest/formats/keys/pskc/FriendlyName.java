package org.bequest.formats.keys.pskc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Text;

/**
 * A name for people.
 *
 * <pre>
 * FriendlyName ::= SEQUENCE {
 *   friendlyName        UTF8String,
 *   friendlyNameLangTag UTF8String OPTIONAL }         -- RFC 6031 section 3.2.6
 * </pre>
 */
public record FriendlyName(String text, Optional<String> languageTag) implements PskcValue {
  private static final String ENGLISH = "en";

  public static FriendlyName of(String english) {
    return new FriendlyName(english, Optional.empty());
  }

  /** A language tag of RFC 5646; English when none is said. */
  public String language() {
    return languageTag.orElse(ENGLISH);
  }

  static FriendlyName decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, path);
    String text = Text.utf8(fields.next("friendlyName"), path + "/friendlyName");
    Optional<String> tag = Optional.empty();
    if (fields.hasMore()) {
      String field = "friendlyNameLangTag";
      tag = Optional.of(Text.utf8(fields.next(field), path + "/" + field));
    }
    fields.end();
    return new FriendlyName(text, tag);
  }

  @Override
  public Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(Fields.utf8(text));
    languageTag.map(Fields::utf8).ifPresent(fields::add);
    return Encoded.sequenceOf(fields);
  }
}
