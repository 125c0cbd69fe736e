package org.bequest.formats.pkix;

import java.util.List;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;

/** Reads names from outside to their last part, so that nothing in them can fail later. */
public final class Names {
  private static final int MOST_RDNS = 100;
  private static final int MOST_ATTRIBUTES_OF_RDN = 16;
  private static final int MOST_ALTERNATIVES = 500;

  private Names() {}

  public static X500Name name(ASN1Encodable value, String path) throws MalformedException {
    X500Name name = Asn1.typed(value, X500Name::getInstance, path);
    RDN[] rdns = name.getRDNs();
    if (rdns.length > MOST_RDNS) {
      throw new MalformedException("more than " + MOST_RDNS + " RDNs at " + path);
    }
    for (RDN rdn : rdns) {
      if (rdn.size() == 0 || rdn.size() > MOST_ATTRIBUTES_OF_RDN) {
        throw new MalformedException("an RDN without attributes, or with too many, at " + path);
      }
      for (AttributeTypeAndValue a : Asn1.typed(rdn, RDN::getTypesAndValues, path)) {
        Asn1.typed(a.getValue(), Names::characters, path);
      }
    }
    return name;
  }

  /**
   * The RDNs of a name in a form in which equal ones are equal, and the first of a name are those
   * of the names above it (RFC 5280 section 7.1).
   */
  public static List<List<String>> canonical(X500Name name) {
    return CanonicalName.of(name);
  }

  public static GeneralNames alternatives(ASN1Encodable value, String path)
      throws MalformedException {
    Function<Object, GeneralNames> type = GeneralNames::getInstance;
    GeneralNames names = Asn1.typed((Object) value, type, path);
    int count = names.getNames().length;
    if (count == 0 || count > MOST_ALTERNATIVES) {
      throw new MalformedException("no names, or too many, at " + path);
    }
    for (GeneralName alternative : names.getNames()) {
      check(alternative, path);
    }
    return names;
  }

  /** One GeneralName. */
  public static GeneralName general(ASN1Encodable value, String path) throws MalformedException {
    Function<Object, GeneralName> type = GeneralName::getInstance;
    GeneralName name = Asn1.typed((Object) value, type, path);
    check(name, path);
    return name;
  }

  private static void check(GeneralName alternative, String path) throws MalformedException {
    if (alternative.getTagNo() == GeneralName.directoryName) {
      name(alternative.getName(), path);
    }
    if (alternative.getTagNo() == GeneralName.otherName) {
      Asn1.typed(alternative.getName(), Names::otherName, path);
    }
    if (alternative.getName() instanceof ASN1IA5String text && !isPrintable(text.getString())) {
      throw new MalformedException("a character that is not printable ASCII at " + path);
    }
  }

  /** Exactly a type and a value: Bouncy Castle does not count. */
  private static OtherName otherName(ASN1Encodable value) {
    if (ASN1Sequence.getInstance(value).size() != 2) {
      throw new IllegalArgumentException("an otherName has a type and a value");
    }
    return OtherName.getInstance(value);
  }

  /** A NUL or an 8-bit character in a host name only serves to fool somebody. */
  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  /** Bouncy Castle decodes the characters of some string types only when they are asked for. */
  private static int characters(ASN1Encodable value) {
    return value instanceof ASN1String text ? text.getString().length() : 0;
  }
}
