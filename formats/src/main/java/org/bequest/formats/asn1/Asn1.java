package org.bequest.formats.asn1;

import java.io.IOException;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Primitive;

/** The entry points for encodings from outside. */
public final class Asn1 {
  private Asn1() {}

  /** One value in DER, whole and within its limits. */
  public static ASN1Primitive der(byte[] encoded, Limits limits) throws MalformedException {
    Scan.checkBuildable(encoded, limits, true);
    return parsed(encoded);
  }

  /** One value in BER, whole and within its limits. */
  public static ASN1Primitive ber(byte[] encoded, Limits limits) throws MalformedException {
    Scan.checkBuildable(encoded, limits, false);
    return parsed(encoded);
  }

  /** That these octets are one value in DER, without building it. */
  public static void checkDer(byte[] encoded, Limits limits) throws MalformedException {
    Scan.check(encoded, limits, true);
  }

  /**
   * Applies a {@code getInstance} of Bouncy Castle, which refuses bad structure by half a dozen
   * unchecked exceptions.
   *
   * @param path of the value, for the message
   */
  public static <V, T> T typed(V value, Function<V, T> type, String path)
      throws MalformedException {
    try {
      return type.apply(value);
    } catch (RuntimeException e) {
      throw new MalformedException("bad structure at " + path, e);
    }
  }

  static ASN1Primitive parsed(byte[] encoded) throws MalformedException {
    try {
      return ASN1Primitive.fromByteArray(encoded);
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("not ASN.1", e);
    }
  }
}
