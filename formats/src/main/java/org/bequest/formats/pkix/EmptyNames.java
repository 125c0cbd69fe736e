package org.bequest.formats.pkix;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Empty choices of a GeneralName stand for "fill this in" in a template (RFC 9908 section 3.4). */
public final class EmptyNames {
  private EmptyNames() {}

  /** Whether a subjectAltName has one; a value that is not a subjectAltName has none. */
  static boolean in(byte[] subjectAltName) {
    try {
      Object value = Asn1.ber(subjectAltName, RequestedExtensions.LIMITS);
      for (GeneralName name :
          Asn1.typed(value, GeneralNames::getInstance, "/subjectAltName").getNames()) {
        if (is(name)) {
          return true;
        }
      }
      return false;
    } catch (MalformedException e) {
      return false;
    }
  }

  /** Whether this name is one to fill in. */
  public static boolean is(GeneralName name) {
    return switch (name.getName()) {
      case ASN1OctetString octets -> octets.getOctetsLength() == 0;
      case ASN1String text -> text.getString().isEmpty();
      case X500Name directory -> directory.getRDNs().length == 0;
      default -> false;
    };
  }
}
