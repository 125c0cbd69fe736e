package org.bequest.crypto.check;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;

/**
 * Elliptic curve keys: on a named curve, since explicit parameters let a stranger bring his own
 * generator (CVE-2020-0601), and a point that is on it. All our curves have cofactor 1, so that a
 * point on the curve is one of the right order.
 */
final class EcCheck {
  private static final byte UNCOMPRESSED = 4;

  /** The curve y^2 = x^3 + ax + b over the integers modulo p. */
  private record Curve(BigInteger p, BigInteger a, BigInteger b) {
    static Curve named(String name) {
      X9ECParameters parameters = ECNamedCurveTable.getByName(name);
      return new Curve(
          parameters.getCurve().getField().getCharacteristic(),
          parameters.getCurve().getA().toBigInteger(),
          parameters.getCurve().getB().toBigInteger());
    }

    int coordinateOctets() {
      return (p.bitLength() + 7) / 8;
    }

    boolean has(BigInteger x, BigInteger y) {
      BigInteger right = x.multiply(x).add(a).multiply(x).add(b);
      return x.compareTo(p) < 0
          && y.compareTo(p) < 0
          && y.multiply(y).subtract(right).mod(p).signum() == 0;
    }
  }

  private static final Map<KeyAlgorithm, Curve> CURVES =
      Map.of(
          KeyAlgorithm.P256, Curve.named("P-256"),
          KeyAlgorithm.P384, Curve.named("P-384"),
          KeyAlgorithm.P521, Curve.named("P-521"));

  private EcCheck() {}

  static Optional<String> fault(SubjectPublicKeyInfo key) {
    if (!(key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier)) {
      return Optional.of("the curve is not given by its name");
    }
    return KeyAlgorithm.of(key)
        .flatMap(algorithm -> Optional.ofNullable(CURVES.get(algorithm)))
        .map(curve -> pointFault(curve, key.getPublicKeyData().getOctets()))
        .orElseGet(() -> Optional.of("keys on this curve are not accepted"));
  }

  private static Optional<String> pointFault(Curve curve, byte[] point) {
    int size = curve.coordinateOctets();
    if (point.length != 1 + 2 * size || point[0] != UNCOMPRESSED) {
      return Optional.of("not an uncompressed point of the curve");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + size));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + size, point.length));
    return curve.has(x, y) ? Optional.empty() : Optional.of("the point is not on its curve");
  }
}
