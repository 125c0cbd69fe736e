package org.bequest.crypto.pkcs12;

import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Encodable;
import org.jspecify.annotations.Nullable;

/** A value that must be there, as a type of Bouncy Castle. */
final class Structure {
  private Structure() {}

  static <T> T of(@Nullable ASN1Encodable value, Function<Object, T> type, String name)
      throws MalformedException {
    if (value == null) {
      throw new MalformedException("missing " + name);
    }
    return Asn1.typed((Object) value, type, "/" + name);
  }
}
