package org.bequest.ca.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/** A subject as a word for a program. */
final class SlashedName {
  private static final String SPECIAL = "/+\\=";

  private SlashedName() {}

  /**
   * As {@code openssl} takes it after {@code -subj}: {@code /2.5.4.3=pump-7}; the attributes by
   * number, so that none depends on what a tool calls it. Empty when a value is no text.
   */
  static Optional<String> of(X500Name name) {
    StringBuilder text = new StringBuilder();
    for (RDN rdn : name.getRDNs()) {
      List<String> attributes = new ArrayList<>();
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (!(attribute.getValue() instanceof ASN1String value)) {
          return Optional.empty();
        }
        attributes.add(attribute.getType().getId() + "=" + escaped(value.getString()));
      }
      text.append('/').append(String.join("+", attributes));
    }
    return Optional.of(text.isEmpty() ? "/" : text.toString());
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    value
        .chars()
        .forEach(c -> {
          if (SPECIAL.indexOf(c) >= 0) {
            text.append('\\');
          }
          text.append((char) c);
        });
    return text.toString();
  }
}
