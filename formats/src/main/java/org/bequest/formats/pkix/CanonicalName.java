package org.bequest.formats.pkix;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Names in a form in which equal names are equal strings, made in linear time.
 *
 * <p>RFC 5280 section 7.1: attribute values are compared after the string preparation of RFC 4518:
 * whatever the string type, in one case, compatibility characters as what they stand for, and runs
 * of blanks as one. The attributes of an RDN are a set, the RDNs of a name a sequence. Sections 7.2
 * to 7.5: host names without regard to case, the local part of a mailbox with it.
 */
final class CanonicalName {
  private CanonicalName() {}

  static List<List<String>> of(X500Name name) {
    return Arrays.stream(name.getRDNs()).map(CanonicalName::rdn).toList();
  }

  static Set<String> of(List<GeneralName> names) {
    return names.stream().map(CanonicalName::generalName).collect(Collectors.toSet());
  }

  private static List<String> rdn(RDN rdn) {
    return Arrays.stream(rdn.getTypesAndValues()).map(CanonicalName::attribute).sorted().toList();
  }

  private static String attribute(AttributeTypeAndValue attribute) {
    return attribute.getType().getId() + '=' + value(attribute.getValue());
  }

  private static String value(ASN1Encodable value) {
    return isText(value) ? "text:" + prepared(((ASN1String) value).getString()) : hex(value);
  }

  /** Two of Bouncy Castle's string types give hexadecimal digits instead of characters. */
  static boolean isText(ASN1Encodable value) {
    return value instanceof ASN1String
        && !(value instanceof ASN1UniversalString)
        && !(value instanceof ASN1BitString);
  }

  private static String prepared(String text) {
    String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
    String folded = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    StringBuilder prepared = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (!blank) {
        prepared.append(c);
      } else if (!prepared.isEmpty() && prepared.charAt(prepared.length() - 1) != ' ') {
        prepared.append(' ');
      }
    }
    return prepared.toString().stripTrailing();
  }

  private static String generalName(GeneralName name) {
    String value =
        switch (name.getTagNo()) {
          case GeneralName.dNSName -> lower(text(name));
          case GeneralName.rfc822Name -> mailbox(text(name));
          case GeneralName.uniformResourceIdentifier -> uri(text(name));
          case GeneralName.directoryName -> of(X500Name.getInstance(name.getName())).toString();
          default -> hex(name.getName());
        };
    return name.getTagNo() + ":" + value;
  }

  private static String text(GeneralName name) {
    return ((ASN1String) name.getName()).getString();
  }

  private static String mailbox(String address) {
    int at = address.lastIndexOf('@');
    return address.substring(0, at + 1) + lower(address.substring(at + 1));
  }

  /** Scheme and authority without regard to case; the rest of a URI is significant as it stands. */
  private static String uri(String uri) {
    int authority = uri.indexOf("://");
    int end = authority < 0 ? uri.indexOf(':') : uri.indexOf('/', authority + 3);
    int split = end < 0 && authority >= 0 ? uri.length() : Math.max(end, 0);
    return lower(uri.substring(0, split)) + uri.substring(split);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String hex(ASN1Encodable value) {
    return "#" + HexFormat.of().formatHex(Der.of(value));
  }
}
