package org.bequest.ca.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.local.CrlConfig;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.CaKeys;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.OpenSsl;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Signatures;
import org.bequest.crypto.secret.Secret;
import org.bequest.store.CertificateRow;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HierarchyTest {
  private static final Secret PASSWORD = Secret.of("correct horse");
  private static final List<KeyAlgorithm> CLIENTS =
      List.of(
          KeyAlgorithm.P256,
          KeyAlgorithm.P384,
          KeyAlgorithm.RSA_2048,
          KeyAlgorithm.ED25519,
          KeyAlgorithm.ML_DSA_65);

  private @TempDir Path directory;
  private final List<TestHierarchy> made = new ArrayList<>();

  @AfterEach
  void close() {
    made.forEach(TestHierarchy::close);
  }

  private TestHierarchy create(KeyAlgorithm algorithm) {
    TestHierarchy test = TestHierarchy.create(directory, algorithm);
    made.add(test);
    return test;
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "RSA_3072", "ED25519", "ML_DSA_65"})
  void everyKindOfAuthorityCertifiesEveryKindOfKey(KeyAlgorithm algorithm) throws Exception {
    TestHierarchy test = create(algorithm);
    LocalCa ca = test.under(ProfileConfig.DEFAULT);
    for (KeyAlgorithm client : CLIENTS) {
      String name = "device-" + client.configName();
      Device device = Device.with(client);
      X509CertificateHolder certificate =
          issued(ca.enroll(device.asks(named("CN=" + name), "CN=" + name)));
      assertThat(verdict(certificate, test.hierarchy().issuing().certificate()))
          .isEqualTo(Signatures.Verdict.VALID);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "RSA_4096", "ED25519"})
  void opensslAcceptsTheWholeChainStrictly(KeyAlgorithm algorithm) throws Exception {
    OpenSsl openssl = new OpenSsl(directory);
    TestHierarchy test = create(algorithm);
    X509CertificateHolder certificate =
        issued(
            test.under(ProfileConfig.DEFAULT)
                .enroll(Device.create().asks(named("CN=device-7"), "CN=device-7")));
    IssuingKey issuing = test.hierarchy().issuing();
    Path root = openssl.pem("root.pem", "CERTIFICATE", issuing.chain().getLast().getEncoded());
    Path middle = openssl.pem("ca.pem", "CERTIFICATE", issuing.certificate().getEncoded());
    Path leaf = openssl.pem("leaf.pem", "CERTIFICATE", certificate.getEncoded());
    OpenSsl.Result result =
        OpenSsl.run(
            "verify",
            "-x509_strict",
            "-purpose",
            "sslclient",
            "-CAfile",
            root,
            "-untrusted",
            middle,
            leaf);
    assertThat(result).isEqualTo(new OpenSsl.Result(0, leaf + ": OK\n"));
  }

  @Test
  void theAuthoritiesAreRecordedAndTheirPathsEnd() {
    TestHierarchy test = create(KeyAlgorithm.P256);
    Hierarchy hierarchy = test.hierarchy();
    assertThat(test.store().rows())
        .extracting(CertificateRow::profile)
        .containsExactlyInAnyOrder("root-ca", "issuing-ca");
    assertThat(test.store().audited("certificate.issue")).hasSize(2);
    assertThat(pathLength(hierarchy.root().certificate())).isEqualTo(1);
    assertThat(pathLength(hierarchy.issuing().certificate())).isEqualTo(0);
    assertThat(hierarchy.issuing().issuer().notAfter())
        .isBefore(hierarchy.root().issuer().notAfter());
  }

  @Test
  void keyFilesAreForTheirOwnerAloneAndOpenAgain() throws Exception {
    TestHierarchy test = create(KeyAlgorithm.P256);
    Path file = directory.resolve("issuing.p12");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    IssuingKey opened = CaKeys.open(file, PASSWORD);
    assertThat(opened.chain()).isEqualTo(test.hierarchy().issuing().chain());
    IssuingAuthority authority =
        new IssuingAuthority(opened, test.store().stores(), CrlConfig.DEFAULT, test.clock());
    LocalCa ca = authority.under(Profile.of("device", ProfileConfig.DEFAULT), LabelRules.DEFAULT);
    assertThat(issued(ca.enroll(Device.create().asks(named("CN=a"), "CN=a")))).isNotNull();
  }

  @Test
  void aKeyFileThatDoesNotOpenIsToldInOneSentence() throws Exception {
    create(KeyAlgorithm.P256);
    Path file = directory.resolve("issuing.p12");
    assertThatThrownBy(() -> CaKeys.open(file, Secret.of("wrong")))
        .isInstanceOf(CaKeyException.class)
        .hasMessageStartingWith("cannot open the key file " + file);
    assertThatThrownBy(() -> CaKeys.open(directory.resolve("none.p12"), PASSWORD))
        .isInstanceOf(CaKeyException.class)
        .hasMessageStartingWith("there is no key file");
    Path garbage = Files.writeString(directory.resolve("garbage.p12"), "garbage");
    assertThatThrownBy(() -> CaKeys.open(garbage, PASSWORD)).isInstanceOf(CaKeyException.class);
  }

  @Test
  void aSecondHierarchyNeverOverwritesTheFirst() {
    TestHierarchy first = create(KeyAlgorithm.P256);
    HierarchySpec again = TestHierarchy.spec(directory, KeyAlgorithm.P256);
    assertThatThrownBy(
            () -> Hierarchy.create(again, PASSWORD, first.store().stores(), first.clock()))
        .isInstanceOf(CaKeyException.class)
        .hasMessageContaining("exists already");
    assertThat(CaKeys.open(directory.resolve("root.p12"), PASSWORD).chain())
        .isEqualTo(first.hierarchy().root().chain());
  }

  @Test
  @Requirement("R7030-3.6.1-1")
  void theServersCertificateNamesItsHostsAndSaysThatItIsARegistrationAuthority() throws Exception {
    TestHierarchy test = create(KeyAlgorithm.P256);
    Credential server =
        new ServiceCertificates(test.authority())
            .server(List.of("localhost", "127.0.0.1", "::1", "bad_name"));
    X509CertificateHolder holder =
        new X509CertificateHolder(server.chain().getFirst().getEncoded());
    assertThat(server.chain()).hasSize(2);
    assertThat(server.chain().getFirst().getSubjectAlternativeNames()).hasSize(3);
    assertThat(ExtendedKeyUsage.fromExtensions(holder.getExtensions()).getUsages())
        .extracting(KeyPurposeId::getId)
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.28");
  }

  @Test
  @Requirement("R7030-3.3.1-3")
  void opensslFindsTheServersCertificateFitForAServer() throws Exception {
    OpenSsl openssl = new OpenSsl(directory);
    Credential server =
        new ServiceCertificates(create(KeyAlgorithm.P256).authority())
            .server(List.of("localhost", "127.0.0.1"));
    Path leaf = openssl.pem("server.pem", "CERTIFICATE", server.chain().getFirst().getEncoded());
    Path issuing = openssl.pem("ca.pem", "CERTIFICATE", server.chain().get(1).getEncoded());
    OpenSsl.Result result =
        OpenSsl.run(
            "verify",
            "-x509_strict",
            "-purpose",
            "sslserver",
            "-verify_hostname",
            "localhost",
            "-partial_chain",
            "-trusted",
            issuing,
            leaf);
    assertThat(result).isEqualTo(new OpenSsl.Result(0, leaf + ": OK\n"));
  }

  @Test
  void anOperatorIsWhoTheStoreSaysIsOne() throws Exception {
    TestHierarchy test = create(KeyAlgorithm.P256);
    ServiceCertificates service = new ServiceCertificates(test.authority());
    X509CertificateHolder operator =
        new X509CertificateHolder(service.operator("ann").chain().getFirst().getEncoded());
    X509CertificateHolder pretender =
        issued(
            test.under(ProfileConfig.DEFAULT)
                .enroll(Device.create().asks(named("OU=operators,CN=ann"), "CN=*", "OU=*")));
    assertThat(service.operator(operator)).isPresent();
    assertThat(service.operator(pretender)).isEmpty();
    test.authority().revoke(operator.getSerialNumber(), 1, "operator:bob");
    assertThat(service.operator(operator)).isEmpty();
    X509CertificateHolder other =
        new X509CertificateHolder(service.operator("bob").chain().getFirst().getEncoded());
    test.clock().step(Duration.ofDays(366));
    assertThat(service.operator(other)).isEmpty();
  }

  private static int pathLength(X509CertificateHolder certificate) {
    return BasicConstraints.fromExtensions(certificate.getExtensions())
        .getPathLenConstraint()
        .intValueExact();
  }

  private static Signatures.Verdict verdict(
      X509CertificateHolder certificate, X509CertificateHolder issuer) throws Exception {
    return Signatures.verify(
        issuer.getSubjectPublicKeyInfo(),
        certificate.getSignatureAlgorithm(),
        certificate.toASN1Structure().getTBSCertificate().getEncoded("DER"),
        certificate.getSignature());
  }
}
