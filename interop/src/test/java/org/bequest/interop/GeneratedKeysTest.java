package org.bequest.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.client.EstClient;
import org.bequest.client.EstServer;
import org.bequest.client.HttpLogin;
import org.bequest.client.KeyGeneration;
import org.bequest.client.KeygenRequest;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Header;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Base64Body;
import org.bequest.store.AuditEntry;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets.Kind;
import org.bequest.testkit.BequestExtension;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.est.ESTService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that our server makes, in the hands of OpenSSL, curl, Python and Bouncy Castle. */
class GeneratedKeysTest {
  private static final String DEVICE = "device-1";
  private static final byte[] ID = "key-7".getBytes(US_ASCII);
  private static final byte[] KEK = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
  private static final String PASSWORD = "open sesame";

  private static final String SEALED = "secrets:\n  sealing-key: file:secrets/sealing-key\n";

  /** What a MIME reader of nobody's acquaintance makes of the answer. */
  private static final String SPLIT =
      """
      import email, email.policy, sys
      head = b'Content-Type: ' + open('type', 'rb').read() + b'\\r\\n\\r\\n'
      text = head + open('body', 'rb').read()
      for part in email.message_from_bytes(text, policy=email.policy.HTTP).walk():
          if not part.is_multipart():
              name = part.get_content_subtype()
              name += '.key' if part.get_param('smime-type') == 'server-generated-key' else ''
              open(name, 'wb').write(part.get_payload(decode=True))
              print(part.get_content_type(), part.get_param('smime-type'))
      """;

  @RegisterExtension
  static final BequestExtension EST =
      BequestExtension.configured(yaml ->
          yaml
              + label("keys", "")
              + label("outside", "signed-outside: true")
              + label("package", "packaging: encrypted-key-package")
              + label("sealed", "packaging: encrypted-key-package, choice: auth-enveloped")
              + label("pfx", "pkcs12: always")
              + label("pfx-old", "pkcs12: always, pkcs12-mac: sha1")
              + (yaml.contains("sealing-key") ? "" : SEALED));

  private static boolean prepared;

  @TempDir Path folder;
  private ForeignTool openssl;
  private ForeignTool curl;

  private static String label(String name, String more) {
    return "  %s: {profile: device, authenticators: [basic], keygen: {offered: true%s}}\n"
        .formatted(name, more.isEmpty() ? "" : ", " + more);
  }

  @BeforeEach
  void tools() throws IOException {
    openssl = ForeignTool.required("openssl", "openssl", folder);
    curl = ForeignTool.required("curl", "curl", folder);
    Files.copy(EST.server().rootCertificate(), folder.resolve("root.pem"));
    if (!prepared) {
      EST.server().addUserOfAnyLabel(DEVICE, "castle", "CN=" + DEVICE);
      share(Kind.KEY_ENCRYPTION, ID, KEK);
      share(Kind.PACKAGE_PASSWORD, new byte[0], PASSWORD.getBytes(US_ASCII));
      prepared = true;
    }
  }

  /** As {@code bequest secret add} does. */
  private static void share(Kind kind, byte[] reference, byte[] octets) {
    var parts = EST.server().deployment().parts();
    SealedSecret row =
        new SealedSecret(
            kind + HexFormat.of().formatHex(reference),
            kind,
            reference,
            "user:" + DEVICE,
            SealedSecret.ANY_LABEL,
            List.of(),
            new byte[0],
            false,
            Instant.now(),
            Optional.empty(),
            Optional.empty());
    var audit =
        new AuditEntry(Instant.now(), "secret.add", "operator:test", DEVICE, "ok", Map.of());
    SealedSecret sealed = parts.secrets().vault().seal(row, Secret.of(octets));
    assertThat(parts.store().sharedSecrets().add(sealed, audit)).isTrue();
  }

  private CsrBuilder request() {
    byte[] key = KeyAlgorithm.P256.generate().getPublic().getEncoded();
    return new CsrBuilder(
        SubjectNames.of(new X500Name("CN=" + DEVICE)), SubjectPublicKeyInfo.getInstance(key));
  }

  private static DERSequence capabilities(ASN1ObjectIdentifier... algorithms) {
    return new DERSequence(
        Arrays.stream(algorithms)
            .map(AlgorithmIdentifier::new)
            .toArray(AlgorithmIdentifier[]::new));
  }

  /**
   * The answer in the files {@code body} and {@code type}, its parts in files of their subtypes.
   */
  private String post(String label, CsrBuilder request) throws IOException {
    byte[] csr = request.build().withoutSignature().encoded();
    Files.write(folder.resolve("csr.b64"), Base64Body.encode(csr));
    String type =
        curl.run(
                "-sS",
                "--fail",
                "--cacert",
                "root.pem",
                "--user",
                DEVICE + ":castle",
                "--data-binary",
                "@csr.b64",
                "-H",
                "Content-Type: application/pkcs10",
                "-o",
                "body",
                "-w",
                "%{content_type}",
                uri(label))
            .text();
    Files.writeString(folder.resolve("type"), type);
    return type;
  }

  private static String uri(String label) {
    return EST.server().uri() + "/" + label + "/serverkeygen";
  }

  private List<String> split() throws IOException {
    Files.writeString(folder.resolve("split.py"), SPLIT);
    return ForeignTool.required("python3", "python3", folder)
        .run("split.py")
        .text()
        .lines()
        .toList();
  }

  /** By nobody's code but OpenSSL's: the key in a file is that of the certificate part. */
  private void assertFits(String key, String... form) {
    openssl.run(
        "pkcs7", "-inform", "DER", "-in", "pkcs7-mime", "-print_certs", "-out", "issued.pem");
    String[] pkey = {"pkey", "-in", key, "-pubout"};
    String[] all = Arrays.copyOf(pkey, pkey.length + form.length);
    System.arraycopy(form, 0, all, pkey.length, form.length);
    assertThat(openssl.run(all).text())
        .isEqualTo(openssl.run("x509", "-in", "issued.pem", "-noout", "-pubkey").text());
  }

  @Test
  @Requirement({"R7030-4.4.2-1", "R7030-4.4.2-2", "R7030-4.4.2-9", "R8951-3.2-1"})
  void aDeviceOfCurlPythonAndOpensslGetsItsKey() throws IOException {
    openssl.run(
        "req",
        "-new",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "unused.key",
        "-outform",
        "DER",
        "-out",
        "csr.der",
        "-subj",
        "/CN=" + DEVICE);
    openssl.run("base64", "-in", "csr.der", "-out", "csr.b64");
    String type =
        curl.run(
                "-sS",
                "--fail",
                "--cacert",
                "root.pem",
                "--user",
                DEVICE + ":castle",
                "--data",
                "@csr.b64",
                "-H",
                "Content-Type: application/pkcs10",
                "-o",
                "body",
                "-w",
                "%{content_type}",
                uri("keys"))
            .text();
    Files.writeString(folder.resolve("type"), type);

    assertThat(split())
        .containsExactly("application/pkcs8 None", "application/pkcs7-mime certs-only");

    assertFits("pkcs8", "-inform", "DER");
    assertThat(openssl.run("pkey", "-inform", "DER", "-in", "pkcs8", "-noout", "-text").text())
        .contains("2048 bit");
  }

  /** Bouncy Castle's client knows the operation in this form. */
  @Test
  @Requirement({"R7030-4.4.2-1", "R7030-4.4.2-2"})
  void bouncyCastleGetsItsKey() throws Exception {
    KeyPair keys = KeyAlgorithm.P256.generate();
    var answer =
        BouncyCastleDevice.client(EST.server().port(), EST.server().root(), "TLSv1.3")
            .withLabel("keys")
            .build()
            .simpleEnrollWithServersideCreation(
                BouncyCastleDevice.request("CN=" + DEVICE, keys)
                    .build(BouncyCastleDevice.signer(keys)),
                BouncyCastleDevice.login(DEVICE, "castle"));
    X509CertificateHolder certificate = ESTService.storeToArray(answer.getStore())[0];
    Files.write(folder.resolve("key.der"), answer.getPrivateKeyInfo().getEncoded());
    Files.write(folder.resolve("issued.der"), certificate.getEncoded());
    assertThat(openssl.run("pkey", "-inform", "DER", "-in", "key.der", "-pubout").text())
        .isEqualTo(
            openssl.run("x509", "-inform", "DER", "-in", "issued.der", "-noout", "-pubkey").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys", "outside", "package", "sealed"})
  @Requirement({"R7030-4.4.2-3", "R7030-4.4.2-4", "R8295-8.1-2", "R8295-8.1-5"})
  void opensslOpensAPackageUnderASymmetricKey(String label) throws Exception {
    post(
        label,
        request()
            .attribute(CmsOids.DECRYPT_KEY_IDENTIFIER, new DEROctetString(ID))
            .attribute(
                CmsOids.SMIME_CAPABILITIES,
                capabilities(
                    label.equals("sealed")
                        ? NISTObjectIdentifiers.id_aes256_GCM
                        : NISTObjectIdentifiers.id_aes256_CBC,
                    NISTObjectIdentifiers.id_aes256_wrap)));
    split();
    opened(
        "-secretkey", HexFormat.of().formatHex(KEK), "-secretkeyid", HexFormat.of().formatHex(ID));
  }

  @ParameterizedTest
  @CsvSource({"RSA_2048, rsa:2048", "P256, ec"})
  @Requirement({"R7030-4.4.2-5", "R7030-4.4.2-6"})
  void opensslOpensAPackageForItsOwnKey(KeyAlgorithm kind, String name) throws Exception {
    KeyPair own = kind.generate();
    Files.write(folder.resolve("own.key"), PrivateKeyPem.encode(own.getPrivate()));
    openssl.run(
        "req", "-x509", "-new", "-key", "own.key", "-subj", "/CN=" + name, "-out", "own.pem");
    openssl.run("x509", "-in", "own.pem", "-outform", "DER", "-out", "own.der");
    var certificate = new X509CertificateHolder(Files.readAllBytes(folder.resolve("own.der")));
    byte[] id = name.getBytes(US_ASCII);
    share(Kind.KEY_HOLDER, id, certificate.getEncoded());
    post(
        "keys",
        request().attribute(CmsOids.ASYMMETRIC_DECRYPT_KEY_IDENTIFIER, new DEROctetString(id)));
    split();
    opened("-inkey", "own.key");
  }

  /** Decrypts with these arguments, verifies the signature inside, and tries the key. */
  private void opened(String... with) throws Exception {
    byte[] part = Files.readAllBytes(folder.resolve(keyPart()));
    Files.write(folder.resolve("enveloped.der"), enveloped(Content.decode(part)).encode());
    String[] decrypt = {
      "cms", "-decrypt", "-inform", "DER", "-in", "enveloped.der", "-out", "inner"
    };
    String[] all = Arrays.copyOf(decrypt, decrypt.length + with.length);
    System.arraycopy(with, 0, all, decrypt.length, with.length);
    openssl.run(all);
    byte[] signed = Files.readAllBytes(folder.resolve("inner"));
    verified(new Content(CmsOids.SIGNED_DATA, signed), "package");
    byte[] keyPackage = Files.readAllBytes(folder.resolve("package"));
    Header outer = Header.read(keyPackage, 0, keyPackage.length);
    Files.write(
        folder.resolve("key.der"),
        Arrays.copyOfRange(keyPackage, outer.content(), keyPackage.length));
    assertFits("key.der", "-inform", "DER");
  }

  private String keyPart() {
    return Files.exists(folder.resolve("cms")) ? "cms" : "pkcs7-mime.key";
  }

  /** OpenSSL knows no EncryptedKeyPackage, but what stands in it. */
  private Content enveloped(Content message) throws Exception {
    if (message.is(CmsOids.SIGNED_DATA)) {
      verified(message, "outer");
      byte[] inner = Files.readAllBytes(folder.resolve("outer"));
      return enveloped(new Content(CmsOids.ENVELOPED_DATA, inner));
    }
    return message.is(CmsOids.ENCRYPTED_KEY_PACKAGE) ? choice(message) : message;
  }

  private static Content choice(Content keyPackage) throws MalformedException {
    return switch (EncryptedKeyPackage.of(keyPackage).layer()) {
      case EnvelopedContent enveloped -> enveloped.encode();
      case AuthEnvelopedContent enveloped -> enveloped.encode();
      case Layer other -> throw new AssertionError(other.type());
    };
  }

  /** To the root, with what /cacerts has. Its purpose is one that OpenSSL has no name for. */
  private void verified(Content signed, String content) throws IOException {
    Files.write(folder.resolve("signed.der"), signed.encode());
    curl.run(
        "-sS", "--fail", "--cacert", "root.pem", "-o", "cas.b64", EST.server().uri() + "/cacerts");
    openssl.run("base64", "-d", "-in", "cas.b64", "-out", "cas.p7");
    openssl.run("pkcs7", "-inform", "DER", "-in", "cas.p7", "-print_certs", "-out", "cas.pem");
    openssl.run(
        "cms",
        "-verify",
        "-inform",
        "DER",
        "-in",
        "signed.der",
        "-CAfile",
        "root.pem",
        "-certfile",
        "cas.pem",
        "-purpose",
        "any",
        "-out",
        content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pfx", "pfx-old"})
  @Requirement({"R8295-8.3.1-1", "R8295-8.3.2-1"})
  void opensslOpensAPkcs12File(String label) throws IOException {
    assertThat(post(label, request())).isEqualTo("application/pkcs12");
    openssl.run("base64", "-d", "-in", "body", "-out", "key.p12");
    openssl.run(
        "pkcs12", "-in", "key.p12", "-passin", "pass:" + PASSWORD, "-nodes", "-out", "all.pem");
    assertThat(openssl.run("pkey", "-in", "all.pem", "-pubout").text())
        .isEqualTo(openssl.run("x509", "-in", "all.pem", "-noout", "-pubkey").text());
  }

  /** What our client keeps is for OpenSSL too. */
  @Test
  void aKeyThatOurClientGotServesOpenssl() throws IOException {
    try (EstClient client =
        EstClient.of(EstServer.at("localhost:" + EST.server().port(), "keys"))
            .trust(TrustAnchors.explicit(List.of(EST.server().root())))
            .login(HttpLogin.basic(DEVICE, "castle"))
            .build()) {
      var names = SubjectNames.of(new X500Name("CN=" + DEVICE));
      var request = client.prepared(KeygenRequest.of(names, KeyAlgorithm.P256));
      var delivered = (KeyGeneration.Delivered) client.serverKeygen(request);
      Files.write(
          folder.resolve("ours.key"),
          PrivateKeyPem.encode(delivered.keys().getPrivate(), Secret.of(PASSWORD)));
      openssl.run("pkey", "-in", "ours.key", "-passin", "pass:" + PASSWORD, "-noout", "-check");
    }
  }
}
