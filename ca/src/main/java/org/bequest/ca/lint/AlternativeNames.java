package org.bequest.ca.lint;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/** Reads the SubjectAltName extension for the rules. */
final class AlternativeNames {
  private AlternativeNames() {}

  /** Empty when there is no such extension, or nothing in it. */
  static List<GeneralName> of(TbsFields tbs) {
    return tbs.extension(Extension.subjectAlternativeName)
        .map(e -> of(ASN1Sequence.getInstance(e.getParsedValue())))
        .orElse(List.of());
  }

  /** The texts of the names with this tag, whose type is IA5String. */
  static List<String> texts(TbsFields tbs, int tag) {
    return of(tbs).stream()
        .filter(n -> n.getTagNo() == tag)
        .map(n -> ASN1IA5String.getInstance(n.getName()).getString())
        .toList();
  }

  private static List<GeneralName> of(ASN1Sequence sequence) {
    List<GeneralName> names = new ArrayList<>(sequence.size());
    for (ASN1Encodable name : sequence) {
      names.add(GeneralName.getInstance(name));
    }
    return names;
  }
}
