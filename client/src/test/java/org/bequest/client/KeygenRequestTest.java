package org.bequest.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.bequest.client.fixture.KeyMaker;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.keygen.KeyProtection;
import org.bequest.client.keygen.PackageForm;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.SmimeCapabilities;
import org.bequest.formats.keys.AsymmetricDecryptKeyIdentifier;
import org.bequest.formats.keys.DecryptKeyIdentifier;
import org.bequest.formats.keys.ProtectionKey;
import org.bequest.formats.keys.WantedContentType;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes into a request for a key that the server makes. */
class KeygenRequestTest {
  private static final byte[] ID = "device-7".getBytes(US_ASCII);
  private static final SubjectNames NAMES = SubjectNames.of(new X500Name("CN=device-7"));

  private final KeygenRequest request = KeygenRequest.of(NAMES, KeyAlgorithm.P256);
  private final KeyProtection symmetric =
      new KeyProtection.SymmetricKey(
          new DecryptKeyIdentifier(ID), Secret.of("0123456789abcdef".getBytes(US_ASCII)));

  private static Csr csr(KeygenRequest request) {
    return new CsrComposer(request.enrolment()).compose("");
  }

  private static List<ASN1ObjectIdentifier> capabilities(Csr csr) throws MalformedException {
    return SmimeCapabilities.of(csr).orElseThrow().algorithms().stream()
        .map(AlgorithmIdentifier::getAlgorithm)
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void theKeyInTheRequestIsOfTheKindThatIsWanted(KeyAlgorithm kind) throws IOException {
    Csr csr = csr(KeygenRequest.of(NAMES, kind));
    assertThat(KeyAlgorithm.of(csr.subjectPublicKeyInfo())).contains(kind);
    assertThat(new ProofOfPossession().verify(csr) instanceof ProofOfPossession.Result.Proven)
        .as("servers that look at the signature find a good one, where the key can sign")
        .isEqualTo(kind.signs());
  }

  @Test
  @Requirement({"R7030-4.4.1.1-1", "R7030-4.4.1-3", "R7030-4.4.1-4"})
  void aSymmetricKeyIsNamedWithWhatIsOpenedWithIt() throws MalformedException {
    Csr csr = csr(request.under(symmetric));
    assertThat(ProtectionKey.of(csr))
        .containsInstanceOf(DecryptKeyIdentifier.class)
        .map(ProtectionKey::octets)
        .contains(ID);
    assertThat(capabilities(csr))
        .containsExactly(
            NISTObjectIdentifiers.id_aes256_CBC,
            NISTObjectIdentifiers.id_aes128_CBC,
            NISTObjectIdentifiers.id_aes128_wrap,
            CmsOids.ZLIB_COMPRESS);
    assertThat(WantedContentType.of(csr)).isEmpty();
  }

  @Test
  @Requirement({"R7030-4.4.1.2-1", "R7030-4.4.1-3"})
  void anAsymmetricKeyIsNamedWithWhatIsOpenedWithIt() throws MalformedException {
    var agreed = new AsymmetricDecryptKeyIdentifier(ID);
    for (KeyAlgorithm kind : List.of(KeyAlgorithm.RSA_2048, KeyAlgorithm.P256)) {
      var key = KeyProtection.AsymmetricKey.of(kind.generate().getPrivate(), agreed);
      Csr csr = csr(request.under(key));
      assertThat(ProtectionKey.of(csr)).map(ProtectionKey::octets).contains(ID);
      assertThat(ProtectionKey.of(csr)).containsInstanceOf(AsymmetricDecryptKeyIdentifier.class);
      assertThat(capabilities(csr))
          .contains(NISTObjectIdentifiers.id_aes256_CBC)
          .contains(
              kind == KeyAlgorithm.P256
                  ? new ASN1ObjectIdentifier("1.3.132.1.11.1")
                  : PKCSObjectIdentifiers.id_RSAES_OAEP);
    }
  }

  @Test
  @Requirement("R7030-4.4.1.2-1")
  void aKeyWithACertificateIsNamedByItsIdentifier() throws MalformedException {
    var own = KeyAlgorithm.X25519.generate();
    var holder = KeyMaker.holder(TestCa.root("CN=root").issue(own, Leaf.of("CN=recipient")));
    Csr csr = csr(request.under(KeyProtection.AsymmetricKey.of(own.getPrivate(), holder)));
    byte[] identifier = KeyIdentifier.of(holder).orElseThrow().octets();
    assertThat(ProtectionKey.of(csr)).map(ProtectionKey::octets).contains(identifier);
  }

  @Test
  @Requirement("R8295-8.1-1")
  void anEncryptedKeyPackageIsAskedForByItsContentType() throws MalformedException {
    Csr csr = csr(request.under(symmetric).as(PackageForm.ENVELOPED.asEncryptedKeyPackage()));
    assertThat(WantedContentType.of(csr))
        .map(WantedContentType::type)
        .contains(CmsOids.ENCRYPTED_KEY_PACKAGE);
  }

  @Test
  void onlyAuthenticatedCiphersAreNamedWhereOneIsAskedFor() throws MalformedException {
    Csr csr = csr(request.under(symmetric).as(PackageForm.ENVELOPED.underAuthenticatedCipher()));
    assertThat(capabilities(csr))
        .contains(NISTObjectIdentifiers.id_aes256_GCM)
        .doesNotContain(NISTObjectIdentifiers.id_aes256_CBC, NISTObjectIdentifiers.id_aes128_CBC);
  }

  @Test
  @Requirement("R8295-8.3.1-2")
  void aPasswordIsNotNamedInTheRequest() throws MalformedException {
    KeygenRequest under = request.under(new KeyProtection.Password(Secret.of("sesame")));
    Csr csr = csr(under);
    assertThat(ProtectionKey.of(csr)).isEmpty();
    assertThat(SmimeCapabilities.of(csr)).isEmpty();
    assertThat(under.accepted()).map(Object::toString).contains("application/pkcs12");
    assertThat(request.accepted()).isEmpty();
  }

  @Test
  @Requirement({"R7030-4.4.1-1", "R7030-3.5-1"})
  void itIsPostedLikeAnyOtherRequestAndRepeatedWhileItWaits() {
    TestCa root = TestCa.root("CN=root");
    try (var server =
            ScriptedEstServer.start(
                root.identity(Leaf.localhost()), _ -> Reply.of(202, "", "Retry-After: 1"));
        var client =
            EstClient.of(server.address())
                .trust(TrustAnchors.explicit(List.of(root.certificate())))
                .build()) {
      KeygenRequest wanted = request.under(new KeyProtection.Password(Secret.of("sesame")));
      assertThat(client.serverKeygen(wanted)).isInstanceOf(Enrollment.Pending.class);
      assertThat(client.serverKeygen(wanted)).isInstanceOf(Enrollment.Pending.class);
      List<Received> received = server.received();
      assertThat(received).extracting(Received::path).containsOnly("/.well-known/est/serverkeygen");
      Received first = received.getFirst();
      assertThat(first.header("content-type")).contains("application/pkcs10");
      assertThat(first.header("accept")).contains("application/pkcs12");
      assertThat(first.csr().challengePassword()).isPresent();
      assertThat(received.getLast().csr().subjectPublicKeyInfo())
          .isEqualTo(first.csr().subjectPublicKeyInfo());
    }
  }

  @Test
  @Requirement("R7030-6-3")
  void warnsOfKeysFromWhereAnyPublicAuthorityCouldStandIn() {
    TrustAnchors own = TrustAnchors.explicit(List.of(TestCa.root("CN=root").certificate()));
    TrustAnchors anyone = own.withImplicit(List.of(TestCa.root("CN=public").certificate()));
    EstServer server = EstServer.at("est.example");
    try (var careful = EstClient.of(server).trust(own).build();
        var careless = EstClient.of(server).trust(anyone).build()) {
      assertThat(careful.cautions(request)).isEmpty();
      assertThat(careless.cautions(request)).singleElement().asString().contains("private key");
    }
  }
}
