package org.bequest.ca.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bequest.ca.crl.CrlBuilder;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.signer.CertificateSigner;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.OpenSsl;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.store.CertificateStore.RevokedRow;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrlTest {
  private @TempDir Path directory;
  private TestHierarchy test;
  private LocalCa ca;

  @BeforeEach
  void create() {
    test = TestHierarchy.create(directory, KeyAlgorithm.P256);
    ca = test.under(ProfileConfig.DEFAULT);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void numbersOnlyGoUpAndAnEmptyListIsAbsent() throws Exception {
    X509CRLHolder first = new X509CRLHolder(ca.publishCrl());
    X509CRLHolder second = new X509CRLHolder(ca.publishCrl());
    assertThat(number(second)).isGreaterThan(number(first));
    assertThat(first.toASN1Structure().getTBSCertList().getRevokedCertificates()).isEmpty();
    assertThat(second.getNextUpdate()).isAfter(Date.from(test.clock().instant()));
    assertThat(test.store().audited("crl.publish")).hasSize(2);
  }

  @Test
  void aRevocationIsInTheNextListWithItsReason() throws Exception {
    X509CertificateHolder plain = enrolled("a");
    X509CertificateHolder compromised = enrolled("b");
    ca.revoke(plain.getSerialNumber(), CRLReason.unspecified, "operator:ann");
    ca.revoke(compromised.getSerialNumber(), CRLReason.keyCompromise, "operator:ann");
    X509CRLHolder crl = new X509CRLHolder(ca.publishCrl());
    X509CRLEntryHolder entry = crl.getRevokedCertificate(compromised.getSerialNumber());
    CRLReason reason =
        CRLReason.getInstance(entry.getExtension(Extension.reasonCode).getParsedValue());
    assertThat(reason.getValue().intValue()).isEqualTo(CRLReason.keyCompromise);
    assertThat(crl.getRevokedCertificate(plain.getSerialNumber()).hasExtensions()).isFalse();
    assertThat(ca.crls()).containsExactly(crl.getEncoded());
  }

  @Test
  void aRevocationPublishesByItself() throws Exception {
    ca.publishCrl();
    X509CertificateHolder certificate = enrolled("c");
    ca.revoke(certificate.getSerialNumber(), CRLReason.superseded, "operator:ann");
    for (int i = 0; i < 1000 && !served(certificate); i++) {
      Thread.sleep(10);
    }
    assertThat(served(certificate)).isTrue();
  }

  @Test
  void whatWasNeverIssuedIsNotRevoked() {
    assertThat(ca.revoke(BigInteger.TEN, CRLReason.unspecified, "operator:ann")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 7, 8, 11})
  void aReasonThatTheStandardDoesNotHaveIsABug(int reason) {
    assertThatThrownBy(() -> ca.revoke(BigInteger.TEN, reason, "operator:ann"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "RSA_3072", "ED25519"})
  void opensslVerifiesTheListAndRefusesWhatIsOnIt(KeyAlgorithm algorithm, @TempDir Path own)
      throws Exception {
    OpenSsl openssl = new OpenSsl(own);
    test.close();
    test = TestHierarchy.create(own, algorithm);
    ca = test.under(ProfileConfig.DEFAULT);
    X509CertificateHolder good = enrolled("d");
    X509CertificateHolder revoked = enrolled("e");
    ca.revoke(revoked.getSerialNumber(), CRLReason.keyCompromise, "operator:ann");
    Path crl = openssl.pem("ca.crl", "X509 CRL", ca.publishCrl());
    List<X509CertificateHolder> chain = ca.caCertificates();
    Path issuing = openssl.pem("ca.pem", "CERTIFICATE", chain.getFirst().getEncoded());
    assertThat(OpenSsl.run("crl", "-verify", "-noout", "-in", crl, "-CAfile", issuing).output())
        .contains("verify OK");
    Path goodPem = openssl.pem("good.pem", "CERTIFICATE", good.getEncoded());
    Path revokedPem = openssl.pem("revoked.pem", "CERTIFICATE", revoked.getEncoded());
    assertThat(checked(issuing, crl, goodPem).status()).isZero();
    assertThat(checked(issuing, crl, revokedPem).output()).contains("certificate revoked");
  }

  @Test
  void opensslReadsAThousandEntries() throws Exception {
    OpenSsl openssl = new OpenSsl(directory);
    List<RevokedRow> rows =
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(i ->
                new RevokedRow(
                    BigInteger.ONE.shiftLeft(120).add(BigInteger.valueOf(i)),
                    test.clock().instant(),
                    i % 5))
            .toList();
    Path crl = openssl.pem("long.crl", "X509 CRL", list(rows));
    Path issuing =
        openssl.pem("ca.pem", "CERTIFICATE", ca.caCertificates().getFirst().getEncoded());

    OpenSsl.Result result = OpenSsl.run("crl", "-verify", "-text", "-in", crl, "-CAfile", issuing);

    assertThat(result.status()).isZero();
    assertThat(result.output()).contains("verify OK").contains("Key Compromise");
    assertThat(result.output().lines().filter(l -> l.contains("Serial Number: 0100")))
        .hasSize(1_000);
  }

  private byte[] list(List<RevokedRow> rows) {
    CertificateSigner signer = test.hierarchy().issuing().signer();
    Instant now = test.clock().instant();
    CrlBuilder.Header header = new CrlBuilder.Header(BigInteger.ONE, now, now.plusSeconds(86_400));
    return signer.sign(new CrlBuilder(signer.issuer()).build(header, rows.stream())).encode();
  }

  private static OpenSsl.Result checked(Path issuing, Path crl, Path certificate) throws Exception {
    return OpenSsl.run(
        "verify",
        "-x509_strict",
        "-partial_chain",
        "-crl_check",
        "-CAfile",
        issuing,
        "-CRLfile",
        crl,
        certificate);
  }

  private X509CertificateHolder enrolled(String name) {
    return issued(ca.enroll(Device.create().asks(named("CN=" + name), "CN=" + name)));
  }

  private boolean served(X509CertificateHolder certificate) throws Exception {
    return new X509CRLHolder(ca.crls().getFirst())
            .getRevokedCertificate(certificate.getSerialNumber())
        != null;
  }

  private static BigInteger number(X509CRLHolder crl) {
    return ASN1Integer.getInstance(crl.getExtension(Extension.cRLNumber).getParsedValue())
        .getValue();
  }
}
