package org.bequest.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jcajce.interfaces.MLKEMPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TriedPairTest {
  @ParameterizedTest
  @EnumSource
  void everyKindOfKeyComesWithItsPublicHalf(KeyAlgorithm kind) throws MalformedException {
    KeyPair made = kind.generate();
    KeyPair tried = TriedPair.of(Keys.pkcs8(made.getPrivate()));
    assertThat(tried.getPublic().getEncoded()).isEqualTo(made.getPublic().getEncoded());
    assertThat(Keys.pkcs8(tried.getPrivate())).isEqualTo(Keys.pkcs8(made.getPrivate()));
  }

  @Test
  void anRsaKeyMustBeThatOfTheModulusInIt() throws IOException {
    PrivateKeyInfo one = Keys.pkcs8(KeyAlgorithm.RSA_2048.generate().getPrivate());
    RSAPrivateKey other =
        RSAPrivateKey.getInstance(
            Keys.pkcs8(KeyAlgorithm.RSA_2048.generate().getPrivate()).parsePrivateKey());
    RSAPrivateKey own = RSAPrivateKey.getInstance(one.parsePrivateKey());
    var mixed =
        new RSAPrivateKey(
            own.getModulus(),
            own.getPublicExponent(),
            other.getPrivateExponent(),
            other.getPrime1(),
            other.getPrime2(),
            other.getExponent1(),
            other.getExponent2(),
            other.getCoefficient());
    assertRefused(new PrivateKeyInfo(one.getPrivateKeyAlgorithm(), mixed));
  }

  @Test
  void anExpandedKeyMustBeThatOfThePublicKeyInIt() throws IOException {
    byte[] own = expanded();
    byte[] other = expanded();
    // FIPS 203: the vector first, then the public key, its hash and 32 octets more
    int publicKeyAt = 1152;
    byte[] mixed = Arrays.copyOf(own, own.length);
    System.arraycopy(other, publicKeyAt, mixed, publicKeyAt, own.length - publicKeyAt);
    PrivateKeyInfo form = Keys.pkcs8(KeyAlgorithm.ML_KEM_768.generate().getPrivate());
    assertRefused(new PrivateKeyInfo(form.getPrivateKeyAlgorithm(), new DEROctetString(mixed)));
  }

  private static byte[] expanded() throws IOException {
    var key = (MLKEMPrivateKey) KeyAlgorithm.ML_KEM_768.generate().getPrivate();
    var info = PrivateKeyInfo.getInstance(key.getPrivateKey(false).getEncoded());
    var parsed = info.parsePrivateKey();
    return parsed instanceof ASN1Sequence both
        ? ASN1OctetString.getInstance(both.getObjectAt(1)).getOctets()
        : ASN1OctetString.getInstance(parsed).getOctets();
  }

  @Test
  void thePublicKeyBesideThePrivateOneMustBeItsOwn() throws IOException, MalformedException {
    KeyPair one = KeyAlgorithm.ED25519.generate();
    PrivateKeyInfo info = Keys.pkcs8(one.getPrivate());
    byte[] other = KeyAlgorithm.ED25519.generate().getPublic().getEncoded();
    assertRefused(beside(info, other));
    assertThat(TriedPair.of(beside(info, one.getPublic().getEncoded())).getPublic())
        .isEqualTo(one.getPublic());
  }

  private static PrivateKeyInfo beside(PrivateKeyInfo key, byte[] publicKey) throws IOException {
    byte[] bits = SubjectPublicKeyInfo.getInstance(publicKey).getPublicKeyData().getBytes();
    return new PrivateKeyInfo(key.getPrivateKeyAlgorithm(), key.parsePrivateKey(), null, bits);
  }

  @Test
  void otherKindsOfKeysAreRefused() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    assertRefused(
        PrivateKeyInfo.getInstance(generator.generateKeyPair().getPrivate().getEncoded()));
  }

  private static void assertRefused(PrivateKeyInfo key) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> TriedPair.of(key));
  }
}
