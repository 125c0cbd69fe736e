package org.bequest.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import org.bequest.conformance.Requirement;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Security rules S-19 and S-20 through a configured server: no request makes its certificate more
 * than the profile says.
 */
class NeverVerbatimTest {
  private static final String PROFILES =
      """

        registrar:
          extended-key-usage: [client-auth, cmc-ra]
          privileged: true
      """;
  private static final String LABELS =
      """
        registrars:
          profile: registrar
          authenticators: [client-certificate, one-time-password, basic]
      """;

  private static @TempDir Path folder;
  private static ConfiguredEst est;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, PROFILES, LABELS);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static Extension extension(ASN1ObjectIdentifier id, ASN1Encodable value)
      throws IOException {
    return new Extension(id, true, value.toASN1Primitive().getEncoded());
  }

  private static HttpReply enroll(Extension... extensions) {
    KeyPair keys = TestKeys.p256();
    CsrBuilder request = TestKeys.builder("CN=device-1", keys);
    for (Extension extension : extensions) {
      request = request.extension(extension);
    }
    String otp = RawClient.basic("", est.oneTimePassword("device-1", ""));
    return est.post(TestEst.ENROLL, TestKeys.sign(request, keys), otp);
  }

  @Test
  @Requirement({"S-19", "S-20"})
  void powerThatARequestAsksForIsReplacedByWhatTheProfileSays() throws IOException {
    HttpReply reply =
        enroll(
            extension(Extension.basicConstraints, new BasicConstraints(true)),
            extension(
                Extension.keyUsage,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign)),
            extension(
                Extension.extendedKeyUsage,
                new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)));
    X509CertificateHolder certificate = TestEst.certificate(reply);
    BasicConstraints constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
    assertThat(constraints == null || !constraints.isCA()).isTrue();
    KeyUsage usage = KeyUsage.fromExtensions(certificate.getExtensions());
    assertThat(usage.hasUsages(KeyUsage.digitalSignature)).isTrue();
    assertThat(usage.hasUsages(KeyUsage.keyCertSign) || usage.hasUsages(KeyUsage.cRLSign))
        .isFalse();
    assertThat(ExtendedKeyUsage.fromExtensions(certificate.getExtensions()).getUsages())
        .containsExactly(KeyPurposeId.id_kp_clientAuth);
  }

  @Test
  @Requirement("S-20")
  void anExtensionThatTheProfileDoesNotKnowRefusesTheRequest() throws IOException {
    HttpReply reply = enroll(extension(new ASN1ObjectIdentifier("1.2.3.4"), DERNull.INSTANCE));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("does not allow the extension 1.2.3.4");
  }

  @Test
  @Requirement("S-19")
  void passwordsGetNothingOfAPrivilegedProfile() {
    String path = "/.well-known/est/registrars/simpleenroll";
    String otp = RawClient.basic("", est.oneTimePassword("device-2", "registrars"));
    assertThat(est.post(path, TestKeys.csr("CN=device-2", TestKeys.p256()), otp).status())
        .isEqualTo(403);
    String user = est.user("joe");
    assertThat(est.post(path, TestKeys.csr("CN=device-2", TestKeys.p256()), user).status())
        .isEqualTo(403);
  }
}
