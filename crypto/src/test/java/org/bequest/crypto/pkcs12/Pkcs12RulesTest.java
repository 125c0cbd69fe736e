package org.bequest.crypto.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

/** What is refused of a file, what is passed over, and what it may cost. */
class Pkcs12RulesTest {
  private static final Secret PASSWORD = Secret.of("correct horse");
  private static final KeyPair KEYS = KeyAlgorithm.P256.generate();
  private static final X509CertificateHolder OWN = Fixture.certificate("CN=device", KEYS);
  private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("2.999.1");
  private static final BigInteger HUGE = BigInteger.ONE.shiftLeft(40);

  private static DERSequence sequence(ASN1Encodable... fields) {
    return new DERSequence(fields);
  }

  private static DERSequence content(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return sequence(type, new DERTaggedObject(true, 0, value));
  }

  private static DERSequence data(ASN1Encodable... bags) {
    return content(PKCSObjectIdentifiers.data, new DEROctetString(Der.of(sequence(bags))));
  }

  private static SafeBag key(DERSet attributes) {
    return new SafeBag(
        PKCSObjectIdentifiers.keyBag, PrivateKeyInfo.getInstance(Fixture.pkcs8(KEYS)), attributes);
  }

  private static SafeBag certificate(X509CertificateHolder certificate, DERSet attributes) {
    CertBag bag =
        new CertBag(
            PKCSObjectIdentifiers.x509Certificate,
            new DEROctetString(Der.of(certificate.toASN1Structure())));
    return new SafeBag(PKCSObjectIdentifiers.certBag, bag, attributes);
  }

  private static DERSet id(int id) {
    return new DERSet(
        new Attribute(
            PKCSObjectIdentifiers.pkcs_9_at_localKeyId,
            new DERSet(new DEROctetString(new byte[] {(byte) id}))));
  }

  /** With a MAC of our own over whatever is in it. */
  private static byte[] pfx(ASN1Encodable... contents) {
    byte[] authSafe = Der.of(sequence(contents));
    MacData mac = Pkcs12Mac.HMAC_SHA256.over(authSafe, PASSWORD, 1);
    return pfx(PKCSObjectIdentifiers.data, authSafe, mac);
  }

  private static byte[] pfx(ASN1ObjectIdentifier type, byte[] authSafe, MacData mac) {
    return Der.of(sequence(new ASN1Integer(3), content(type, new DEROctetString(authSafe)), mac));
  }

  private static byte[] withMac(MacData mac) {
    return pfx(PKCSObjectIdentifiers.data, Der.of(sequence(data(key(id(1))))), mac);
  }

  private static Pkcs12File read(byte[] pfx) throws MalformedException {
    return Pkcs12File.read(pfx, PASSWORD, Pkcs12Limits.STANDARD);
  }

  private static void assertRefused(byte[] pfx, String words) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(pfx))
        .withMessageContaining(words);
  }

  @Test
  void bagsOfOtherKindsArePassedOver() throws MalformedException {
    SafeBag secret =
        new SafeBag(
            PKCSObjectIdentifiers.secretBag, content(UNKNOWN, new DERUTF8String("a secret")));
    SafeBag foreign = new SafeBag(UNKNOWN, DERNull.INSTANCE);
    SafeBag sdsi =
        new SafeBag(
            PKCSObjectIdentifiers.certBag,
            content(PKCSObjectIdentifiers.sdsiCertificate, new DERUTF8String("sdsi")));
    SafeBag nested =
        new SafeBag(PKCSObjectIdentifiers.safeContentsBag, sequence(certificate(OWN, id(1))));
    Pkcs12File file = read(pfx(data(secret, foreign, sdsi), data(key(id(1)), nested)));
    assertThat(file.only().chain()).containsExactly(OWN);
  }

  @Test
  void aLocalKeyIdChoosesAmongCertificatesOfTheKey() throws MalformedException {
    X509CertificateHolder older = Fixture.certificate("CN=older", KEYS);
    Pkcs12File file =
        read(pfx(data(key(id(2)), certificate(older, id(1)), certificate(OWN, id(2)))));
    assertThat(file.only().certificate()).isEqualTo(OWN);
    assertThat(file.others()).containsExactly(older);
    Pkcs12File without = read(pfx(data(key(new DERSet()), certificate(OWN, new DERSet()))));
    assertThat(without.only().certificate()).isEqualTo(OWN);
  }

  @Test
  void aCertificateOfAnotherKeyIsNotTheKeysWhateverItsLocalKeyIdSays() {
    X509CertificateHolder other = Fixture.certificate("CN=other", KeyAlgorithm.P256.generate());
    assertRefused(
        pfx(data(key(id(1)), certificate(other, id(1)))),
        "a private key without a certificate of its public key");
    assertRefused(pfx(data(key(id(1)))), "a private key without a certificate");
  }

  @Test
  void oneKeyIsOneKey() throws MalformedException {
    Pkcs12File none = read(pfx(data(certificate(OWN, id(1)))));
    assertThat(none.certificates()).containsExactly(OWN);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(none::only)
        .withMessageContaining("0 found");
    Pkcs12File two = read(pfx(data(key(id(1)), key(id(2)), certificate(OWN, id(1)))));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(two::only)
        .withMessageContaining("2 found");
  }

  @Test
  void whatNeedsAPublicKeyIsRefusedWithItsSentence() {
    MacData mac = Pkcs12Mac.HMAC_SHA256.over(new byte[0], PASSWORD, 1);
    assertRefused(
        pfx(PKCSObjectIdentifiers.signedData, new byte[0], mac),
        "protected by a signature, not by a password");
    assertRefused(
        pfx(content(PKCSObjectIdentifiers.envelopedData, sequence())),
        "encrypted to a public key, not under a password");
  }

  @Test
  void withoutAMacNothingIsLookedInto() {
    byte[] authSafe = Der.of(sequence(data(key(id(1)), certificate(OWN, id(1)))));
    byte[] bare =
        Der.of(
            sequence(
                new ASN1Integer(3),
                content(PKCSObjectIdentifiers.data, new DEROctetString(authSafe))));
    assertRefused(bare, "without a MAC");
  }

  private static MacData pbmac1(AlgorithmIdentifier derivation, AlgorithmIdentifier scheme) {
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBMAC1, new PBMAC1Params(derivation, scheme));
    return new MacData(new DigestInfo(algorithm, new byte[32]), new byte[8], 1);
  }

  private static AlgorithmIdentifier pbkdf2(int keyLength, HashFunction prf) {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(new byte[16], 1, keyLength, prf.hmac()));
  }

  @Test
  @Requirement({"R9579-4-1", "R9579-7-1", "R9579-9-1"})
  void pbmac1IsTakenAsItsRfcWantsIt() {
    AlgorithmIdentifier hmac = HashFunction.SHA256.hmac();
    assertRefused(withMac(pbmac1(pbkdf2(19, HashFunction.SHA256), hmac)), "a key of 19 octets");
    assertRefused(withMac(pbmac1(pbkdf2(65, HashFunction.SHA256), hmac)), "a key of 65 octets");
    assertRefused(
        withMac(pbmac1(pbkdf2(32, HashFunction.SHA256), HashFunction.SHA1.hmac())),
        "a MAC that is not taken here");
    assertRefused(
        withMac(pbmac1(new AlgorithmIdentifier(UNKNOWN), hmac)),
        "a derivation that is not known here");
    MacData bare =
        new MacData(
            new DigestInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBMAC1), new byte[32]),
            new byte[8],
            1);
    assertRefused(withMac(bare), "missing PBMAC1-params");
  }

  /** What it says counts only where the old MAC is used. */
  @Test
  @Requirement({"R9579-4-3", "R9579-4-4", "R9579-5-4", "R9579-6-1"})
  void theOldFieldsBesidePbmac1AreIgnoredAndBothFormsOfThePasswordAreRead() throws Exception {
    byte[] authSafe = Der.of(sequence(data(key(id(1)), certificate(OWN, id(1)))));
    for (Password password : Password.modern(PASSWORD)) {
      byte[] macKey = password.pbkdf2(HashFunction.SHA256, new Password.Terms(new byte[16], 1), 32);
      MacData mac = pbmac1(pbkdf2(32, HashFunction.SHA256), HashFunction.SHA256.hmac());
      MacData right =
          new MacData(
              new DigestInfo(
                  mac.getMac().getAlgorithmId(),
                  new Hmac(HashFunction.SHA256, macKey).of(authSafe)),
              new byte[0],
              Integer.MAX_VALUE);
      assertThat(read(pfx(PKCSObjectIdentifiers.data, authSafe, right)).only().chain())
          .containsExactly(OWN);
    }
  }

  @Test
  @Requirement("S-35")
  void iterationsAreCountedBeforeAnyIsMade() {
    DERSequence digest = sequence(HashFunction.SHA256.digest(), new DEROctetString(new byte[32]));
    DERSequence mac = sequence(digest, new DEROctetString(new byte[8]), new ASN1Integer(HUGE));
    byte[] classic =
        Der.of(
            sequence(
                new ASN1Integer(3),
                content(PKCSObjectIdentifiers.data, new DEROctetString(new byte[0])),
                mac));
    assertRefused(classic, "more than 10000000 iterations");
    AlgorithmIdentifier derivation =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBKDF2,
            sequence(new DEROctetString(new byte[16]), new ASN1Integer(HUGE), new ASN1Integer(32)));
    assertRefused(
        withMac(pbmac1(derivation, HashFunction.SHA256.hmac())), "more than 10000000 iterations");
    assertRefused(
        withMac(pbmac1(zeroIterations(), HashFunction.SHA256.hmac())), "without iterations");
  }

  private static AlgorithmIdentifier zeroIterations() {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_PBKDF2,
        sequence(new DEROctetString(new byte[16]), new ASN1Integer(0), new ASN1Integer(32)));
  }

  /** Each is allowed, all of them together are not. */
  @Test
  @Requirement("S-35")
  void manyPartsTogetherCostNoMoreThanOne() {
    Pbes2.Encrypted part;
    try (Password password = Password.utf8(PASSWORD)) {
      part = Pbes2.encrypt(Der.of(sequence()), password, HashFunction.SHA256, 6);
    }
    byte[] pfx = pfx(encryptedData(part), encryptedData(part), encryptedData(part));
    Pkcs12Limits limits = new Pkcs12Limits(1 << 20, 100, 18, 1 << 20);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Pkcs12File.read(pfx, PASSWORD, limits))
        .withMessageContaining("more than 18 iterations");
  }

  private static DERSequence encryptedData(Pbes2.Encrypted part) {
    return content(
        PKCSObjectIdentifiers.encryptedData,
        sequence(
            new ASN1Integer(0),
            sequence(
                PKCSObjectIdentifiers.data,
                part.algorithm(),
                new DERTaggedObject(false, 0, new DEROctetString(part.octets())))));
  }

  @Test
  @Requirement("S-35")
  void scryptIsReadWithinItsMemory() throws MalformedException {
    assertRefused(pfx(encryptedData(scrypt(1 << 20, 8, 1))), "octets for scrypt");
    assertRefused(pfx(encryptedData(scrypt(1 << 14, 8, 1 << 20))), "iterations");
    assertRefused(pfx(encryptedData(scrypt(0, 8, 1))), "not positive");
    assertRefused(pfx(encryptedData(scrypt(3, 8, 1))), "RFC 7914");
    byte[] mac = pfx(encryptedData(scrypt(1 << 10, 8, 1)));
    assertRefused(mac, "the password does not open what is encrypted");
  }

  private static Pbes2.Encrypted scrypt(int n, int r, int p) {
    ScryptParams params = new ScryptParams(new byte[16], n, r, p);
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBES2,
            sequence(
                new AlgorithmIdentifier(MiscObjectIdentifiers.id_scrypt, params),
                new AlgorithmIdentifier(
                    NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]))));
    return new Pbes2.Encrypted(algorithm, new byte[32]);
  }

  @Test
  @Requirement("S-50")
  void bagsAreCountedAndNestingIsBounded() {
    List<ASN1Encodable> many = new ArrayList<>();
    for (int i = 0; i <= Pkcs12Limits.STANDARD.bags(); i++) {
      many.add(new SafeBag(UNKNOWN, DERNull.INSTANCE));
    }
    assertRefused(pfx(data(many.toArray(ASN1Encodable[]::new))), "more than 1000 bags");
    ASN1Encodable deep = certificate(OWN, id(1));
    for (int i = 0; i < 5; i++) {
      deep = new SafeBag(PKCSObjectIdentifiers.safeContentsBag, sequence(deep));
    }
    assertRefused(pfx(data(deep)), "nested deeper");
    assertRefused(new byte[Pkcs12Limits.STANDARD.octets() + 1], "octets");
    assertRefused(HexFormat.of().parseHex("3080".repeat(1_000)), "nested deeper");
  }

  /** What the MAC does not cover says little: where it is read, it is what was written. */
  @Test
  @Requirement({"S-50", "S-53"})
  void damageIsRefusedOrChangesNothing() {
    byte[] good = pfx(data(key(id(1)), certificate(OWN, id(1))));
    Pkcs12Limits limits = new Pkcs12Limits(1 << 16, 100, 10_000, 1 << 16);
    List<byte[]> all = Damage.of(good).toList();
    int refused = 0;
    for (byte[] damaged : all) {
      try {
        Pkcs12Contents read = Pkcs12File.read(damaged, PASSWORD, limits).only();
        assertThat(read.pkcs8()).isEqualTo(Fixture.pkcs8(KEYS));
        assertThat(read.chain()).containsExactly(OWN);
      } catch (MalformedException _) {
        refused++;
      }
    }
    assertThat(refused).isBetween(all.size() - 10, all.size() - 1);
  }

  /** As if somebody had the password: nothing in it can do harm either. */
  @Test
  @Requirement({"S-50", "S-53"})
  void damageBehindTheMacNeverEscapes() throws MalformedException {
    Pkcs12Limits limits = new Pkcs12Limits(1 << 16, 100, 100_000_000, 1 << 16);
    byte[] safe;
    try (Password password = Password.utf8(PASSWORD)) {
      Pbes2.Encrypted part =
          Pbes2.encrypt(
              Der.of(sequence(certificate(OWN, id(1)))), password, HashFunction.SHA256, 1);
      safe = Der.of(sequence(encryptedData(part), data(key(id(1)))));
    }
    int refused = 0;
    List<byte[]> all = Damage.of(safe).toList();
    for (byte[] damaged : all) {
      try {
        Work work = new Work(new Pkcs12Limits(1 << 16, 100, 5_000, 1 << 16));
        Safe walked = new Safe(new Opener(PASSWORD, MacCheck.Form.USUAL, work), limits);
        walked.walk(damaged);
        Chains.of(walked);
      } catch (MalformedException _) {
        refused++;
      }
    }
    assertThat(refused).isBetween(all.size() / 2, all.size());
  }
}
