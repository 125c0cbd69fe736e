package org.bequest.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HolderKeyTest {
  private static final byte[] IDENTIFIER = {1, 2, 3, 4};

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"P256", "P384", "RSA_2048", "X25519", "ML_KEM_768"})
  void aPublicKeyThatCanBeEncryptedToIsTaken(KeyAlgorithm algorithm) throws MalformedException {
    byte[] der = algorithm.generate().getPublic().getEncoded();
    HolderKey key = HolderKey.decode(der);
    key.checkSuitable();
    assertThat(key.certificate()).isEmpty();
    assertThat(key.identifier()).hasSize(20);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"ED25519", "ML_DSA_44"})
  void aKeyThatOnlySignsIsRefused(KeyAlgorithm algorithm) throws MalformedException {
    HolderKey key = HolderKey.decode(algorithm.generate().getPublic().getEncoded());
    assertThatThrownBy(key::checkSuitable).hasMessage("not a key that can be encrypted to");
  }

  @Test
  @Requirement("R7030-4.4.1.2-3")
  void aCertificateMustAllowTransportOrAgreementOrRestrictNothing() throws Exception {
    HolderKey.decode(certificate(KeyUsage.keyAgreement)).checkSuitable();
    HolderKey.decode(certificate(KeyUsage.keyEncipherment)).checkSuitable();
    HolderKey.decode(certificate(0)).checkSuitable();
    HolderKey signs = HolderKey.decode(certificate(KeyUsage.digitalSignature));
    assertThatThrownBy(signs::checkSuitable).isInstanceOf(MalformedException.class);
  }

  @Test
  void theIdentifierOfACertificateIsItsOwn() throws Exception {
    assertThat(HolderKey.decode(certificate(0)).identifier()).isEqualTo(IDENTIFIER);
  }

  @Test
  @Requirement("S-14")
  void aWeakKeyIsRefused() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    HolderKey key = HolderKey.decode(generator.generateKeyPair().getPublic().getEncoded());
    assertThatThrownBy(key::checkSuitable).isInstanceOf(MalformedException.class);
  }

  @Test
  @Requirement("S-50")
  void whatIsCutOrChangedIsRefusedOrReadAsSomethingElse() throws Exception {
    byte[] der = certificate(KeyUsage.keyAgreement);
    for (int i = 0; i < der.length; i++) {
      byte[] cut = Arrays.copyOf(der, i);
      assertThatThrownBy(() -> HolderKey.decode(cut)).isInstanceOf(MalformedException.class);
      byte[] changed = der.clone();
      changed[i] ^= (byte) 0x81;
      survive(changed);
    }
  }

  private static void survive(byte[] der) {
    try {
      HolderKey key = HolderKey.decode(der);
      key.checkSuitable();
      assertThat(key.identifier()).isNotNull();
    } catch (MalformedException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  /**
   * @param usage 0 for none
   */
  private static byte[] certificate(int usage) throws Exception {
    KeyPair keys = KeyAlgorithm.P256.generate();
    X500Name name = new X500Name("CN=device-7");
    Date now = Date.from(Instant.now());
    var info = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    var builder = new X509v3CertificateBuilder(name, BigInteger.ONE, now, now, name, info);
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(IDENTIFIER));
    if (usage != 0) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    }
    return builder
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
        .getEncoded();
  }
}
