package org.bequest.ca.exec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.der.Der;
import org.bequest.ca.names.AlternativeKind;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/** Names as words for a program. */
final class NameWords {
  private static final String SPECIAL = "/+\\=";

  private NameWords() {}

  /**
   * As {@code openssl} takes it after {@code -subj}: {@code /2.5.4.3=pump-7}; the attributes by
   * number, so that none depends on what a tool calls it. Empty when a value is no text.
   */
  static Optional<String> slashed(X500Name name) {
    StringBuilder text = new StringBuilder();
    for (RDN rdn : name.getRDNs()) {
      List<String> attributes = new ArrayList<>();
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (!(attribute.getValue() instanceof ASN1String value)) {
          return Optional.empty();
        }
        attributes.add(attribute.getType().getId() + "=" + escaped(value.getString()));
      }
      text.append('/').append(String.join("+", attributes));
    }
    return Optional.of(text.isEmpty() ? "/" : text.toString());
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    value
        .chars()
        .forEach(c -> {
          if (SPECIAL.indexOf(c) >= 0) {
            text.append('\\');
          }
          text.append((char) c);
        });
    return text.toString();
  }

  /** {@code dns:a.example}, {@code ip:10.0.0.7}; what is no text as DER in hexadecimal. */
  static String of(GeneralName name) {
    String kind = AlternativeKind.of(name).map(AlternativeKind::word).orElse("other");
    String value =
        switch (name.getTagNo()) {
          case GeneralName.dNSName, GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier ->
              ((ASN1String) name.getName()).getString();
          case GeneralName.iPAddress -> address(name);
          case GeneralName.directoryName -> X500Name.getInstance(name.getName()).toString();
          case GeneralName.registeredID -> name.getName().toString();
          default -> "#" + HexFormat.of().formatHex(Der.encode(name.getName()));
        };
    return kind + ":" + value;
  }

  private static String address(GeneralName name) {
    byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
    try {
      return InetAddress.getByAddress(octets).getHostAddress();
    } catch (UnknownHostException _) {
      return "#" + HexFormat.of().formatHex(octets);
    }
  }
}
