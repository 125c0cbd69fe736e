package org.bequest.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bequest.client.fixture.KeyMaker;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.keygen.Delivery.KeyPart;
import org.bequest.client.keygen.KeyProtection;
import org.bequest.client.keygen.Opened;
import org.bequest.client.keygen.PackageForm;
import org.bequest.client.keygen.PackageOpener;
import org.bequest.client.keygen.PackagePolicy;
import org.bequest.client.trust.PackageTrust;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EncryptedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.pkcs12.Pkcs12Contents;
import org.bequest.crypto.pkcs12.Pkcs12Delivery;
import org.bequest.crypto.pkcs12.Pkcs12Mac;
import org.bequest.crypto.pkcs12.Pkcs12Protection;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.keys.AsymmetricDecryptKeyIdentifier;
import org.bequest.formats.keys.DecryptKeyIdentifier;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.MediaType;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 7030 4.4 and RFC 8295 8.1, seen by the client. */
class ServerKeygenTest {
  private static final byte[] ID = "device-7".getBytes(US_ASCII);

  private final TestCa root = TestCa.root("CN=root");
  private final TestCa issuing = root.intermediate("CN=issuing");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final KeyMaker maker = KeyMaker.of(issuing, KeyAlgorithm.P256);
  private final Secret shared = Secret.of("0123456789abcdef0123456789abcdef".getBytes(US_ASCII));
  private final KeyProtection.SymmetricKey symmetric =
      new KeyProtection.SymmetricKey(new DecryptKeyIdentifier(ID), shared);
  private final Recipient device = Recipient.of(ID, shared);
  private final KeygenRequest request =
      KeygenRequest.of(SubjectNames.of(new X500Name("CN=device-7")), KeyAlgorithm.P256);

  private KeyGeneration asked(KeygenRequest asking, Reply reply) {
    try (var server =
            ScriptedEstServer.start(root.identity(Leaf.localhost()), r -> answer(r, reply));
        var client = EstClient.of(server.address()).trust(trust).build()) {
      return client.serverKeygen(asking);
    }
  }

  private Reply answer(Received received, Reply reply) {
    return received.path().endsWith("cacerts")
        ? Reply.certificates(issuing.certificate(), root.certificate())
        : reply;
  }

  private static void assertDelivered(KeyGeneration outcome, KeyMaker by) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            KeyGeneration.Delivered.class,
            delivered -> {
              assertThat(delivered.keys().getPublic().getEncoded())
                  .isEqualTo(by.keys().getPublic().getEncoded());
              assertThat(delivered.keys().getPrivate()).isEqualTo(by.keys().getPrivate());
              assertThat(delivered.certificate().getPublicKey().getEncoded())
                  .isEqualTo(by.keys().getPublic().getEncoded());
            });
  }

  private static void assertUnusable(KeyGeneration outcome, EnumeratedErrorCode code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            KeyGeneration.Unusable.class,
            unusable -> assertThat(unusable.code()).as(unusable.why()).isEqualTo(code));
  }

  private Content enveloped(Content content) {
    return EnvelopedMessage.encrypt(content, ContentCipher.AES_256_CBC, List.of(device));
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P521", "RSA_2048", "ED25519", "ML_DSA_44", "X25519", "ML_KEM_768"})
  @Requirement({"R7030-4.4.2-1", "R7030-4.4.2-2", "R7030-4.4.2-9"})
  void keysOfEveryKindCome(KeyAlgorithm kind) {
    KeyMaker other = KeyMaker.of(issuing, kind);
    var wanted = KeygenRequest.of(SubjectNames.of(new X500Name("CN=device-7")), kind);
    assertDelivered(asked(wanted, other.inTheClear()), other);
    assertDelivered(
        asked(
            wanted.under(symmetric), other.enclosing(enveloped(other.signed(other.keyPackage())))),
        other);
  }

  @Test
  @Requirement({"R7030-4.4.2-3", "R7030-4.4.2-8", "R8295-8.1-2", "R8295-8.1-5", "R8295-8.1-4"})
  void everyFormOfAPackageIsOpened() {
    Content inner = maker.signed(maker.keyPackage());
    Content keyPackage =
        EnvelopedMessage.encryptKeyPackage(inner, ContentCipher.AES_256_CBC, List.of(device));
    Content encrypted =
        EncryptedMessage.encryptKeyPackage(
            inner, ContentCipher.AES_256_CBC, new RecipientKey.Kek(ID, shared));
    Content authenticated =
        EnvelopedMessage.encrypt(inner, ContentCipher.AES_256_GCM, List.of(device));
    List<Content> forms =
        List.of(
            enveloped(inner),
            maker.signed(enveloped(inner)),
            keyPackage,
            maker.signed(keyPackage),
            encrypted,
            authenticated);
    for (Content form : forms) {
      assertDelivered(asked(request.under(symmetric), maker.enclosing(form)), maker);
    }
    Content whole = maker.signedWithCertificate(maker.keyPackage());
    for (Content form : List.of(enveloped(whole), maker.signed(enveloped(whole)))) {
      assertDelivered(asked(request.under(symmetric), KeyMaker.bare(form)), maker);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "P256", "P384", "X25519", "ML_KEM_768"})
  @Requirement({"R7030-4.4.2-5", "R7030-4.4.2-6"})
  void packagesForAKeyOfTheDeviceAreOpened(KeyAlgorithm kind) {
    KeyPair own = kind.generate();
    var publicKey = SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded());
    var holder = KeyMaker.holder(issuing.issue(own, Leaf.of("CN=recipient")));
    List<EntityIdentifier> names =
        List.of(
            EntityIdentifier.IssuerAndSerial.of(holder), KeyIdentifier.of(holder).orElseThrow());
    Content inner = maker.signed(maker.keyPackage());
    for (EntityIdentifier name : names) {
      Content message =
          EnvelopedMessage.encrypt(
              inner, ContentCipher.AES_256_CBC, List.of(Recipient.of(name, publicKey)));
      var protection = KeyProtection.AsymmetricKey.of(own.getPrivate(), holder);
      assertDelivered(asked(request.under(protection), maker.enclosing(message)), maker);
    }
    var agreed = new AsymmetricDecryptKeyIdentifier(ID);
    Content message =
        EnvelopedMessage.encrypt(
            inner,
            ContentCipher.AES_256_CBC,
            List.of(Recipient.of(new KeyIdentifier(ID), publicKey)));
    var protection = KeyProtection.AsymmetricKey.of(own.getPrivate(), agreed);
    assertDelivered(asked(request.under(protection), maker.enclosing(message)), maker);
  }

  @Test
  @Requirement("S-32")
  void aPlainKeyIsRefusedWhereEncryptionWasAskedFor() {
    KeygenRequest careful = request.under(symmetric);
    assertUnusable(asked(careful, maker.inTheClear()), EnumeratedErrorCode.CONSTRAINT_VIOLATION);
    Content signedOnly = maker.signed(maker.keyPackage());
    assertUnusable(
        asked(careful, maker.enclosing(signedOnly)), EnumeratedErrorCode.CONSTRAINT_VIOLATION);
    assertDelivered(asked(request, maker.enclosing(signedOnly)), maker);
  }

  @Test
  @Requirement("S-33")
  void aCipherThatDoesNotNoticeChangesIsRefusedWhereOneThatDoesWasAskedFor() {
    KeygenRequest careful =
        request.under(symmetric).as(PackageForm.ENVELOPED.underAuthenticatedCipher());
    Content inner = maker.signed(maker.keyPackage());
    assertUnusable(
        asked(careful, maker.enclosing(enveloped(inner))),
        EnumeratedErrorCode.BAD_ENCRYPT_ALGORITHM);
    Content good = EnvelopedMessage.encrypt(inner, ContentCipher.AES_128_GCM, List.of(device));
    assertDelivered(asked(careful, maker.enclosing(good)), maker);
  }

  @Test
  @Requirement({"R8295-8.1-4", "R7191-9-1", "S-37"})
  void everySignatureLeadsToAnAuthorisedAnchor() {
    KeygenRequest careful = request.under(symmetric);
    TestCa foreign = TestCa.root("CN=root");
    TlsIdentity stranger = KeyMaker.of(foreign, KeyAlgorithm.P256).appointed();
    TlsIdentity anyDevice = issuing.identity(Leaf.of("CN=device-8"));
    TlsIdentity client =
        issuing.identity(Leaf.of("CN=device-9").usages(KeyPurposeId.id_kp_clientAuth));
    assertUnusable(
        asked(careful, enclosed(maker.signingAs(stranger))), EnumeratedErrorCode.NO_TRUST_ANCHOR);
    for (TlsIdentity other : List.of(anyDevice, client)) {
      assertUnusable(
          asked(careful, enclosed(maker.signingAs(other))), EnumeratedErrorCode.NOT_AUTHORIZED);
    }
    Content outside = maker.signingAs(stranger).signed(enveloped(maker.signed(maker.keyPackage())));
    assertUnusable(asked(careful, maker.enclosing(outside)), EnumeratedErrorCode.NO_TRUST_ANCHOR);
  }

  private Reply enclosed(KeyMaker by) {
    return by.enclosing(enveloped(by.signed(by.keyPackage())));
  }

  @Test
  @Requirement({"R8295-1.1-2", "S-37"})
  void anchorsForPackagesCountInsteadOfTheOthersWhereTheyAreNamed() {
    TestCa foreign = TestCa.root("CN=makers");
    TlsIdentity stranger = foreign.identity(Leaf.of("CN=maker"));
    KeygenRequest careful =
        request
            .under(symmetric)
            .demanding(PackagePolicy.STRICT.under(List.of(foreign.certificate())));
    assertDelivered(asked(careful, enclosed(maker.signingAs(stranger))), maker);
    assertUnusable(asked(careful, enclosed(maker)), EnumeratedErrorCode.NO_TRUST_ANCHOR);
  }

  @Test
  void anUnsignedPackageIsTakenOnlyWhereThatIsSaid() {
    Reply unsigned = maker.enclosing(enveloped(maker.keyPackage()));
    KeygenRequest careful = request.under(symmetric);
    assertUnusable(asked(careful, unsigned), EnumeratedErrorCode.MISSING_SIGNATURE);
    assertDelivered(
        asked(careful.demanding(PackagePolicy.STRICT.allowingUnsigned()), unsigned), maker);
  }

  @Test
  void aPackageForOthersDoesNotOpen() {
    Content inner = maker.signed(maker.keyPackage());
    KeygenRequest careful = request.under(symmetric);
    Recipient other = Recipient.of("other".getBytes(US_ASCII), shared);
    Content forOther = EnvelopedMessage.encrypt(inner, ContentCipher.AES_256_CBC, List.of(other));
    assertUnusable(
        asked(careful, maker.enclosing(forOther)), EnumeratedErrorCode.NO_MATCHING_RECIPIENT_INFO);
    Recipient wrongKey =
        Recipient.of(ID, Secret.of("another key of the same length..".getBytes(US_ASCII)));
    Content wrong = EnvelopedMessage.encrypt(inner, ContentCipher.AES_256_CBC, List.of(wrongKey));
    assertUnusable(asked(careful, maker.enclosing(wrong)), EnumeratedErrorCode.DECRYPT_FAILURE);
    assertUnusable(
        asked(request, maker.enclosing(forOther)), EnumeratedErrorCode.NO_MATCHING_RECIPIENT_INFO);
  }

  @Test
  @Requirement({"R8295-8.3.1-2", "R8295-8.3.2-1"})
  void aPkcs12FileIsOpenedWithThePassword() {
    Secret password = Secret.of("open sesame");
    KeygenRequest wanted = request.under(new KeyProtection.Password(password));
    assertDelivered(asked(wanted, pfx(password)), maker);
    assertUnusable(asked(wanted, pfx(Secret.of("other"))), EnumeratedErrorCode.DECRYPT_FAILURE);
    assertUnusable(asked(request, pfx(password)), EnumeratedErrorCode.NO_DECRYPT_KEY);
    assertUnusable(asked(wanted, maker.inTheClear()), EnumeratedErrorCode.CONSTRAINT_VIOLATION);
  }

  private Reply pfx(Secret password) {
    var chain = List.of(KeyMaker.holder(maker.certificate()));
    byte[] pfx =
        Pkcs12Delivery.encode(
            new Pkcs12Contents("device-7", maker.pkcs8(), chain),
            password,
            Pkcs12Protection.of(Pkcs12Mac.HMAC_SHA256));
    return Reply.of(200, Base64Body.encode(pfx), "Content-Type: application/pkcs12");
  }

  @Test
  void aKeyThatIsNotThatOfTheCertificateIsRefused() {
    var other = KeyMaker.of(issuing, KeyAlgorithm.P256);
    Reply reply = KeyMaker.parts(MediaType.PKCS8, maker.pkcs8(), other.certificate());
    assertUnusable(asked(request, reply), EnumeratedErrorCode.BAD_CERTIFICATE);
  }

  @Test
  @Requirement("R7030-4.4-1")
  void aCertificateOfAnotherAuthorityIsRefused() {
    TestCa foreign = TestCa.root("CN=root");
    KeyMaker stranger = KeyMaker.of(foreign, KeyAlgorithm.P256);
    assertUnusable(asked(request, stranger.inTheClear()), EnumeratedErrorCode.BAD_CERTIFICATE);
  }

  @Test
  void certificatesOfRsaKeysMayLeaveOutTheirParameters() {
    KeyMaker rsa = KeyMaker.of(issuing, KeyAlgorithm.RSA_2048);
    var key = SubjectPublicKeyInfo.getInstance(rsa.keys().getPublic().getEncoded());
    var bare =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
            key.getPublicKeyData().getBytes());
    var certificate = issuing.issue(bare, Leaf.of("CN=device-7"));
    Reply reply = KeyMaker.parts(MediaType.PKCS8, rsa.pkcs8(), certificate);
    assertThat(asked(request, reply)).isInstanceOf(KeyGeneration.Delivered.class);
  }

  @Test
  @Requirement("R7030-4.4.2-10")
  void pendingAndRefusedAreToldApart() {
    assertThat(asked(request, Reply.of(202, "wait", "Retry-After: 60")))
        .isInstanceOfSatisfying(
            Enrollment.Pending.class, p -> assertThat(p.retryAfter()).hasSeconds(60));
    assertThat(asked(request, Reply.of(400, "no such key", "Content-Type: text/plain")))
        .isInstanceOfSatisfying(
            Enrollment.Refused.class, r -> assertThat(r.detail()).isEqualTo("no such key"));
    assertUnusable(asked(request, Reply.of(200, "!")), EnumeratedErrorCode.DECODE_FAILURE);
    assertUnusable(asked(request, Reply.of(200, "")), EnumeratedErrorCode.DECODE_FAILURE);
  }

  @Test
  @Requirement("S-50")
  void aDamagedPackageIsNeverUsed() {
    byte[] good = enveloped(maker.signed(maker.keyPackage())).encode();
    var trusted =
        new PackageTrust(
            List.of(root.certificate()), List.of(issuing.certificate()), false, Instant.now());
    var opener = new PackageOpener(symmetric, PackageForm.ENVELOPED, true, trusted);
    assertThat(opener.open(new KeyPart.Message(good))).isInstanceOf(Opened.Key.class);
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= 0x11;
      for (byte[] bad : List.of(flipped, Arrays.copyOf(good, i))) {
        if (opener.open(new KeyPart.Message(bad)) instanceof Opened.Key key) {
          assertThat(key.key()).isEqualTo(Keys.pkcs8(maker.keys().getPrivate()));
        }
      }
    }
  }
}
