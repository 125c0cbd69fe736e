package org.bequest.formats.cmc.control;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;

/** The value of a control that is an OCTET STRING. */
final class OctetValue {
  private static final int MOST = 1000;

  private OctetValue() {}

  static Octets decode(Encoded value, String path) throws MalformedException {
    ASN1OctetString octets = Asn1.typed((Object) value.value(), ASN1OctetString::getInstance, path);
    return Octets.of(octets.getOctets());
  }

  /** {@code SEQUENCE OF OCTET STRING}. */
  static List<Octets> decodeList(Encoded value, String path) throws MalformedException {
    List<Octets> all = new ArrayList<>();
    for (Encoded element : PartReader.elements(value, MOST, path)) {
      all.add(decode(element, path));
    }
    return all;
  }

  static Encoded encodeList(List<Octets> all) {
    return Encoded.sequenceOf(all.stream().map(OctetValue::encoded).toList());
  }

  static Encoded encoded(Octets octets) {
    return Encoded.of(new DEROctetString(octets.bytes()));
  }

  static List<Encoded> encode(Octets octets) {
    return List.of(encoded(octets));
  }
}
