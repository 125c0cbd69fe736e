package org.bequest.ca.names;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/**
 * {@code ip:10.0.0.0/8}, {@code ip:2001:db8::7}.
 *
 * @param length of the address in octets, 4 or 16
 * @param suffix bits on the right that may be anything
 */
record AddressRule(BigInteger network, int length, int suffix) implements NameRule {
  static AddressRule parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!IPAddress.isValid(address)) {
      throw new IllegalArgumentException("has no IP address after ip:");
    }
    byte[] octets = octets(address);
    int bits = octets.length * 8;
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
    BigInteger network = new BigInteger(1, octets).shiftRight(bits - prefix);
    return new AddressRule(network, octets.length, bits - prefix);
  }

  @Override
  public boolean allows(AttributeTypeAndValue attribute) {
    return attribute.getType().equals(BCStyle.CN)
        && attribute.getValue() instanceof ASN1String text
        && IPAddress.isValid(text.getString())
        && contains(octets(text.getString()));
  }

  @Override
  public boolean allows(GeneralName name) {
    return name.getTagNo() == GeneralName.iPAddress
        && name.getName() instanceof ASN1OctetString address
        && contains(address.getOctets());
  }

  private boolean contains(byte[] address) {
    return address.length == length
        && new BigInteger(1, address).shiftRight(suffix).equals(network);
  }

  private static byte[] octets(String address) {
    GeneralName name = new GeneralName(GeneralName.iPAddress, address);
    return ASN1OctetString.getInstance(name.getName()).getOctets();
  }

  private static int prefix(String text, int bits) {
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > bits) {
      throw new IllegalArgumentException("has no prefix length of 0 to " + bits);
    }
    return Integer.parseInt(text);
  }
}
