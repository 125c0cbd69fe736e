package org.bequest.formats.pkix;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Distinguished names as text by RFC 4514, in linear time (security rule S-51), safe to print: what
 * controls a terminal or a log is escaped.
 *
 * <p>An attribute type is written by its descriptor where the LDAP registry has one for it, else as
 * {@code 1.2.3=#<hex of the DER>}.
 */
public final class NameText {
  private static final String ESCAPED_EVERYWHERE = "\"+,;<>\\";

  private static final Map<String, String> DESCRIPTORS =
      Map.ofEntries(
          Map.entry("2.5.4.3", "CN"),
          Map.entry("2.5.4.4", "sn"),
          Map.entry("2.5.4.5", "serialNumber"),
          Map.entry("2.5.4.6", "C"),
          Map.entry("2.5.4.7", "L"),
          Map.entry("2.5.4.8", "ST"),
          Map.entry("2.5.4.9", "STREET"),
          Map.entry("2.5.4.10", "O"),
          Map.entry("2.5.4.11", "OU"),
          Map.entry("2.5.4.12", "title"),
          Map.entry("2.5.4.42", "givenName"),
          Map.entry("2.5.4.46", "dnQualifier"),
          Map.entry("0.9.2342.19200300.100.1.1", "UID"),
          Map.entry("0.9.2342.19200300.100.1.25", "DC"),
          Map.entry("1.2.840.113549.1.9.1", "emailAddress"));

  private final StringBuilder text = new StringBuilder();

  private NameText() {}

  /** Reads a text of RFC 4514; an empty one is an empty name. */
  public static X500Name parse(String text) throws MalformedException {
    return NameTextReader.read(text, AttributeValues::of);
  }

  /**
   * The same for a text whose values are yet to be filled in: each is a UTF8String, whatever its
   * attribute wants.
   */
  public static X500Name parseTemplate(String text) throws MalformedException {
    return NameTextReader.read(text, (_, value) -> new DERUTF8String(value));
  }

  public static String of(X500Name name) {
    NameText writer = new NameText();
    RDN[] rdns = name.getRDNs();
    for (int i = rdns.length - 1; i >= 0; i--) {
      writer.rdn(rdns[i]);
      writer.text.append(i > 0 ? "," : "");
    }
    return writer.text.toString();
  }

  private void rdn(RDN rdn) {
    String separator = "";
    for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
      text.append(separator);
      attribute(attribute);
      separator = "+";
    }
  }

  private void attribute(AttributeTypeAndValue attribute) {
    String oid = attribute.getType().getId();
    String descriptor = DESCRIPTORS.get(oid);
    if (descriptor != null && CanonicalName.isText(attribute.getValue())) {
      text.append(descriptor).append('=');
      escaped(((ASN1String) attribute.getValue()).getString());
    } else {
      text.append(descriptor == null ? oid : descriptor).append("=#");
      text.append(HexFormat.of().formatHex(Der.of(attribute.getValue())));
    }
  }

  private void escaped(String value) {
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      int next = i + Character.charCount(c);
      boolean edge = (i == 0 && (c == ' ' || c == '#')) || (next == value.length() && c == ' ');
      if (isUnprintable(c)) {
        hexPairs(c);
      } else {
        text.append(edge || ESCAPED_EVERYWHERE.indexOf(c) >= 0 ? "\\" : "").appendCodePoint(c);
      }
      i = next;
    }
  }

  private static boolean isUnprintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private void hexPairs(int c) {
    for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      text.append('\\').append(HexFormat.of().toHexDigits(octet));
    }
  }
}
