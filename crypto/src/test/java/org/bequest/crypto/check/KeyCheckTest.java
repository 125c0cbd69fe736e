package org.bequest.crypto.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.check.KeyCheck.Policy;
import org.bequest.crypto.check.KeyCheck.Result;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("S-14")
class KeyCheckTest {
  private static final BigInteger F4 = BigInteger.valueOf(65537);

  private final Random random = new Random(20261121);
  private final KeyCheck check = new KeyCheck(Policy.STRICT);

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void everyKeyThatThisProductMakesIsGood(KeyAlgorithm algorithm) {
    SubjectPublicKeyInfo key =
        SubjectPublicKeyInfo.getInstance(algorithm.generate().getPublic().getEncoded());

    assertThat(check.check(key)).isEqualTo(new Result.Good());
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2047})
  void aShortRsaKeyIsRefused(int bits) {
    assertWeak(rsa(BigInteger.TWO.pow(bits - 1).add(BigInteger.ONE), F4), "at least 2048");
  }

  @Test
  void anOverlongRsaKeyIsRefused() {
    assertWeak(rsa(BigInteger.TWO.pow(8192).add(BigInteger.ONE), F4), "at most 8192");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 17, 65535, 65536, 65539})
  void anotherExponentThan65537IsRefused(long exponent) {
    assertWeak(rsa(goodModulus(), BigInteger.valueOf(exponent)), "not 65537");
  }

  @Test
  void aLargeOddExponentIsGoodWhereThePolicySaysSo() {
    KeyCheck lenient = new KeyCheck(new Policy(true));

    assertThat(lenient.check(rsa(goodModulus(), BigInteger.valueOf(65539))))
        .isEqualTo(new Result.Good());
    for (long bad : new long[] {3, 65535, 65538, 1L << 40 | 1}) {
      assertThat(lenient.check(rsa(goodModulus(), BigInteger.valueOf(bad))))
          .isInstanceOf(Result.Weak.class);
    }
  }

  @Test
  void aModulusWithASmallFactorIsRefused() {
    BigInteger prime = BigInteger.probablePrime(2048, random);

    assertWeak(rsa(prime.multiply(BigInteger.valueOf(997)), F4), "small factor");
    assertWeak(rsa(prime.shiftLeft(1), F4), "small factor");
  }

  @Test
  void primesThatAreCloseAreFound() {
    BigInteger first = BigInteger.probablePrime(1025, random);
    BigInteger second = first.add(BigInteger.ONE.shiftLeft(500)).nextProbablePrime();

    assertWeak(rsa(first.multiply(first.nextProbablePrime()), F4), "too close");
    assertWeak(rsa(first.multiply(second), F4), "too close");
    assertWeak(rsa(first.multiply(first), F4), "too close");
  }

  @Test
  void aModulusOfTheRocaGeneratorIsFound() {
    BigInteger modulus = rocaPrime().multiply(rocaPrime());

    assertThat(modulus.bitLength()).isBetween(2048, 2200);
    assertWeak(rsa(modulus, F4), "ROCA");
  }

  @Test
  void aKeyOfTheDebianListIsRefused(@TempDir Path folder) throws IOException {
    SubjectPublicKeyInfo known = rsa(goodModulus(), F4);
    Path list = folder.resolve("blacklist.RSA-2048");
    // openssl rsa -noout -modulus | sha1sum | cut -c 21-40
    Files.writeString(list, "# comment\nff862de041833ba11bba\n");
    KeyCheck listed = new KeyCheck(Policy.STRICT, DebianWeakKeys.read(list));

    assertThat(listed.check(known)).isInstanceOf(Result.Weak.class);
    assertThat(check.check(known)).isEqualTo(new Result.Good());
  }

  @Test
  @Requirement("S-52")
  void explicitCurveParametersAreRefused() {
    X9ECParameters p256 = ECNamedCurveTable.getByName("P-256");

    assertWeak(
        key(X9ObjectIdentifiers.id_ecPublicKey, p256, p256.getG().getEncoded(false)),
        "not given by its name");
    assertWeak(
        key(X9ObjectIdentifiers.id_ecPublicKey, DERNull.INSTANCE, p256.getG().getEncoded(false)),
        "not given by its name");
  }

  @Test
  @Requirement("S-52")
  void aPointThatIsNotOnItsCurveIsRefused() {
    byte[] point = ECNamedCurveTable.getByName("P-256").getG().getEncoded(false);
    assertThat(check.check(p256(point))).isEqualTo(new Result.Good());
    point[64] ^= 1;

    assertWeak(p256(point), "not on its curve");
    assertWeak(p256(new byte[] {0}), "not an uncompressed point");
    assertWeak(p256(new byte[0]), "not an uncompressed point");
    byte[] zeros = new byte[65];
    zeros[0] = 4;
    assertWeak(p256(zeros), "not on its curve");
  }

  @Test
  void aCoordinateBeyondTheFieldIsRefused() {
    X9ECParameters p256 = ECNamedCurveTable.getByName("P-256");
    byte[] point = new byte[65];
    Arrays.fill(point, (byte) 0xFF);
    point[0] = 4;
    assertThat(p256.getCurve().getFieldSize()).isEqualTo(256);

    assertWeak(p256(point), "not on its curve");
  }

  @Test
  void otherCurvesAndDsaAreRefused() {
    assertWeak(
        key(
            X9ObjectIdentifiers.id_ecPublicKey,
            SECObjectIdentifiers.secp256k1,
            ECNamedCurveTable.getByName("P-256").getG().getEncoded(false)),
        "on this curve");
    assertWeak(key(X9ObjectIdentifiers.id_dsa, DERNull.INSTANCE, new byte[20]), "kind");
  }

  @Test
  @Requirement("S-52")
  void badEd25519PointsAreRefused() {
    byte[] identity = new byte[32];
    identity[0] = 1;
    byte[] huge = new byte[32];
    Arrays.fill(huge, (byte) 0xFF);

    for (byte[] bad : new byte[][] {new byte[32], identity, huge, new byte[31], new byte[33]}) {
      assertWeak(key(EdECObjectIdentifiers.id_Ed25519, null, bad), "Ed25519");
    }
  }

  @Test
  void anMlDsaKeyOfTheWrongLengthIsRefused() {
    assertWeak(key(NISTObjectIdentifiers.id_ml_dsa_65, null, new byte[1951]), "wrong length");
    assertWeak(
        key(NISTObjectIdentifiers.id_ml_dsa_65, DERNull.INSTANCE, new byte[1952]), "no parameters");
  }

  @Test
  @Requirement("S-52")
  void x25519PointsThatAgreeOnNothingAreRefused() {
    byte[] one = new byte[32];
    one[0] = 1;
    for (byte[] bad : new byte[][] {new byte[32], one, new byte[31], new byte[33]}) {
      assertWeak(key(EdECObjectIdentifiers.id_X25519, null, bad), "X25519");
    }
    byte[] nine = new byte[32];
    nine[0] = 9;
    assertWeak(key(EdECObjectIdentifiers.id_X25519, DERNull.INSTANCE, nine), "no parameters");
    assertThat(check.check(key(EdECObjectIdentifiers.id_X25519, null, nine)))
        .isEqualTo(new Result.Good());
  }

  @Test
  void anMlKemKeyOfTheWrongLengthOrWithALargeCoefficientIsRefused() {
    assertWeak(key(NISTObjectIdentifiers.id_alg_ml_kem_768, null, new byte[1183]), "wrong length");
    byte[] largest = new byte[1184];
    largest[0] = (byte) 0x00;
    largest[1] = (byte) 0x0D;
    assertThat(check.check(key(NISTObjectIdentifiers.id_alg_ml_kem_768, null, largest)))
        .isEqualTo(new Result.Good());
    byte[] first = largest.clone();
    first[0] = (byte) 0x01;
    assertWeak(key(NISTObjectIdentifiers.id_alg_ml_kem_768, null, first), "modulus");
    byte[] second = new byte[1184];
    second[1151] = (byte) 0xFF;
    assertWeak(key(NISTObjectIdentifiers.id_alg_ml_kem_768, null, second), "modulus");
  }

  @Test
  void octetsThatAreNoRsaKeyAreRefused() {
    assertWeak(
        key(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE, new byte[] {1, 2, 3}),
        "not an RSA public key");
    assertWeak(rsa(goodModulus().negate(), F4), "RSA");
  }

  private void assertWeak(SubjectPublicKeyInfo key, String detail) {
    assertThat(check.check(key))
        .isInstanceOfSatisfying(
            Result.Weak.class,
            weak -> {
              assertThat(weak.detail()).contains(detail);
              assertThat(weak.reason()).isEqualTo(Reason.BAD_KEY);
            });
  }

  private static BigInteger goodModulus() {
    Random seeded = new Random(7);
    return BigInteger.probablePrime(1024, seeded).multiply(BigInteger.probablePrime(1025, seeded));
  }

  /** As Infineon's library made them: k * M + (65537^a mod M), M the product of small primes. */
  private BigInteger rocaPrime() {
    BigInteger product = BigInteger.ONE;
    for (int n = 2; n <= 701; n++) {
      if (BigInteger.valueOf(n).isProbablePrime(20)) {
        product = product.multiply(BigInteger.valueOf(n));
      }
    }
    BigInteger candidate;
    do {
      BigInteger power = F4.modPow(new BigInteger(256, random), product);
      BigInteger k = new BigInteger(1030 - product.bitLength(), random).setBit(60);
      candidate = k.multiply(product).add(power);
    } while (candidate.bitLength() < 1025 || !candidate.isProbablePrime(50));
    return candidate;
  }

  private static SubjectPublicKeyInfo p256(byte[] point) {
    return key(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1, point);
  }

  private static SubjectPublicKeyInfo rsa(BigInteger modulus, BigInteger exponent) {
    try {
      return new SubjectPublicKeyInfo(
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
          new RSAPublicKey(modulus, exponent));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SubjectPublicKeyInfo key(
      ASN1ObjectIdentifier kind, @Nullable ASN1Encodable parameters, byte[] octets) {
    return new SubjectPublicKeyInfo(new AlgorithmIdentifier(kind, parameters), octets);
  }
}
