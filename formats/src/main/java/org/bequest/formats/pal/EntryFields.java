package org.bequest.formats.pal;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pal.PalInfo.DistinguishedName;
import org.bequest.formats.pal.PalInfo.IssuerAndSerial;
import org.bequest.formats.pal.PalInfo.KeyIdentifier;
import org.bequest.formats.pal.PalInfo.Location;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/** The texts of one entry by their names, which are the same in both forms, and what they mean. */
final class EntryFields {
  static final String INFO = "info";
  static final String IASN = "iasn";
  static final String SIZE = "size";
  static final String SERIAL = "serial";

  private static final List<String> ALTERNATIVES = List.of("dn", "ski", IASN, "uri");
  private static final Pattern TYPE = Pattern.compile("[0-9]{4}");

  private final String path;
  private final Map<String, String> texts = new HashMap<>();

  /**
   * @param path of the entry in its document
   */
  EntryFields(String path) {
    this.path = path;
  }

  void put(String name, String text) {
    texts.put(name, text);
  }

  PalEntry entry() throws MalformedException {
    String type = text("type", "/type");
    if (!TYPE.matcher(type).matches()) {
      throw new MalformedException("not four digits at " + path + "/type");
    }
    return new PalEntry(Integer.parseInt(type), date(), size(), info());
  }

  private @Nullable Instant date() throws MalformedException {
    String text = texts.get("date");
    return text == null ? null : PalDate.decode(text, path + "/date");
  }

  private long size() throws MalformedException {
    BigInteger size = new BigInteger(text(SIZE, "/size"));
    if (size.signum() < 0 || size.bitLength() >= Long.SIZE) {
      throw new MalformedException("not a size of a package at " + path + "/size");
    }
    return size.longValue();
  }

  private PalInfo info() throws MalformedException {
    List<String> given = ALTERNATIVES.stream().filter(texts::containsKey).toList();
    if (given.size() != 1) {
      throw new MalformedException("not exactly one of dn, ski, iasn and uri at " + path + "/info");
    }
    String place = path + "/info/" + given.getFirst();
    try {
      return switch (given.getFirst()) {
        case "dn" -> new DistinguishedName(name(text("dn", "/info/dn"), place));
        case "ski" -> KeyIdentifier.of(HexFormat.of().parseHex(text("ski", "/info/ski")));
        case "uri" -> new Location(new URI(text("uri", "/info/uri")));
        default -> certificate(place);
      };
    } catch (URISyntaxException _) {
      throw new MalformedException("not a URI at " + place);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a value out of its bounds at " + place, e);
    }
  }

  private IssuerAndSerial certificate(String place) throws MalformedException {
    X500Name issuer = name(text("issuer", "/info/iasn/issuer"), place + "/issuer");
    BigInteger serial = new BigInteger(text(SERIAL, "/info/iasn/serial"));
    return new IssuerAndSerial(issuer, serial);
  }

  private static X500Name name(String text, String place) throws MalformedException {
    if (text.codePointCount(0, text.length()) > PalInfo.LONGEST) {
      throw new MalformedException("a name of too many characters at " + place);
    }
    try {
      return NameText.parse(text);
    } catch (MalformedException e) {
      throw new MalformedException(e.getMessage() + " at " + place, e);
    }
  }

  private String text(String name, String place) throws MalformedException {
    String text = texts.get(name);
    if (text == null) {
      throw new MalformedException("missing " + name + " at " + path + place);
    }
    return text;
  }
}
