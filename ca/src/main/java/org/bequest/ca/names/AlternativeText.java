package org.bequest.ca.names;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/** An alternative name for people, {@code dns:a.example}, in characters that can be printed. */
public final class AlternativeText {
  private AlternativeText() {}

  public static String of(GeneralName name) {
    String kind = AlternativeKind.of(name).map(AlternativeKind::word).orElse("unknown");
    return kind + ":" + value(name).replaceAll("\\p{C}", "\uFFFD");
  }

  private static String value(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.uniformResourceIdentifier ->
          ((ASN1String) name.getName()).getString();
      case GeneralName.directoryName -> NameText.of(X500Name.getInstance(name.getName()));
      case GeneralName.iPAddress -> address(ASN1OctetString.getInstance(name.getName()));
      default -> name.getName().toString();
    };
  }

  private static String address(ASN1OctetString address) {
    try {
      return InetAddress.getByAddress(address.getOctets()).getHostAddress();
    } catch (UnknownHostException _) {
      return HexFormat.of().formatHex(address.getOctets());
    }
  }
}
