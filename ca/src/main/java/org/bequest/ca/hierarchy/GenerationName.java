package org.bequest.ca.hierarchy;

import java.util.Arrays;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * Names of issuing authorities over time. Each key has a name of its own, {@code CN=Plant Issuing
 * CA G2}, so that a revocation list of one is never taken for the list of another (RFC 5280 5).
 */
final class GenerationName {
  private static final int LONGEST_COMMON_NAME = 64;

  private GenerationName() {}

  /**
   * @param number of the key that gets the name
   */
  static X500Name of(X500Name present, int number) {
    X500NameBuilder next = new X500NameBuilder(BCStyle.INSTANCE);
    boolean named = Arrays.stream(present.getRDNs()).anyMatch(GenerationName::isCommonName);
    for (RDN rdn : present.getRDNs()) {
      if (isCommonName(rdn)) {
        next.addRDN(BCStyle.CN, of(IETFUtils.valueToString(rdn.getFirst().getValue()), number));
      } else {
        next.addMultiValuedRDN(rdn.getTypesAndValues());
      }
    }
    return named ? next.build() : next.addRDN(BCStyle.CN, "G" + number).build();
  }

  private static String of(String commonName, int number) {
    String suffix = " G" + number;
    String base = commonName.replaceFirst(" G\\d+$", "");
    int most = LONGEST_COMMON_NAME - suffix.length();
    return (base.length() > most ? base.substring(0, most) : base) + suffix;
  }

  private static boolean isCommonName(RDN rdn) {
    return !rdn.isMultiValued() && rdn.getFirst().getType().equals(BCStyle.CN);
  }
}
