package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.PasswordRecipient;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKEKAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKEKEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKEKRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKEMEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKEMRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JcePasswordEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JcePasswordRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bouncy Castle's CMS reads what we write, and we read what it writes. */
class BouncyCastleCmsTest {
  private static final Provider BC = new BouncyCastleProvider();
  private static final byte[] TEXT = "the text of a message".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ID = {1, 2, 3};

  private static byte[] ours(ContentCipher cipher, org.bequest.crypto.cms.Recipient recipient) {
    return EnvelopedMessage.encrypt(Content.data(TEXT), cipher, List.of(recipient)).encode();
  }

  private static byte[] enveloped(byte[] message, Recipient reader) throws Exception {
    RecipientInformation recipient =
        new CMSEnvelopedData(message).getRecipientInfos().iterator().next();
    return recipient.getContent(reader);
  }

  private static byte[] authEnveloped(byte[] message, Recipient reader) throws Exception {
    RecipientInformation recipient =
        new CMSAuthEnvelopedData(message).getRecipientInfos().iterator().next();
    return recipient.getContent(reader);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"P256", "P384", "P521", "X25519"})
  void itAgreesWithUs(KeyAlgorithm algorithm) throws Exception {
    Holder holder = Holder.of(algorithm);
    org.bequest.crypto.cms.Recipient recipient =
        org.bequest.crypto.cms.Recipient.of(
            EntityIdentifier.of(holder.certificate()),
            holder.certificate().getSubjectPublicKeyInfo());
    assertThat(
            enveloped(
                ours(ContentCipher.AES_256_CBC, recipient),
                new JceKeyAgreeEnvelopedRecipient(holder.keys().getPrivate()).setProvider(BC)))
        .isEqualTo(TEXT);
    assertThat(
            authEnveloped(
                ours(ContentCipher.AES_256_GCM, recipient),
                new JceKeyAgreeAuthEnvelopedRecipient(holder.keys().getPrivate()).setProvider(BC)))
        .isEqualTo(TEXT);
  }

  @Test
  @Requirement({"R5274-4.1-6", "R5274-4.1-7"})
  void itReadsOurKeyTransport() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.RSA_2048);
    for (KeyTransportAlgorithm algorithm : KeyTransportAlgorithm.values()) {
      org.bequest.crypto.cms.Recipient recipient =
          new org.bequest.crypto.cms.Recipient.KeyTransport(
              EntityIdentifier.of(holder.certificate()),
              holder.certificate().getSubjectPublicKeyInfo(),
              algorithm);
      assertThat(
              enveloped(
                  ours(ContentCipher.AES_128_CBC, recipient),
                  new JceKeyTransEnvelopedRecipient(holder.keys().getPrivate()).setProvider(BC)))
          .isEqualTo(TEXT);
      assertThat(
              authEnveloped(
                  ours(ContentCipher.AES_128_GCM, recipient),
                  new JceKeyTransAuthEnvelopedRecipient(holder.keys().getPrivate())
                      .setProvider(BC)))
          .isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
  void itReadsOurKeyEncapsulationAndWeReadIts(KeyAlgorithm algorithm) throws Exception {
    Holder holder = Holder.of(algorithm);
    org.bequest.crypto.cms.Recipient recipient =
        org.bequest.crypto.cms.Recipient.of(
            EntityIdentifier.of(holder.certificate()),
            holder.certificate().getSubjectPublicKeyInfo());
    assertThat(
            enveloped(
                ours(ContentCipher.AES_256_CBC, recipient),
                new JceKEMEnvelopedRecipient(holder.keys().getPrivate()).setProvider(BC)))
        .isEqualTo(TEXT);
    JceKEMRecipientInfoGenerator its =
        new JceKEMRecipientInfoGenerator(
                ID,
                Keys.publicKey(holder.certificate().getSubjectPublicKeyInfo()),
                CMSAlgorithm.AES256_WRAP)
            .setKDF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hkdf_with_sha256));
    assertOpens(
        its(its.setProvider(BC), CMSAlgorithm.AES256_CBC),
        RecipientKey.Private.of(holder.keys().getPrivate(), ID));
  }

  private static byte[] its(RecipientInfoGenerator recipient, ASN1ObjectIdentifier cipher)
      throws Exception {
    CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
    generator.addRecipientInfoGenerator(recipient);
    return generator
        .generate(
            new CMSProcessableByteArray(TEXT),
            new JceCMSContentEncryptorBuilder(cipher).setProvider(BC).build())
        .getEncoded();
  }

  private static void assertOpens(byte[] message, RecipientKey key) throws Exception {
    assertThat(new MessageOpener(List.of(key), List.of()).open(Content.decode(message)))
        .isInstanceOfSatisfying(
            Unpacked.Whole.class, w -> assertThat(w.leaf().octets()).isEqualTo(TEXT));
  }

  static Stream<Arguments> schemes() {
    return Stream.of(
        Arguments.of(KeyAlgorithm.P256, SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme),
        Arguments.of(KeyAlgorithm.P384, SECObjectIdentifiers.dhSinglePass_stdDH_sha384kdf_scheme),
        Arguments.of(
            KeyAlgorithm.P521, SECObjectIdentifiers.dhSinglePass_cofactorDH_sha512kdf_scheme),
        Arguments.of(
            KeyAlgorithm.X25519, PKCSObjectIdentifiers.dhSinglePass_stdDH_hkdf_sha256_scheme));
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void weAgreeWithIt(KeyAlgorithm algorithm, ASN1ObjectIdentifier scheme) throws Exception {
    Holder holder = Holder.of(algorithm);
    Holder sender = Holder.of(algorithm);
    JceKeyAgreeRecipientInfoGenerator its =
        new JceKeyAgreeRecipientInfoGenerator(
                scheme,
                sender.keys().getPrivate(),
                sender.keys().getPublic(),
                NISTObjectIdentifiers.id_aes256_wrap)
            .addRecipient(ID, holder.keys().getPublic())
            .setProvider(BC);
    RecipientKey own = RecipientKey.Private.of(holder.keys().getPrivate(), ID);
    assertOpens(its(its, CMSAlgorithm.AES256_CBC), own);
    its.setUserKeyingMaterial(ID);
    assertOpens(its(its, CMSAlgorithm.AES256_CBC), own);
  }

  @Test
  void sharedKeysAndPasswordsGoBothWays() throws Exception {
    byte[] octets = ContentCipher.random(32);
    SecretKeySpec key = new SecretKeySpec(octets, "AES");
    Secret secret = Secret.of(octets);
    byte[] ours = ours(ContentCipher.AES_256_CBC, org.bequest.crypto.cms.Recipient.of(ID, secret));
    assertThat(enveloped(ours, new JceKEKEnvelopedRecipient(key).setProvider(BC))).isEqualTo(TEXT);
    byte[] gcm = ours(ContentCipher.AES_256_GCM, org.bequest.crypto.cms.Recipient.of(ID, secret));
    assertThat(authEnveloped(gcm, new JceKEKAuthEnvelopedRecipient(key).setProvider(BC)))
        .isEqualTo(TEXT);
    assertOpens(
        its(new JceKEKRecipientInfoGenerator(ID, key).setProvider(BC), CMSAlgorithm.AES128_CBC),
        new RecipientKey.Kek(ID, secret));
    char[] password = "correct horse".toCharArray();
    byte[] pwri =
        ours(
            ContentCipher.AES_256_CBC,
            org.bequest.crypto.cms.Recipient.Password.of(Secret.of(password)));
    assertThat(
            enveloped(
                pwri,
                new JcePasswordEnvelopedRecipient(password)
                    .setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8)
                    .setProvider(BC)))
        .isEqualTo(TEXT);
    JcePasswordRecipientInfoGenerator its =
        new JcePasswordRecipientInfoGenerator(CMSAlgorithm.AES256_CBC, password);
    its.setPasswordConversionScheme(PasswordRecipient.PKCS5_SCHEME2_UTF8);
    its.setSaltAndIterationCount(ID, 1000);
    its.setProvider(BC);
    assertOpens(its(its, CMSAlgorithm.AES256_CBC), new RecipientKey.Password(Secret.of(password)));
  }

  @Test
  void weReadItsAuthEnvelopedData() throws Exception {
    byte[] octets = ContentCipher.random(32);
    CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
    generator.addRecipientInfoGenerator(
        new JceKEKRecipientInfoGenerator(ID, new SecretKeySpec(octets, "AES")).setProvider(BC));
    byte[] message =
        generator
            .generate(
                new CMSProcessableByteArray(TEXT),
                (OutputAEADEncryptor)
                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                        .setProvider(BC)
                        .build())
            .getEncoded();
    assertOpens(message, new RecipientKey.Kek(ID, Secret.of(octets)));
  }

  /** It writes NULL for parameters that RFC 5649 has not. */
  @Test
  void contentUnderKeyWrapGoesBothWays() throws Exception {
    byte[] octets = ContentCipher.random(32);
    SecretKeySpec key = new SecretKeySpec(octets, "AES");
    assertOpens(
        its(
            new JceKEKRecipientInfoGenerator(ID, key).setProvider(BC),
            NISTObjectIdentifiers.id_aes256_wrap_pad),
        new RecipientKey.Kek(ID, Secret.of(octets)));
    byte[] ours =
        ours(
            ContentCipher.AES_256_WRAP_PAD,
            org.bequest.crypto.cms.Recipient.of(ID, Secret.of(octets)));
    assertThat(enveloped(ours, new JceKEKEnvelopedRecipient(key).setProvider(BC))).isEqualTo(TEXT);
  }
}
