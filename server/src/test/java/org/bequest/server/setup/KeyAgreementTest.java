package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAgreementSigner;
import org.bequest.crypto.Signer;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.server.support.ForeignPki;
import org.bequest.server.support.ForeignPki.Wanted;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates for keys that cannot sign, against a configured server (RFC 6955 section 6). */
@Requirement("S-12")
class KeyAgreementTest {
  private static final String ENROLL = "/.well-known/est/agreement/simpleenroll";
  private static final String PROFILE =
      """
        agreement:
          key-usage: [key-agreement]
      """;
  private static final String LABEL =
      """
        agreement:
          profile: agreement
          authenticators: [basic]
      """;

  @TempDir Path folder;

  private final KeyPair ours = TestKeys.p256();

  /** What the server agrees with; its issuer does not matter. */
  private X509CertificateHolder certificate() {
    ForeignPki anybody = new ForeignPki("Anybody", Instant.now());
    return anybody.issued(Wanted.device("1").withUsage(KeyUsage.keyAgreement), ours);
  }

  private static Csr request(Signer signer) {
    var unsigned =
        new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), signer.publicKey()).build();
    return unsigned.signed(signer.algorithm(), signer.sign(unsigned.toBeSigned()));
  }

  private static HttpReply enroll(ConfiguredEst est, Csr csr) {
    try (RawClient client = est.client()) {
      return client.post(ENROLL, TestEst.body(csr), est.user("alice"));
    }
  }

  @Test
  void aKeyThatOnlyAgreesIsCertifiedAfterAProofForTheServersKey() throws Exception {
    X509CertificateHolder certificate = certificate();
    Path store = folder.resolve("agreement.p12");
    try (Secret password = Secret.of("a password for tests")) {
      KeyStoreFile.write(
          store,
          password,
          List.of(
              new KeyStoreFile.Entry(
                  "agreement", ours.getPrivate(), List.of(TestKeys.jca(certificate)))));
    }
    Path password = folder.resolve("password");
    Files.writeString(password, "a password for tests\n");
    String sections =
        "key-agreement:\n  p256:\n    key-store: %s\n    password: file:%s\n"
            .formatted(store, password);
    try (ConfiguredEst est = new ConfiguredEst(folder, PROFILE, LABEL + sections)) {
      Csr csr = request(KeyAgreementSigner.of(TestKeys.p256(), certificate));
      X509CertificateHolder issued = TestEst.certificate(enroll(est, csr));
      assertThat(issued.getSubjectPublicKeyInfo()).isEqualTo(csr.subjectPublicKeyInfo());
      KeyUsage usage = KeyUsage.fromExtensions(issued.getExtensions());
      assertThat(usage.hasUsages(KeyUsage.keyAgreement)).isTrue();
      assertThat(usage.hasUsages(KeyUsage.digitalSignature)).isFalse();
      KeyPair other = TestKeys.p256();
      Csr forAnother =
          request(
              KeyAgreementSigner.of(
                  other,
                  new ForeignPki("Other", Instant.now())
                      .issued(Wanted.device("1").withUsage(KeyUsage.keyAgreement), other)));
      HttpReply refused = enroll(est, forAnother);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains("not ours");
    }
  }

  @Test
  void withoutAKeyOfTheServersSuchARequestIsRefusedWithTheReason() {
    try (ConfiguredEst est = new ConfiguredEst(folder, PROFILE, LABEL)) {
      HttpReply refused =
          enroll(est, request(KeyAgreementSigner.of(TestKeys.p256(), certificate())));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains("no key agreement certificate is configured");
    }
  }
}
