package org.bequest.ca.names;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.bequest.ca.der.Der;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/** An alternative name as text: {@code dns:a.example}, {@code ip:10.0.0.7}. */
public final class AlternativeText {
  private AlternativeText() {}

  /** For people: in characters that can be printed, for a device chose it. */
  public static String of(GeneralName name) {
    return exact(name).replaceAll("\\p{C}", "\uFFFD");
  }

  /** For programs: what is no text as DER in hexadecimal after {@code #}. */
  public static String exact(GeneralName name) {
    return AlternativeKind.of(name).map(AlternativeKind::word).orElse("unknown")
        + ":"
        + value(name);
  }

  private static String value(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.uniformResourceIdentifier ->
          ((ASN1String) name.getName()).getString();
      case GeneralName.directoryName -> NameText.of(X500Name.getInstance(name.getName()));
      case GeneralName.iPAddress -> address(ASN1OctetString.getInstance(name.getName()));
      case GeneralName.registeredID -> name.getName().toString();
      default -> "#" + HexFormat.of().formatHex(Der.encode(name.getName()));
    };
  }

  private static String address(ASN1OctetString address) {
    try {
      return InetAddress.getByAddress(address.getOctets()).getHostAddress();
    } catch (UnknownHostException _) {
      return "#" + HexFormat.of().formatHex(address.getOctets());
    }
  }
}
