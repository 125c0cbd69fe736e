package org.bequest.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.Signatures.Verdict;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {
  private static final byte[] MESSAGE = "what is signed".getBytes(UTF_8);

  static Stream<Providers> providers() {
    return Stream.of(Providers.standard(), Providers.withoutConscrypt());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"X25519", "ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
  void everyKindOfKeyThatSignsDoesWithEachProvider(KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate();
    for (Providers signing : providers().toList()) {
      Signer signer = PrivateKeySigner.of(keys.getPrivate(), keys.getPublic(), signing);
      byte[] signature = signer.sign(MESSAGE);
      for (Providers verifying : providers().toList()) {
        Signatures signatures = new Signatures(verifying);
        assertThat(signatures.check(signer.publicKey(), signer.algorithm(), MESSAGE, signature))
            .isEqualTo(Verdict.VALID);
        assertThat(
                signatures.check(
                    signer.publicKey(), signer.algorithm(), "other".getBytes(UTF_8), signature))
            .isEqualTo(Verdict.INVALID);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void aKeyTellsItsKindByItsPublicKey(KeyAlgorithm algorithm) {
    SubjectPublicKeyInfo key = spki(algorithm.generate());

    assertThat(KeyAlgorithm.of(key)).contains(algorithm);
    assertThat(KeyAlgorithm.named(algorithm.configName())).contains(algorithm);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"X25519", "ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
  void keysMadeWithoutConscryptWorkWithIt(KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate(Providers.withoutConscrypt());
    Signer signer = PrivateKeySigner.of(keys);

    assertThat(
            Signatures.verify(
                signer.publicKey(), signer.algorithm(), MESSAGE, signer.sign(MESSAGE)))
        .isEqualTo(Verdict.VALID);
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement("S-13")
  void anEcdsaSignatureOfZerosIsRefused(Providers providers) {
    for (KeyAlgorithm curve : new KeyAlgorithm[] {KeyAlgorithm.P256, KeyAlgorithm.P384}) {
      SubjectPublicKeyInfo key = spki(curve.generate());
      assertThat(ecdsa(providers, key, curve, BigInteger.ZERO, BigInteger.ZERO))
          .isEqualTo(Verdict.INVALID);
      assertThat(ecdsa(providers, key, curve, BigInteger.ONE, BigInteger.ZERO))
          .isEqualTo(Verdict.INVALID);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement("S-13")
  void anEcdsaSignatureBeyondTheOrderOfTheCurveIsRefused(Providers providers) throws Exception {
    KeyPair keys = KeyAlgorithm.P256.generate();
    byte[] good = PrivateKeySigner.of(keys).sign(MESSAGE);
    BigInteger order = ECNamedCurveTable.getByName("P-256").getN();
    ASN1Sequence sequence = ASN1Sequence.getInstance(good);
    BigInteger r = ASN1Integer.getInstance(sequence.getObjectAt(0)).getValue();
    BigInteger s = ASN1Integer.getInstance(sequence.getObjectAt(1)).getValue();

    assertThat(ecdsa(providers, spki(keys), KeyAlgorithm.P256, r, s)).isEqualTo(Verdict.VALID);
    assertThat(ecdsa(providers, spki(keys), KeyAlgorithm.P256, r.add(order), s))
        .isEqualTo(Verdict.INVALID);
    assertThat(ecdsa(providers, spki(keys), KeyAlgorithm.P256, r, s.add(order)))
        .isEqualTo(Verdict.INVALID);
    assertThat(ecdsa(providers, spki(keys), KeyAlgorithm.P256, r, s.negate()))
        .isEqualTo(Verdict.INVALID);
  }

  @Test
  @Requirement("S-13")
  void everyDamagedEcdsaSignatureIsRefused() {
    Signer signer = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
    byte[] good = signer.sign(MESSAGE);
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= 0x10;
      assertThat(verify(signer, flipped)).as("octet %d", i).isEqualTo(Verdict.INVALID);
      assertThat(verify(signer, Arrays.copyOf(good, i))).isEqualTo(Verdict.INVALID);
    }
    assertThat(verify(signer, Arrays.copyOf(good, good.length + 1))).isEqualTo(Verdict.INVALID);
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement("S-13")
  void pkcs1PaddingIsReadStrictly(Providers providers) throws Exception {
    KeyPair keys = KeyAlgorithm.RSA_2048.generate();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(MESSAGE);
    String digestInfo = "3031300d060960864801650304020105000420" + hex(hash);

    assertThat(pkcs1(providers, keys, padded(digestInfo, ""))).isEqualTo(Verdict.VALID);
    assertThat(pkcs1(providers, keys, padded(digestInfo, "00".repeat(100))))
        .isEqualTo(Verdict.INVALID);
    assertThat(pkcs1(providers, keys, "0002" + padded(digestInfo, "").substring(4)))
        .isEqualTo(Verdict.INVALID);
    assertThat(pkcs1(providers, keys, padded(digestInfo, "").replaceFirst("ffff00", "fffe00")))
        .isEqualTo(Verdict.INVALID);
    assertThat(
            pkcs1(
                providers, keys, padded("3031300d060960864801650304020105010420" + hex(hash), "")))
        .isEqualTo(Verdict.INVALID);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void rsaPssIsTakenInItsPlainForms(Providers providers) throws Exception {
    KeyPair keys = KeyAlgorithm.RSA_2048.generate();
    for (String hash : new String[] {"SHA-256", "SHA-384", "SHA-512"}) {
      PssFixture fixture = PssFixture.sign(keys, MESSAGE, PssFixture.parameters(hash, hash, 64));
      assertThat(fixture.verdict(providers, MESSAGE)).isEqualTo(Verdict.VALID);
      assertThat(fixture.verdict(providers, new byte[3])).isEqualTo(Verdict.INVALID);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement("S-14")
  void rsaPssWithOddParametersIsRefused(Providers providers) throws Exception {
    KeyPair keys = KeyAlgorithm.RSA_2048.generate();

    assertThat(
            PssFixture.sign(keys, MESSAGE, PssFixture.parameters("SHA-1", "SHA-1", 20))
                .verdict(providers, MESSAGE))
        .isEqualTo(Verdict.REFUSED_ALGORITHM);
    assertThat(
            PssFixture.sign(keys, MESSAGE, PssFixture.parameters("SHA-256", "SHA-1", 32))
                .verdict(providers, MESSAGE))
        .isEqualTo(Verdict.REFUSED_ALGORITHM);
    assertThat(
            PssFixture.sign(keys, MESSAGE, PssFixture.parameters("SHA-256", "SHA-256", 8))
                .verdict(providers, MESSAGE))
        .isEqualTo(Verdict.REFUSED_ALGORITHM);
    assertThat(
            new Signatures(providers)
                .check(
                    spki(keys),
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS),
                    MESSAGE,
                    new byte[256]))
        .isEqualTo(Verdict.REFUSED_ALGORITHM);
  }

  @ParameterizedTest
  @MethodSource("providers")
  @Requirement("S-14")
  void signaturesWithMd5AndSha1AreRefused(Providers providers) throws Exception {
    KeyPair keys = KeyAlgorithm.RSA_2048.generate();
    Signature sha1 = Signature.getInstance("SHA1withRSA");
    sha1.initSign(keys.getPrivate());
    sha1.update(MESSAGE);
    byte[] signature = sha1.sign();

    for (ASN1ObjectIdentifier weak :
        new ASN1ObjectIdentifier[] {
          PKCSObjectIdentifiers.sha1WithRSAEncryption, PKCSObjectIdentifiers.md5WithRSAEncryption
        }) {
      assertThat(
              new Signatures(providers)
                  .check(
                      spki(keys),
                      new AlgorithmIdentifier(weak, DERNull.INSTANCE),
                      MESSAGE,
                      signature))
          .isEqualTo(Verdict.REFUSED_ALGORITHM);
    }
  }

  @Test
  void parametersWhereNoneBelongAreRefused() {
    Signer signer = PrivateKeySigner.of(KeyAlgorithm.P256.generate());

    assertThat(
            Signatures.verify(
                signer.publicKey(),
                new AlgorithmIdentifier(
                    X9ObjectIdentifiers.ecdsa_with_SHA256, X9ObjectIdentifiers.prime256v1),
                MESSAGE,
                signer.sign(MESSAGE)))
        .isEqualTo(Verdict.REFUSED_ALGORITHM);
  }

  @Test
  void aKeyOfAnotherKindThanTheAlgorithmIsUnusable() {
    Signer ec = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
    Signer rsa = PrivateKeySigner.of(KeyAlgorithm.RSA_2048.generate());

    assertThat(Signatures.verify(ec.publicKey(), rsa.algorithm(), MESSAGE, new byte[256]))
        .isEqualTo(Verdict.UNUSABLE_KEY);
    assertThat(Signatures.verify(rsa.publicKey(), ec.algorithm(), MESSAGE, ec.sign(MESSAGE)))
        .isEqualTo(Verdict.UNUSABLE_KEY);
  }

  @Test
  void conscryptLoadsOnThisMachine() {
    assertThat(Providers.standard().conscrypt()).isPresent();
    assertThat(Security.getProvider("Conscrypt")).isNull();
    assertThat(Security.getProvider("BC")).isNull();
    assertThat(Providers.withoutConscrypt().conscrypt()).isEqualTo(Optional.empty());
  }

  private static Verdict verify(Signer signer, byte[] signature) {
    return Signatures.verify(signer.publicKey(), signer.algorithm(), MESSAGE, signature);
  }

  private static Verdict ecdsa(
      Providers providers, SubjectPublicKeyInfo key, KeyAlgorithm algorithm, BigInteger... values) {
    try {
      ASN1EncodableVector vector = new ASN1EncodableVector();
      for (BigInteger value : values) {
        vector.add(new ASN1Integer(value));
      }
      return new Signatures(providers)
          .check(
              key,
              algorithm.signatureAlgorithm().orElseThrow(),
              MESSAGE,
              new DERSequence(vector).getEncoded("DER"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Signs any block at all with the bare RSA operation. */
  private static Verdict pkcs1(Providers providers, KeyPair keys, String blockHex) {
    RSAPrivateKey key = (RSAPrivateKey) keys.getPrivate();
    BigInteger signed =
        new BigInteger(blockHex, 16).modPow(key.getPrivateExponent(), key.getModulus());
    return new Signatures(providers)
        .check(
            spki(keys),
            KeyAlgorithm.RSA_2048.signatureAlgorithm().orElseThrow(),
            MESSAGE,
            BigIntegers.asUnsignedByteArray(256, signed));
  }

  private static String padded(String digestInfo, String garbage) {
    int filling = 256 - 3 - (digestInfo.length() + garbage.length()) / 2;
    return "0001" + "ff".repeat(filling) + "00" + digestInfo + garbage;
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }

  private static SubjectPublicKeyInfo spki(KeyPair keys) {
    return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
  }
}
