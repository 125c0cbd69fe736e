package org.bequest.server.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.CmsMediaType;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.KekRecipientInfo;
import org.bequest.formats.cms.KemRecipientInfo;
import org.bequest.formats.cms.KeyAgreeRecipientInfo;
import org.bequest.formats.cms.KeyTransRecipientInfo;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.keys.AsymmetricKeyPackage;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.ReceiptOids;
import org.bequest.formats.wire.MediaType;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.KeyParts;
import org.bequest.server.support.KeyWishes;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.Registered;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that leave signed and encrypted (RFC 7030 4.4.1, 4.4.2, RFC 8295 8.1). */
class KeyPackageTest {
  private static final String DEVICE = "device-1";
  private static final byte[] ID = "key-7".getBytes(UTF_8);
  private static final byte[] KEK = "sixteen octets!!".getBytes(UTF_8);

  private static @TempDir Path folder;
  private static ConfiguredEst est;
  private static Registered registered;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, labels());
    registered = new Registered(est.deployment());
    registered.kek(DEVICE, ID, KEK);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  /** A label for each form that a label can have. */
  private static String labels() {
    StringBuilder labels = new StringBuilder();
    label(labels, "rfc7030", "");
    label(labels, "outside", "signed-outside: true");
    label(labels, "package", "packaging: encrypted-key-package");
    label(labels, "direct", "packaging: encrypted-key-package\n      choice: encrypted");
    label(labels, "auth", "packaging: encrypted-key-package\n      choice: auth-enveloped");
    label(labels, "all", "packaging: encrypted-key-package\n      signed-outside: true");
    label(labels, "bare", "signed-outside: true\n      bare: true");
    label(labels, "required", "protection: required");
    label(labels, "receipts", "receipt: true");
    return labels.toString();
  }

  private static void label(StringBuilder labels, String name, String keygen) {
    labels.append(
        """
          %s:
            profile: device
            keygen:
              offered: true
              %s
        """
            .formatted(name, keygen));
  }

  private static CsrBuilder request() {
    return KeyWishes.of(DEVICE, KeyAlgorithm.P256);
  }

  private static SubjectPublicKeyInfo spki(KeyPair keys) {
    return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
  }

  private static CsrBuilder symmetric(byte[] id) {
    return KeyWishes.symmetric(request(), id);
  }

  private static CsrBuilder asymmetric(byte[] id) {
    return KeyWishes.asymmetric(request(), id);
  }

  private static HttpReply ask(String label, CsrBuilder request, String... headers) {
    Csr csr = KeyWishes.wish(request);
    String login = RawClient.basic(DEVICE, est.oneTimePassword(DEVICE, label));
    String[] all = Stream.concat(Stream.of(login), Stream.of(headers)).toArray(String[]::new);
    return est.post("/.well-known/est/" + label + "/serverkeygen", csr, all);
  }

  private static RecipientKey.Kek kek() {
    return new RecipientKey.Kek(ID, Secret.of(KEK));
  }

  private static Unpacked.Whole opened(byte[] message, RecipientKey key) throws Exception {
    Unpacked unpacked = new MessageOpener(List.of(key), List.of()).open(Content.decode(message));
    assertThat(unpacked).isInstanceOf(Unpacked.Whole.class);
    return (Unpacked.Whole) unpacked;
  }

  private static void assertHolds(Unpacked.Whole whole, X509CertificateHolder certificate)
      throws Exception {
    try (AsymmetricKeyPackage keys = AsymmetricKeyPackage.of(whole.leaf())) {
      assertThat(KeyParts.publicHalf(keys.only().privateKeyInfo()))
          .isEqualTo(certificate.getSubjectPublicKeyInfo());
    }
  }

  @Test
  @Requirement({
    "R7030-4.4.1-3",
    "R7030-4.4.2-3",
    "R7030-4.4.2-4",
    "R7030-4.4.2-8",
    "R7030-4.4.2-9"
  })
  void aKeyIsEncryptedUnderTheSymmetricKeyThatIsNamed() throws Exception {
    CsrBuilder request =
        KeyWishes.able(
            symmetric(ID),
            NISTObjectIdentifiers.id_aes256_wrap,
            NISTObjectIdentifiers.id_aes128_wrap,
            NISTObjectIdentifiers.id_aes256_CBC);
    KeyParts parts = KeyParts.of(ask("rfc7030", request));

    assertThat(parts.key().type()).isEqualTo(MediaType.SERVER_GENERATED_KEY);
    EnvelopedContent envelope = EnvelopedContent.decode(parts.keyOctets());
    assertThat(envelope.recipients())
        .singleElement()
        .isInstanceOfSatisfying(
            KekRecipientInfo.class,
            info -> {
              assertThat(info.version()).isEqualTo(4);
              assertThat(info.keyIdentifier()).isEqualTo(ID);
              assertThat(info.algorithm().getAlgorithm())
                  .isEqualTo(NISTObjectIdentifiers.id_aes128_wrap);
            });
    assertThat(envelope.encrypted().algorithm().getAlgorithm())
        .isEqualTo(NISTObjectIdentifiers.id_aes256_CBC);
    Unpacked.Whole whole = opened(parts.keyOctets(), kek());
    assertThat(whole.types()).containsExactly(CmsOids.ENVELOPED_DATA, CmsOids.SIGNED_DATA);
    assertThat(whole.signers()).hasSize(1);
    assertHolds(whole, parts.issued());
  }

  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "P256", "P384", "X25519", "ML_KEM_768"})
  @Requirement({"R7030-4.4.1.2-1", "R7030-4.4.2-5", "R7030-4.4.2-6", "R7030-4.4.2-7"})
  void aKeyIsEncryptedToTheAsymmetricKeyThatIsNamed(KeyAlgorithm algorithm) throws Exception {
    KeyPair holder = algorithm.generate();
    byte[] identifier = algorithm.configName().getBytes(UTF_8);
    registered.holder(DEVICE, identifier, spki(holder).getEncoded());
    KeyParts parts = KeyParts.of(ask("rfc7030", asymmetric(identifier)));

    EnvelopedContent envelope = EnvelopedContent.decode(parts.keyOctets());
    var info = envelope.recipients().getFirst();
    KeyIdentifier id = new KeyIdentifier(identifier);
    switch (algorithm.family()) {
      case RSA -> {
        assertThat(((KeyTransRecipientInfo) info).id()).isEqualTo(id);
        assertThat(info.version()).isEqualTo(2);
      }
      case ML_KEM -> assertThat(((KemRecipientInfo) info).id()).isEqualTo(id);
      default ->
          assertThat(((KeyAgreeRecipientInfo) info).encryptedKeys().getFirst().id()).isEqualTo(id);
    }
    boolean strong = algorithm == KeyAlgorithm.P384 || algorithm == KeyAlgorithm.ML_KEM_768;
    assertThat(envelope.encrypted().algorithm().getAlgorithm())
        .isEqualTo(
            strong ? NISTObjectIdentifiers.id_aes256_CBC : NISTObjectIdentifiers.id_aes128_CBC);
    var key = RecipientKey.Private.of(holder.getPrivate(), identifier);
    assertHolds(opened(parts.keyOctets(), key), parts.issued());
  }

  /** A form that a label has, the layers that it makes, and what the header says of them. */
  record Form(String label, String layers, ASN1ObjectIdentifier... types) {
    @Override
    public String toString() {
      return label;
    }
  }

  private static Stream<Form> forms() {
    ASN1ObjectIdentifier signed = CmsOids.SIGNED_DATA;
    ASN1ObjectIdentifier enveloped = CmsOids.ENVELOPED_DATA;
    ASN1ObjectIdentifier keyPackage = CmsOids.ENCRYPTED_KEY_PACKAGE;
    return Stream.of(
        new Form("outside", "signedData, envelopedData, signedData", signed, enveloped, signed),
        new Form("package", "encryptedKeyPkg, signedData", keyPackage, signed),
        new Form("direct", "encryptedKeyPkg, signedData", keyPackage, signed),
        new Form("auth", "encryptedKeyPkg, signedData", keyPackage, signed),
        new Form("all", "signedData, encryptedKeyPkg, signedData", signed, keyPackage, signed));
  }

  @ParameterizedTest
  @MethodSource("forms")
  @Requirement({"R8295-8.1-2", "R8295-8.1-3"})
  void aLabelHasItsOwnFormOfThePackage(Form form) throws Exception {
    HttpReply reply = ask(form.label(), symmetric(ID));

    KeyParts parts = KeyParts.of(reply);
    assertThat(reply.text())
        .contains(
            "application/cms; encapsulatingContent=\"%s\"; innerContent=aKeyPackage\r\n"
                .formatted(form.layers()));
    Unpacked.Whole whole = opened(parts.keyOctets(), kek());
    assertThat(whole.types()).containsExactly(form.types());
    assertThat(whole.mediaType()).isEqualTo(CmsMediaType.decode(parts.key().type()));
    assertHolds(whole, parts.issued());
  }

  @Test
  @Requirement("R8295-8.1-5")
  void theChoicesOfAnEncryptedKeyPackageDifferInTheirTags() throws Exception {
    assertThat(choice("package")).isEqualTo((byte) 0xA0);
    assertThat(choice("auth")).isEqualTo((byte) 0xA1);
    assertThat(choice("direct")).isEqualTo((byte) 0x30);
    KeyPair holder = KeyAlgorithm.P256.generate();
    registered.holder(DEVICE, ID, spki(holder).getEncoded());
    KeyParts parts = KeyParts.of(ask("direct", asymmetric(ID)));
    assertThat(Content.decode(parts.keyOctets()).octets()[0]).isEqualTo((byte) 0xA0);
  }

  private static byte choice(String label) throws Exception {
    return Content.decode(KeyParts.of(ask(label, symmetric(ID))).keyOctets()).octets()[0];
  }

  @Test
  @Requirement("R8295-8.1-1")
  void aRequestCanAskForAnEncryptedKeyPackage() throws Exception {
    CsrBuilder request =
        symmetric(ID).attribute(CmsOids.CONTENT_TYPE, CmsOids.ENCRYPTED_KEY_PACKAGE);
    KeyParts parts = KeyParts.of(ask("rfc7030", request));
    assertThat(Content.decode(parts.keyOctets()).type()).isEqualTo(CmsOids.ENCRYPTED_KEY_PACKAGE);

    HttpReply enveloped =
        ask("package", symmetric(ID).attribute(CmsOids.CONTENT_TYPE, CmsOids.ENVELOPED_DATA));
    assertThat(KeyParts.of(enveloped).key().type()).isEqualTo(MediaType.SERVER_GENERATED_KEY);
  }

  @Test
  @Requirement("R8295-8.1-2")
  void aPackageCanGoAloneWithTheCertificateInside() throws Exception {
    HttpReply reply = ask("bare", symmetric(ID));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type").orElseThrow()).startsWith("application/cms; ");
    Unpacked.Whole whole = opened(reply.body(), kek());
    SignedContent inner = (SignedContent) whole.layers().getLast().layer();
    X509CertificateHolder issued =
        inner.certificates().stream()
            .filter(c -> c.getSubject().equals(new X500Name("CN=" + DEVICE)))
            .findFirst()
            .orElseThrow();
    assertHolds(whole, issued);
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  @Test
  @Requirement("S-33")
  void anAuthenticatedCipherIsNeverReplacedByOneThatIsNot() throws Exception {
    CsrBuilder request =
        KeyWishes.able(
            symmetric(ID),
            NISTObjectIdentifiers.id_aes128_CBC,
            NISTObjectIdentifiers.id_aes256_GCM,
            NISTObjectIdentifiers.id_aes128_wrap);
    KeyParts parts = KeyParts.of(ask("rfc7030", request));
    assertThat(Content.decode(parts.keyOctets()).type()).isEqualTo(CmsOids.AUTH_ENVELOPED_DATA);
    assertHolds(opened(parts.keyOctets(), kek()), parts.issued());
    KeyParts direct = KeyParts.of(ask("direct", request));
    assertThat(Content.decode(direct.keyOctets()).octets()[0]).isEqualTo((byte) 0xA1);
  }

  @Test
  @Requirement("R7191-9-2")
  void aPackageHasANameAndAsksForAReceiptWhereTheLabelSaysSo() throws Exception {
    Set<String> names = new HashSet<>();
    for (String label : List.of("rfc7030", "receipts")) {
      KeyParts parts = KeyParts.of(ask(label, symmetric(ID)));
      Unpacked.Whole whole = opened(parts.keyOctets(), kek());
      SignedContent inner = (SignedContent) whole.layers().getLast().layer();
      var attribute =
          inner
              .signers()
              .getFirst()
              .signedAttributes()
              .attribute(ReceiptOids.PACKAGE_ID_AND_RECEIPT_REQUEST)
              .orElseThrow();
      var named = PackageIdAndReceiptRequest.of(attribute);
      assertThat(named.request().isPresent()).isEqualTo(label.equals("receipts"));
      String id = HexFormat.of().formatHex(named.id().octets());
      assertThat(id).hasSize(32);
      assertThat(names.add(id)).isTrue();
      var row = est.store().keyPackages().find(id).orElseThrow();
      assertThat(row.form()).isEqualTo("enveloped");
      assertThat(row.identity()).isEqualTo("otp:" + DEVICE);
      assertThat(row.receiptAsked()).isEqualTo(label.equals("receipts"));
      assertThat(row.certificate().serial())
          .isEqualTo(parts.issued().getSerialNumber().toString(16));
    }
  }
}
