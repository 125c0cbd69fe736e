package org.bequest.formats.pkix;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERUTF8String;

/** Where every field must have a value, an empty one stands for "fill this in" (RFC 9908 3.4). */
final class OpenNames {
  private OpenNames() {}

  static List<List<WantedName>> read(ASN1Encodable name) throws MalformedException {
    return NameTemplate.read(name).stream()
        .map(rdn -> rdn.stream().map(OpenNames::opened).toList())
        .toList();
  }

  private static WantedName opened(WantedName name) {
    return name.value().filter(OpenNames::isEmpty).isPresent()
        ? new WantedName(name.type(), null)
        : name;
  }

  private static boolean isEmpty(ASN1Encodable value) {
    return value instanceof ASN1String text && text.getString().isEmpty();
  }

  static ASN1Sequence write(List<List<WantedName>> subject) {
    return NameTemplate.write(
        subject.stream().map(rdn -> rdn.stream().map(OpenNames::closed).toList()).toList());
  }

  private static WantedName closed(WantedName name) {
    return name.value().isPresent() ? name : new WantedName(name.type(), new DERUTF8String(""));
  }

  static WantedExtension closed(WantedExtension extension) {
    return extension.value().isPresent()
        ? extension
        : new WantedExtension(extension.id(), extension.critical(), new byte[0]);
  }
}
