package org.bequest.cli.inspect;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTCTime;

/** ASN.1 of which only the universal types are known. */
record AnyView(Inspection in) {
  private static final int MOST_ELEMENTS = 64;

  Shown of(ASN1Encodable value) {
    ASN1Primitive primitive = value.toASN1Primitive();
    try {
      return switch (primitive) {
        case ASN1ObjectIdentifier oid -> in.oid(oid);
        case ASN1Integer number -> Shown.number(number.getValue());
        case ASN1Enumerated number -> Shown.number(number.getValue());
        case ASN1Boolean flag -> Shown.flag(flag.isTrue());
        case ASN1Null _ -> Shown.text("NULL");
        case ASN1OctetString octets -> Shown.octets(octets.getOctets());
        case ASN1BitString bits -> Shown.octets(bits.getBytes());
        case ASN1UTCTime time -> Shown.time(time.getAdjustedDate().toInstant());
        case ASN1GeneralizedTime time -> Shown.time(time.getDate().toInstant());
        case ASN1String text -> Shown.text(text.getString());
        case ASN1Sequence sequence -> list(sequence);
        case ASN1Set set -> list(set);
        case ASN1Primitive other -> Shown.octets(Der.of(other));
      };
    } catch (ParseException | RuntimeException _) {
      return Shown.octets(Der.of(primitive));
    }
  }

  private Shown list(Iterable<ASN1Encodable> elements) {
    List<Shown> list = new ArrayList<>();
    for (ASN1Encodable element : elements) {
      if (list.size() == MOST_ELEMENTS) {
        list.add(Shown.text("…"));
        break;
      }
      list.add(of(element));
    }
    return Shown.list(list);
  }
}
