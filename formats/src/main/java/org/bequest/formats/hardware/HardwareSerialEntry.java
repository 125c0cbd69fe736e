package org.bequest.formats.hardware;

import java.util.Arrays;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/**
 * Serial numbers of one type of hardware.
 *
 * <pre>
 * HardwareSerialEntry ::= CHOICE {
 *   all    NULL,
 *   single OCTET STRING,
 *   block  SEQUENCE {
 *     low  OCTET STRING,
 *     high OCTET STRING } }                           -- RFC 4108 section 2.2.8
 * </pre>
 */
public sealed interface HardwareSerialEntry {
  /** Every serial number there is. */
  record All() implements HardwareSerialEntry {
    @Override
    public boolean contains(Octets serialNumber) {
      return true;
    }

    @Override
    public ASN1Primitive toAsn1() {
      return DERNull.INSTANCE;
    }
  }

  /** One serial number. */
  record Single(Octets serialNumber) implements HardwareSerialEntry {
    @Override
    public boolean contains(Octets other) {
      return serialNumber.equals(other);
    }

    @Override
    public ASN1Primitive toAsn1() {
      return new DEROctetString(serialNumber.bytes());
    }
  }

  /**
   * The serial numbers from the lowest to the highest, with both. They are compared as unsigned
   * octets and only when all three are of one length: the RFC gives them no order.
   */
  record Block(Octets low, Octets high) implements HardwareSerialEntry {
    @Override
    public boolean contains(Octets serialNumber) {
      return low.length() == high.length()
          && low.length() == serialNumber.length()
          && Arrays.compareUnsigned(low.bytes(), serialNumber.bytes()) <= 0
          && Arrays.compareUnsigned(serialNumber.bytes(), high.bytes()) <= 0;
    }

    @Override
    public ASN1Primitive toAsn1() {
      ASN1EncodableVector fields = new ASN1EncodableVector();
      fields.add(new DEROctetString(low.bytes()));
      fields.add(new DEROctetString(high.bytes()));
      return new DERSequence(fields);
    }

    static Block decode(ASN1Encodable value, String path) throws MalformedException {
      SequenceReader fields = SequenceReader.of(value, path);
      ASN1OctetString low = fields.next("low", ASN1OctetString::getInstance);
      ASN1OctetString high = fields.next("high", ASN1OctetString::getInstance);
      fields.end();
      return new Block(Octets.of(low.getOctets()), Octets.of(high.getOctets()));
    }
  }

  boolean contains(Octets serialNumber);

  ASN1Primitive toAsn1();

  static HardwareSerialEntry decode(ASN1Encodable value, String path) throws MalformedException {
    return switch (value.toASN1Primitive()) {
      case ASN1Null _ -> new All();
      case ASN1OctetString single -> new Single(Octets.of(single.getOctets()));
      default -> Block.decode(value, path);
    };
  }
}
