package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;

/** The value of a control that is an OCTET STRING. */
final class OctetValue {
  private OctetValue() {}

  static Octets decode(Encoded value, String path) throws MalformedException {
    ASN1OctetString octets = Asn1.typed((Object) value.value(), ASN1OctetString::getInstance, path);
    return Octets.of(octets.getOctets());
  }

  static Encoded encoded(Octets octets) {
    return Encoded.of(new DEROctetString(octets.bytes()));
  }

  static List<Encoded> encode(Octets octets) {
    return List.of(encoded(octets));
  }
}
