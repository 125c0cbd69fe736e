package org.bequest.ca.names;

import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;

/**
 * {@code hardware-module:1.3.6.1.4.1.99/0a0b*}: a HardwareModuleName (RFC 4108 section 5) of this
 * type, its serial number as a pattern over hexadecimal digits.
 */
record HardwareModuleRule(ASN1ObjectIdentifier type, Glob serial) implements NameRule {
  static HardwareModuleRule parse(String text) {
    int slash = text.indexOf('/');
    String serial = text.substring(slash + 1);
    if (slash < 0 || !serial.matches("[0-9a-f*]+")) {
      throw new IllegalArgumentException("is not hardware-module:TYPE/serial number in hex");
    }
    return new HardwareModuleRule(
        new ASN1ObjectIdentifier(text.substring(0, slash)), new Glob(serial, ""));
  }

  @Override
  public boolean allows(GeneralName name) {
    return AlternativeKind.of(name).filter(AlternativeKind.HARDWARE_MODULE::equals).isPresent()
        && OtherName.getInstance(name.getName()).getValue() instanceof ASN1Sequence module
        && module.size() == 2
        && type.equals(module.getObjectAt(0))
        && module.getObjectAt(1) instanceof ASN1OctetString number
        && serial.matches(HexFormat.of().formatHex(number.getOctets()));
  }
}
