package org.bequest.crypto.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Providers;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Pkcs12DeliveryTest {
  private static final String TEXT = "pässword with 1 Ω";
  private static final Secret PASSWORD = Secret.of(TEXT);
  private static final KeyPair KEYS = KeyAlgorithm.P256.generate();

  @TempDir private Path folder;

  private static Pkcs12Protection quick(Pkcs12Mac mac) {
    return new Pkcs12Protection(mac, Pkcs12Protection.LEAST_ITERATIONS);
  }

  private static byte[] written(Pkcs12Mac mac) {
    return Pkcs12Delivery.encode(Fixture.contents(KEYS), PASSWORD, quick(mac));
  }

  private static Pkcs12Contents read(byte[] pfx) throws Exception {
    return Pkcs12File.read(pfx, PASSWORD, Pkcs12Limits.STANDARD).only();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("R8295-8.3.2-1")
  void keyAndCertificatesComeBackUnderEveryMac(Pkcs12Mac mac) throws Exception {
    Pkcs12Contents contents = Fixture.contents(KEYS);
    Pkcs12Contents read = read(Pkcs12Delivery.encode(contents, PASSWORD, quick(mac)));
    assertThat(read.friendlyName()).isEqualTo("a device");
    assertThat(read.pkcs8()).isEqualTo(contents.pkcs8());
    assertThat(read.chain()).isEqualTo(contents.chain());
    assertThat(read.key()).isEqualTo(KEYS.getPrivate());
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @Requirement("R8295-8.3.2-1")
  void everyKindOfKeyComesBack(KeyAlgorithm algorithm) throws Exception {
    Pkcs12Contents contents = Fixture.contents(algorithm.generate());
    byte[] pfx = Pkcs12Delivery.encode(contents, PASSWORD, quick(Pkcs12Mac.PBMAC1_SHA256));
    assertThat(read(pfx).pkcs8()).isEqualTo(contents.pkcs8());
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("R8295-8.3.2-1")
  void whatIsWrittenIsDer(Pkcs12Mac mac) throws Exception {
    byte[] pfx = written(mac);
    Asn1.checkDer(pfx, Pkcs12Limits.STANDARD.asn1());
    assertThat(Der.of(Pfx.getInstance(pfx))).isEqualTo(pfx);
  }

  /** One shrouded key in a Data of its own, the certificates in EncryptedData. */
  @Test
  @Requirement("R8295-8.3.2-1")
  void theKeyLiesApartFromTheCertificates() throws Exception {
    PKCS12PfxPdu pfx = new PKCS12PfxPdu(written(Pkcs12Mac.PBMAC1_SHA256));
    ContentInfo[] parts = pfx.getContentInfos();
    assertThat(parts)
        .extracting(ContentInfo::getContentType)
        .containsExactly(PKCSObjectIdentifiers.encryptedData, PKCSObjectIdentifiers.data);
    PKCS12SafeBag[] certificates =
        new PKCS12SafeBagFactory(
                parts[0],
                new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(Providers.standard().bouncyCastle())
                    .build(TEXT.toCharArray()))
            .getSafeBags();
    assertThat(certificates)
        .hasSize(2)
        .allMatch(bag -> bag.getType().equals(PKCSObjectIdentifiers.certBag));
    PKCS12SafeBag[] keys = new PKCS12SafeBagFactory(parts[1]).getSafeBags();
    assertThat(keys)
        .singleElement()
        .satisfies(
            bag -> assertThat(bag.getType()).isEqualTo(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag));
    assertThat(keys[0].getAttributes()).hasSize(2).isEqualTo(certificates[0].getAttributes());
    assertThat(certificates[1].getAttributes()).isNullOrEmpty();
  }

  /** RFC 9579 sections 4 and 5. */
  @Test
  @Requirement({"R9579-4-3", "R9579-4-4", "R9579-5-3", "R9579-5-4"})
  void pbmac1SaysTheLengthOfItsKeyAndFillsTheOldFields() {
    var mac = Pfx.getInstance(written(Pkcs12Mac.PBMAC1_SHA384)).getMacData();
    PBMAC1Params params = PBMAC1Params.getInstance(mac.getMac().getAlgorithmId().getParameters());
    PBKDF2Params derivation =
        PBKDF2Params.getInstance(params.getKeyDerivationFunc().getParameters());
    assertThat(derivation.getKeyLength()).isEqualTo(48);
    assertThat(derivation.getPrf().getAlgorithm())
        .isEqualTo(PKCSObjectIdentifiers.id_hmacWithSHA384);
    assertThat(params.getMessageAuthScheme().getAlgorithm())
        .isEqualTo(PKCSObjectIdentifiers.id_hmacWithSHA384);
    assertThat(mac.getSalt()).isNotEmpty();
    assertThat(mac.getIterationCount()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("S-36")
  void everySaltIsFreshAndLong(Pkcs12Mac mac) throws Exception {
    List<byte[]> salts = new ArrayList<>(salts(written(mac)));
    salts.addAll(salts(written(mac)));
    assertThat(salts).hasSize(mac.name().startsWith("PBMAC1") ? 6 : 4);
    assertThat(salts).allMatch(salt -> salt.length >= 16);
    assertThat(salts.stream().map(java.util.HexFormat.of()::formatHex)).doesNotHaveDuplicates();
  }

  /** Those of the MAC and of the key; that of the certificates differs with the ciphertext. */
  private static List<byte[]> salts(byte[] encoded) throws Exception {
    List<byte[]> salts = new ArrayList<>();
    PKCS12PfxPdu pfx = new PKCS12PfxPdu(encoded);
    var mac = pfx.toASN1Structure().getMacData();
    salts.add(mac.getSalt());
    AlgorithmIdentifier algorithm = mac.getMac().getAlgorithmId();
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)) {
      salts.add(
          PBKDF2Params.getInstance(
                  PBMAC1Params.getInstance(algorithm.getParameters())
                      .getKeyDerivationFunc()
                      .getParameters())
              .getSalt());
    }
    PKCS12SafeBag key = new PKCS12SafeBagFactory(pfx.getContentInfos()[1]).getSafeBags()[0];
    EncryptedPrivateKeyInfo shrouded =
        ((PKCS8EncryptedPrivateKeyInfo) key.getBagValue()).toASN1Structure();
    PBES2Parameters params =
        PBES2Parameters.getInstance(shrouded.getEncryptionAlgorithm().getParameters());
    salts.add(PBKDF2Params.getInstance(params.getKeyDerivationFunc().getParameters()).getSalt());
    return salts;
  }

  @Test
  @Requirement("R8295-8.3.2-1")
  void opensslReadsTheOldMacs() throws Exception {
    assumeTrue(OpenSsl.isPresent(), "openssl is not on the path");
    for (Pkcs12Mac mac : List.of(Pkcs12Mac.HMAC_SHA256, Pkcs12Mac.HMAC_SHA1)) {
      assertThat(opened(mac)).contains("BEGIN PRIVATE KEY", "friendlyName: a device", "CN = root");
      assertThat(opened(mac, "-info", "-noout"))
          .contains("PBES2, PBKDF2, AES-256-CBC", "hmacWithSHA256", "Shrouded Keybag");
    }
  }

  @Test
  @Requirement("R8295-8.3.2-1")
  void opensslFrom34OnReadsPbmac1() throws Exception {
    assumeTrue(OpenSsl.isAtLeast(3, 4), "openssl reads PBMAC1 from 3.4 on");
    for (Pkcs12Mac mac : List.of(Pkcs12Mac.PBMAC1_SHA256, Pkcs12Mac.PBMAC1_SHA384)) {
      assertThat(opened(mac)).contains("BEGIN PRIVATE KEY", "CN = root");
    }
  }

  private String opened(Pkcs12Mac mac, String... more) throws Exception {
    Path file = folder.resolve(mac + ".p12");
    Files.write(file, written(mac));
    Path password = folder.resolve("password");
    Files.writeString(password, TEXT + "\n");
    List<String> command =
        new ArrayList<>(
            List.of("pkcs12", "-in", file.toString(), "-passin", "file:" + password, "-nodes"));
    command.addAll(List.of(more));
    return OpenSsl.text(command);
  }

  @Test
  @Requirement("R8295-8.3.2-1")
  void theKeyStoreOfTheJdkReadsTheOldMacs() throws Exception {
    for (Pkcs12Mac mac : List.of(Pkcs12Mac.HMAC_SHA256, Pkcs12Mac.HMAC_SHA1)) {
      checkStore(KeyStore.getInstance("PKCS12"), written(mac));
    }
  }

  /** Its key store knows PBKDF2 under SHA-256 and SHA-512, and not under SHA-384. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PBMAC1_SHA384")
  void theKeyStoreOfBouncyCastleReadsTheOthers(Pkcs12Mac mac) throws Exception {
    checkStore(KeyStore.getInstance("PKCS12", Providers.standard().bouncyCastle()), written(mac));
  }

  @ParameterizedTest
  @Requirement({"R9579-4-2", "R9579-5-1", "R9579-5-2"})
  @EnumSource
  void bouncyCastleFindsEveryMacRight(Pkcs12Mac mac) throws Exception {
    PKCS12PfxPdu pfx = new PKCS12PfxPdu(written(mac));
    JcePKCS12MacCalculatorBuilderProvider macs =
        new JcePKCS12MacCalculatorBuilderProvider()
            .setProvider(Providers.standard().bouncyCastle());
    assertThat(pfx.isMacValid(macs, TEXT.toCharArray())).isTrue();
    assertThat(pfx.isMacValid(macs, "another".toCharArray())).isFalse();
  }

  private static void checkStore(KeyStore store, byte[] pfx) throws Exception {
    store.load(new ByteArrayInputStream(pfx), TEXT.toCharArray());
    ECPrivateKey key = (ECPrivateKey) store.getKey("a device", TEXT.toCharArray());
    assertThat(key.getS()).isEqualTo(((ECPrivateKey) KEYS.getPrivate()).getS());
    Certificate[] chain = store.getCertificateChain("a device");
    assertThat(chain).hasSize(2);
    assertThat(chain[0].getPublicKey()).isEqualTo(KEYS.getPublic());
  }

  @Test
  void withoutAPasswordNothingIsWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Pkcs12Delivery.encode(
                Fixture.contents(KEYS), Secret.of(""), quick(Pkcs12Mac.PBMAC1_SHA256)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pkcs12Protection(Pkcs12Mac.PBMAC1_SHA256, 999));
  }

  @Test
  void noTextShowsAKey() {
    Pkcs12Contents contents = Fixture.contents(KEYS);
    assertThat(contents.toString()).isEqualTo("Pkcs12Contents[a device]");
    contents.close();
    assertThat(contents.pkcs8()).containsOnly(0);
  }
}
