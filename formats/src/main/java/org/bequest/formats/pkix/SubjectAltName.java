package org.bequest.formats.pkix;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/** The subjectAltName among extensions, requested or issued (RFC 5280 section 4.2.1.6). */
final class SubjectAltName {
  private static final String PATH = "/extensions/subjectAltName";

  private SubjectAltName() {}

  static List<GeneralName> of(@Nullable Extensions extensions) throws MalformedException {
    if (extensions == null) {
      return List.of();
    }
    Extension found = extensions.getExtension(Extension.subjectAlternativeName);
    if (found == null) {
      return List.of();
    }
    byte[] value = found.getExtnValue().getOctets();
    return List.of(
        Names.alternatives(Asn1.der(value, RequestedExtensions.LIMITS), PATH).getNames());
  }
}
