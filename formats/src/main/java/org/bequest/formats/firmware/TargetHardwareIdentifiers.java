package org.bequest.formats.firmware;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The types of hardware that the package is for.
 *
 * <pre>
 * TargetHardwareIdentifiers ::= SEQUENCE OF OBJECT IDENTIFIER -- RFC 4108 section 2.2.4
 * </pre>
 */
public record TargetHardwareIdentifiers(List<ASN1ObjectIdentifier> types)
    implements FirmwareAttribute {
  public TargetHardwareIdentifiers {
    types = List.copyOf(types);
  }

  public static TargetHardwareIdentifiers of(ASN1ObjectIdentifier... types) {
    return new TargetHardwareIdentifiers(List.of(types));
  }

  static TargetHardwareIdentifiers decode(ASN1Encodable value, String path)
      throws MalformedException {
    return new TargetHardwareIdentifiers(ObjectIdentifiers.decode(value, path));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return FirmwareOids.TARGET_HARDWARE;
  }

  @Override
  public ASN1Encodable value() {
    return ObjectIdentifiers.toAsn1(types);
  }
}
