package org.bequest.formats.pal;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * RFC 8295 section 2.1.3: an array of objects. A member that comes twice is refused: it would mean
 * one thing here and another elsewhere. A member of an entry that the RFC does not have is passed
 * over, so that servers may say more; {@code info} and {@code iasn} have their own members only,
 * since {@code info} is a choice.
 */
final class JsonPalReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxStringLength(4096)
                  .maxNumberLength(512)
                  .maxNameLength(256)
                  .build())
          .build();

  private final PalLimits limits;
  private final JsonParser in;
  private final List<PalEntry> entries = new ArrayList<>();
  private EntryFields fields = new EntryFields("");

  private JsonPalReader(JsonParser in, PalLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  static Pal read(byte[] document, PalLimits limits) throws MalformedException {
    String text = PalText.utf8(document, limits);
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonPalReader reader = new JsonPalReader(in, limits);
      reader.list();
      return new Pal(reader.entries);
    } catch (JacksonException e) {
      throw new MalformedException("not JSON" + place(e), e);
    }
  }

  private void list() throws MalformedException {
    in.nextToken();
    expect(JsonToken.START_ARRAY, "a list");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      expect(JsonToken.START_OBJECT, "an entry");
      if (entries.size() == limits.entries()) {
        throw new MalformedException("more than " + limits.entries() + " entries");
      }
      entries.add(entry());
    }
    if (in.nextToken() != null) {
      throw new MalformedException("something behind the list");
    }
  }

  private PalEntry entry() throws MalformedException {
    fields = new EntryFields("/" + entries.size());
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "type", "date" -> string(name);
        case EntryFields.SIZE -> integer(name);
        case EntryFields.INFO -> info();
        default -> in.skipChildren();
      }
    }
    return fields.entry();
  }

  private void info() throws MalformedException {
    expect(JsonToken.START_OBJECT, "info");
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "dn", "ski", "uri" -> string(name);
        case EntryFields.IASN -> certificate();
        default -> throw wrong("an unknown kind of info");
      }
    }
  }

  private void certificate() throws MalformedException {
    expect(JsonToken.START_OBJECT, "iasn");
    fields.put(EntryFields.IASN, "");
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "issuer" -> string(name);
        case EntryFields.SERIAL -> integer(name);
        default -> throw wrong("an unknown member of iasn");
      }
    }
  }

  private void string(String name) throws MalformedException {
    expect(JsonToken.VALUE_STRING, "a string for " + name);
    fields.put(name, in.getString());
  }

  private void integer(String name) throws MalformedException {
    expect(JsonToken.VALUE_NUMBER_INT, "an integer for " + name);
    fields.put(name, in.getString());
  }

  private void expect(JsonToken token, String what) throws MalformedException {
    if (in.currentToken() != token) {
      throw wrong("something else where " + what + " belongs");
    }
  }

  private MalformedException wrong(String what) {
    return new MalformedException(what + " at /" + entries.size());
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
