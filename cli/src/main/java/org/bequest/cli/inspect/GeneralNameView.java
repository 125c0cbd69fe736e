package org.bequest.cli.inspect;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;

/** A GeneralName (RFC 5280 section 4.2.1.6) under the name of its choice. */
record GeneralNameView(Inspection in) {
  Shown of(GeneralName name) {
    ASN1Encodable value = name.getName();
    try {
      return switch (name.getTagNo()) {
        case GeneralName.otherName -> choice("otherName", other(OtherName.getInstance(value)));
        case GeneralName.rfc822Name -> choice("rfc822Name", text(value));
        case GeneralName.dNSName -> choice("dNSName", text(value));
        case GeneralName.x400Address -> choice("x400Address", Shown.octets(Der.of(value)));
        case GeneralName.directoryName ->
            choice("directoryName", in.name(X500Name.getInstance(value)));
        case GeneralName.ediPartyName -> choice("ediPartyName", Shown.octets(Der.of(value)));
        case GeneralName.uniformResourceIdentifier ->
            choice("uniformResourceIdentifier", text(value));
        case GeneralName.iPAddress ->
            choice("iPAddress", address(ASN1OctetString.getInstance(value).getOctets()));
        case GeneralName.registeredID ->
            choice("registeredID", in.oid(ASN1ObjectIdentifier.getInstance(value)));
        default -> Shown.octets(Der.of(value));
      };
    } catch (RuntimeException e) {
      return Shown.octets(Der.of(value)).but("no GeneralName to be read: " + e.getMessage());
    }
  }

  private static Shown choice(String choice, Shown value) {
    return Shown.fields().add(choice, value).shown();
  }

  private static Shown text(ASN1Encodable value) {
    return Shown.text(((ASN1String) value.toASN1Primitive()).getString());
  }

  private Shown other(OtherName other) {
    return Shown.fields()
        .add("type-id", in.oid(other.getTypeID()))
        .add("value", in.any(other.getValue()))
        .shown();
  }

  /** An address; in name constraints with its mask behind it. */
  static Shown address(byte[] octets) {
    try {
      return Shown.text(
          switch (octets.length) {
            case 4, 16 -> InetAddress.getByAddress(octets).getHostAddress();
            case 8, 32 -> part(octets, 0) + "/" + part(octets, octets.length / 2);
            default -> throw new UnknownHostException("no address");
          });
    } catch (UnknownHostException _) {
      return Shown.octets(octets).but("no address of 4 or 16 octets (RFC 5280 4.2.1.6)");
    }
  }

  private static String part(byte[] octets, int from) throws UnknownHostException {
    byte[] half = Arrays.copyOfRange(octets, from, from + octets.length / 2);
    return InetAddress.getByAddress(half).getHostAddress();
  }
}
