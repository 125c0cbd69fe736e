package org.bequest.ca.names;

import java.util.HexFormat;
import org.bequest.formats.MalformedException;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;

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
    try {
      return HardwareModuleName.of(name).filter(this::allows).isPresent();
    } catch (MalformedException _) {
      return false;
    }
  }

  private boolean allows(HardwareModuleName module) {
    return type.equals(module.type())
        && serial.matches(HexFormat.of().formatHex(module.serialNumber().bytes()));
  }
}
