package org.bequest.formats.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;

/** Private keys in packages (RFC 5958). */
class AsymmetricKeyPackageTest {
  private static final OneAsymmetricKey KEY =
      new OneAsymmetricKey(
          new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
          new byte[] {4, 2, 1, 2},
          List.of(),
          null);

  @Test
  void thePackageOfTheVectorHoldsOneKeyWithItsPublicHalf() throws Exception {
    Content content = Content.decode(Vectors.shared("rfc5958-asymmetric-key-package"));
    OneAsymmetricKey key = AsymmetricKeyPackage.of(content).only();
    assertThat(key.algorithm().getAlgorithm()).isEqualTo(EdECObjectIdentifiers.id_Ed25519);
    assertThat(key.privateKey()).startsWith(0x04, 0x20, 0xd4, 0xee, 0x72, 0xdb);
    assertThat(key.publicKey()).isNotNull();
    assertThat(key.attributes())
        .singleElement()
        .satisfies(a -> assertThat(a.getAttrType()).hasToString("1.2.840.113549.1.9.9.20"));
    assertThat(AsymmetricKeyPackage.of(key).encode().octets()).isEqualTo(content.octets());
    assertThat(key.encode()).isEqualTo(Vectors.shared("rfc5958-one-asymmetric-key-ed25519"));
  }

  @Test
  void aKeyAloneIsVersion1AndReadsAsPkcs8() throws Exception {
    byte[] pkcs8 = Vectors.shared("rfc8410-private-key-v1-ed25519");
    OneAsymmetricKey key = OneAsymmetricKey.decode(pkcs8);
    assertThat(key.encode()).isEqualTo(pkcs8);
    assertThat(key.privateKeyInfo()).isEqualTo(PrivateKeyInfo.getInstance(pkcs8));
    OneAsymmetricKey whole =
        OneAsymmetricKey.decode(Vectors.shared("rfc5958-one-asymmetric-key-ed25519"));
    assertThat(whole.privateKeyInfo().getEncoded()).isEqualTo(pkcs8);
  }

  @Test
  void theVersionSaysWhetherThereIsAPublicKey() {
    byte[] pkcs8 = KEY.encode();
    pkcs8[4] = 1;
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> OneAsymmetricKey.decode(pkcs8));
  }

  @Test
  void estSendsOneKey() throws Exception {
    AsymmetricKeyPackage two = new AsymmetricKeyPackage(List.of(KEY, KEY));
    AsymmetricKeyPackage read = AsymmetricKeyPackage.of(two.encode());
    assertThat(read.keys()).hasSize(2);
    assertThatExceptionOfType(MalformedException.class).isThrownBy(read::only);
    assertThatIllegalArgumentException().isThrownBy(() -> new AsymmetricKeyPackage(List.of()));
    Content empty = new Content(CmsOids.ASYMMETRIC_KEY_PACKAGE, new byte[] {0x30, 0});
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> AsymmetricKeyPackage.of(empty));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> AsymmetricKeyPackage.of(Content.data(two.encode().octets())));
  }

  @Test
  void aClosedPackageHasForgottenItsKeys() {
    OneAsymmetricKey key =
        new OneAsymmetricKey(KEY.algorithm(), new byte[] {1, 2, 3}, List.of(), null);
    AsymmetricKeyPackage.of(key).close();
    assertThat(key.privateKey()).containsOnly(0);
    assertThat(key.toString()).doesNotContain("[B");
  }

  @Test
  @Requirement("S-53")
  void damageIsRefusedOrReadAsSomethingElse() {
    Content good = Content.data(Vectors.shared("rfc5958-one-asymmetric-key-ed25519"));
    int refused =
        Damage.everywhere(good.octets(), octets -> OneAsymmetricKey.decode(octets).encode());
    assertThat(refused).isGreaterThan(good.octets().length);
    byte[] whole = AsymmetricKeyPackage.of(KEY).encode().encode();
    assertThat(Damage.everywhere(whole, o -> AsymmetricKeyPackage.of(Content.decode(o)).encode()))
        .isGreaterThan(whole.length);
  }
}
