package org.bequest.formats.hardware;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * Modules of one type of hardware.
 *
 * <pre>
 * HardwareModules ::= SEQUENCE {
 *   hwType          OBJECT IDENTIFIER,
 *   hwSerialEntries SEQUENCE OF HardwareSerialEntry } -- RFC 4108 section 2.2.8
 * </pre>
 *
 * @param serials none at all means no module here; RFC 5934 wants at least one
 */
public record HardwareModules(ASN1ObjectIdentifier type, List<HardwareSerialEntry> serials) {
  public HardwareModules {
    serials = List.copyOf(serials);
  }

  /** Every module of this type. */
  public static HardwareModules all(ASN1ObjectIdentifier type) {
    return new HardwareModules(type, List.of(new HardwareSerialEntry.All()));
  }

  /** Whether this module is among them. */
  public boolean contains(HardwareModuleName module) {
    return type.equals(module.type())
        && serials.stream().anyMatch(s -> s.contains(module.serialNumber()));
  }

  public static HardwareModules decode(ASN1Encodable value, String path) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    ASN1ObjectIdentifier type = fields.next("hwType", ASN1ObjectIdentifier::getInstance);
    ASN1Sequence entries = fields.next("hwSerialEntries", ASN1Sequence::getInstance);
    fields.end();
    List<HardwareSerialEntry> serials = new ArrayList<>();
    for (ASN1Encodable entry : entries) {
      serials.add(HardwareSerialEntry.decode(entry, path + "/hwSerialEntries"));
    }
    return new HardwareModules(type, serials);
  }

  public ASN1Sequence toAsn1() {
    ASN1EncodableVector entries = new ASN1EncodableVector();
    serials.forEach(s -> entries.add(s.toAsn1()));
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(type);
    fields.add(new DERSequence(entries));
    return new DERSequence(fields);
  }
}
