package org.bequest.formats.pkix;

import java.util.Set;
import java.util.regex.Pattern;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** From a text to the value of an attribute of a name, in the string type of its definition. */
public final class AttributeValues {
  private static final Set<ASN1ObjectIdentifier> PRINTABLE =
      Set.of(BCStyle.C, BCStyle.SERIALNUMBER, BCStyle.DN_QUALIFIER);
  private static final Set<ASN1ObjectIdentifier> IA5 = Set.of(BCStyle.DC, BCStyle.E);
  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

  private AttributeValues() {}

  /**
   * RFC 5280 appendix A.1; where there is a choice, UTF8String (4.1.2.4). Nothing in the text means
   * anything but itself.
   */
  public static ASN1Encodable of(ASN1ObjectIdentifier type, String text) throws MalformedException {
    if (PRINTABLE.contains(type)) {
      if (!DERPrintableString.isPrintableString(text)) {
        throw new MalformedException("not a PrintableString: the value of " + type);
      }
      return new DERPrintableString(text);
    }
    if (IA5.contains(type)) {
      if (!ASCII.matcher(text).matches()) {
        throw new MalformedException("not ASCII: the value of " + type);
      }
      return new DERIA5String(text);
    }
    return new DERUTF8String(text);
  }
}
