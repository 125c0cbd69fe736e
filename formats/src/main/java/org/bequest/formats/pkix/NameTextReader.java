package org.bequest.formats.pkix;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Reads the text of a distinguished name by RFC 4514, blanks around its parts left out. The first
 * RDN of the text is the last of the name (section 2.1).
 *
 * <pre>
 * distinguishedName = [ relativeDistinguishedName *( COMMA relativeDistinguishedName ) ]
 * relativeDistinguishedName = attributeTypeAndValue *( PLUS attributeTypeAndValue )
 * attributeTypeAndValue = attributeType EQUALS attributeValue
 * attributeValue = string / hexstring                              -- RFC 4514 section 3
 * </pre>
 */
final class NameTextReader {
  private static final Pattern DOTTED = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,30})){1,30}");
  private static final Pattern HEX_PAIR = Pattern.compile("[0-9a-fA-F]{2}");
  private static final Map<String, ASN1ObjectIdentifier> SHORT_NAMES =
      Map.of(
          "sn", BCStyle.SURNAME,
          "serialnumber", BCStyle.SERIALNUMBER,
          "emailaddress", BCStyle.E,
          "title", BCStyle.T,
          "dnqualifier", BCStyle.DN_QUALIFIER);

  private final String text;
  private final Values values;
  private int at;

  private NameTextReader(String text, Values values) {
    this.text = text;
    this.values = values;
  }

  /** From the characters of a value to the value. */
  interface Values {
    ASN1Encodable of(ASN1ObjectIdentifier type, String text) throws MalformedException;
  }

  static X500Name read(String text, Values values) throws MalformedException {
    return text.isBlank() ? new X500Name(new RDN[0]) : new NameTextReader(text, values).name();
  }

  private X500Name name() throws MalformedException {
    List<RDN> rdns = new ArrayList<>();
    do {
      rdns.add(rdn());
    } while (skip(','));
    if (at < text.length()) {
      throw malformed("an unescaped " + text.charAt(at));
    }
    return new X500Name(rdns.reversed().toArray(RDN[]::new));
  }

  private RDN rdn() throws MalformedException {
    List<AttributeTypeAndValue> attributes = new ArrayList<>();
    do {
      attributes.add(attribute());
    } while (skip('+'));
    return new RDN(attributes.toArray(AttributeTypeAndValue[]::new));
  }

  private AttributeTypeAndValue attribute() throws MalformedException {
    int equals = text.indexOf('=', at);
    if (equals < 0) {
      throw malformed("an attribute without an equals sign");
    }
    ASN1ObjectIdentifier type = type(text.substring(at, equals).strip());
    at = equals + 1;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    ASN1Encodable value =
        at < text.length() && text.charAt(at) == '#' ? encoded() : values.of(type, string());
    return new AttributeTypeAndValue(type, value);
  }

  private ASN1ObjectIdentifier type(String name) throws MalformedException {
    ASN1ObjectIdentifier known = SHORT_NAMES.get(name.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    try {
      return DOTTED.matcher(name).matches()
          ? new ASN1ObjectIdentifier(name)
          : BCStyle.INSTANCE.attrNameToOID(name);
    } catch (IllegalArgumentException _) {
      throw malformed("an unknown attribute type");
    }
  }

  private ASN1Encodable encoded() throws MalformedException {
    int end = at + 1;
    while (end < text.length() && ",+ ".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String digits = text.substring(at + 1, end);
    at = end;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    try {
      return Asn1.der(HexFormat.of().parseHex(digits), RequestedExtensions.LIMITS);
    } catch (IllegalArgumentException _) {
      throw malformed("no hexadecimal digits after #");
    }
  }

  /** Up to an unescaped separator; an escaped blank at the end stays. */
  private String string() throws MalformedException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int significant = 0;
    while (at < text.length() && ",+".indexOf(text.charAt(at)) < 0) {
      int c = text.codePointAt(at);
      if (c == '\\') {
        escaped(octets);
        significant = octets.size();
        continue;
      }
      if ("\";<>".indexOf(c) >= 0 || c == 0) {
        throw malformed("an unescaped character that has a meaning");
      }
      octets.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      significant = c == ' ' ? significant : octets.size();
      at += Character.charCount(c);
    }
    return utf8(ByteBuffer.wrap(octets.toByteArray(), 0, significant));
  }

  private void escaped(ByteArrayOutputStream octets) throws MalformedException {
    String pair = text.substring(at + 1, Math.min(at + 3, text.length()));
    if (HEX_PAIR.matcher(pair).matches()) {
      octets.write(Integer.parseInt(pair, 16));
      at += 3;
    } else if (!pair.isEmpty() && " \"#+,;<=>\\".indexOf(pair.charAt(0)) >= 0) {
      octets.write(pair.charAt(0));
      at += 2;
    } else {
      throw malformed("a backslash before what needs none");
    }
  }

  private String utf8(ByteBuffer octets) throws MalformedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
    } catch (CharacterCodingException _) {
      throw malformed("octets that are not UTF-8");
    }
  }

  private boolean skip(char separator) {
    boolean there = at < text.length() && text.charAt(at) == separator;
    at += there ? 1 : 0;
    return there;
  }

  private MalformedException malformed(String what) {
    return new MalformedException("not a name of RFC 4514: " + what + " near character " + at);
  }
}
