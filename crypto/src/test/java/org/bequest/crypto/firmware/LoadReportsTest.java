package org.bequest.crypto.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.firmware.LoadReportReading.Naming;
import org.bequest.crypto.key.OpenSsl;
import org.bequest.crypto.path.Authority;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.IssuerAndSerial;
import org.bequest.formats.firmware.LoadError;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.LoadReceipt;
import org.bequest.formats.firmware.LoadReport;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Receipts and errors, bare and signed, from a module to whoever sent the package. */
class LoadReportsTest {
  private static final LoadReceipt RECEIPT = LoadReceipt.of(Factory.MODULE, Factory.NAME);
  private static final LoadError ERROR =
      LoadError.of(Factory.MODULE, LoadErrorCode.WRONG_HARDWARE).about(Factory.NAME);

  private final Factory factory = new Factory();
  private final LoadReportReader reader = new LoadReportReader(factory.trust(), Factory.LIMITS);

  static Stream<LoadReport> reports() {
    return Stream.of(RECEIPT, ERROR);
  }

  private static Extension names(HardwareModuleName module) {
    return Authority.extension(
        Extension.subjectAlternativeName, true, new GeneralNames(module.generalName()));
  }

  private MessageSigner module(HardwareModuleName name) {
    X509CertificateHolder certificate = factory.certificate(names(name));
    return MessageSigner.of(factory.maker().signer(), certificate, List.of());
  }

  private byte[] signed(LoadReport report) {
    return LoadReports.signed(report, module(Factory.MODULE), Optional.of(Authority.NOW)).encode();
  }

  private void assertRefused(byte[] message, LoadErrorCode code) {
    assertThat(reader.read(message))
        .isInstanceOfSatisfying(
            LoadReportReading.Refused.class,
            refused -> assertThat(refused.why().code()).as(refused.why().detail()).isEqualTo(code));
  }

  @ParameterizedTest
  @MethodSource("reports")
  @Requirement({"R4108-3.1.1-1", "R4108-4.1.1-1", "R8295-6.2.1-1", "R4108-3-1", "R4108-4-1"})
  void aBareReportIsReadAsWhatItIs(LoadReport report) {
    byte[] message = LoadReports.bare(report).encode();
    assertThat(reader.read(message)).isEqualTo(new LoadReportReading.Bare(report));
  }

  @ParameterizedTest
  @MethodSource("reports")
  @Requirement({
    "R4108-3.1.1-1",
    "R4108-4.1.1-1",
    "R4108-3.1.2.2-1",
    "R4108-4.1.2.2-1",
    "R4108-3-2",
    "R4108-4-2",
    "R4108-1-1",
    "R4108-1.2-2",
    "R4108-1.2-3",
    "R4108-3-3",
    "R4108-4-3",
    "R4108-1.2.3-4",
    "R4108-5-3"
  })
  void aSignedReportIsReadWithItsSigner(LoadReport report) {
    assertThat(reader.read(signed(report)))
        .isInstanceOfSatisfying(
            LoadReportReading.Signed.class,
            read -> {
              assertThat(read.report()).isEqualTo(report);
              assertThat(read.naming()).isEqualTo(Naming.SAME_MODULE);
              assertThat(read.signer().anchorKeyId()).isPresent();
            });
  }

  /** By Bouncy Castle, which shows the versions. */
  @ParameterizedTest
  @MethodSource("reports")
  @Requirement({
    "R4108-3.1.2-1", "R4108-3.1.2-2", "R4108-3.1.2-3", "R4108-3.1.2-4", "R4108-3.1.2-7",
    "R4108-3.1.2.1-1", "R4108-3.1.2.1-2", "R4108-3.1.2.1-3", "R4108-3.1.2.1-4", "R4108-3.1.2.1-5",
    "R4108-3.1.2.1-7", "R4108-3.2-1", "R4108-3.2-2", "R4108-3.2-3", "R4108-3.2.1-1",
    "R4108-3.2.2-1", "R4108-3.2.3-1", "R4108-4.1.2-1", "R4108-4.2-1", "R4108-4.2-2",
    "R4108-4.2.1-1", "R4108-4.2.2-1", "R4108-4.2.3-1"
  })
  void theSignedDataIsThatOfTheProfile(LoadReport report) throws Exception {
    CMSSignedData judge = new CMSSignedData(signed(report));
    assertThat(judge.getVersion()).isEqualTo(3);
    assertThat(judge.getDigestAlgorithmIDs()).hasSize(1);
    assertThat(judge.getCertificates().getMatches(null)).hasSize(1);
    assertThat(judge.getSignerInfos().size()).isEqualTo(1);
    SignerInformation signer = judge.getSignerInfos().getSigners().iterator().next();
    assertThat(signer.getVersion()).isEqualTo(3);
    assertThat(signer.getUnsignedAttributes()).isNull();
    assertThat(signer.getSignedAttributes().size()).isEqualTo(3);
    assertThat(signer.getSignedAttributes().get(CMSAttributes.signingTime)).isNotNull();
    assertThat(signer.getSignedAttributes().get(CMSAttributes.contentType).getAttrValues())
        .containsExactly(report.encode().type());
    byte[] digest =
        ASN1OctetString.getInstance(
                signer
                    .getSignedAttributes()
                    .get(CMSAttributes.messageDigest)
                    .getAttributeValues()[0])
            .getOctets();
    assertThat(digest)
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(report.encode().octets()));
  }

  @Test
  void openSslVerifiesASignedReport(@TempDir Path folder) throws Exception {
    assumeTrue(OpenSsl.isPresent(), "openssl is not installed");
    Path in = Files.write(folder.resolve("in"), signed(RECEIPT));
    Path out = folder.resolve("out");
    OpenSsl.text(
        "cms",
        "-verify",
        "-noverify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        in.toString(),
        "-out",
        out.toString());
    assertThat(Files.readAllBytes(out)).isEqualTo(RECEIPT.encode().octets());
  }

  @Test
  @Requirement({"R4108-3.1.2.1-1", "R4108-3.1.2.1-2"})
  void aSignerByIssuerAndNumberHasVersionOne() {
    X509CertificateHolder certificate = factory.certificate(names(Factory.MODULE));
    MessageSigner signer =
        new MessageSigner(
            factory.maker().signer(), IssuerAndSerial.of(certificate), List.of(certificate));
    byte[] message = LoadReports.signed(RECEIPT, signer, Optional.empty()).encode();
    assertThat(reader.read(message)).isInstanceOf(LoadReportReading.Signed.class);
  }

  @Test
  void theModuleThatSignsIsHeldAgainstTheModuleOfTheReport() {
    HardwareModuleName other = new HardwareModuleName(Factory.HARDWARE, Octets.of(new byte[] {9}));
    byte[] foreign = LoadReports.signed(RECEIPT, module(other), Optional.empty()).encode();
    assertThat(((LoadReportReading.Signed) reader.read(foreign)).naming())
        .isEqualTo(Naming.OTHER_MODULE);
    byte[] unnamed = LoadReports.signed(RECEIPT, factory.signer(), Optional.empty()).encode();
    assertThat(((LoadReportReading.Signed) reader.read(unnamed)).naming())
        .isEqualTo(Naming.NO_MODULE);
  }

  @Test
  @Requirement("R8295-6.2.2-2")
  void aSignatureThatLeadsNowhereIsRefused() {
    Factory stranger = new Factory();
    byte[] message = LoadReports.signed(RECEIPT, stranger.signer(), Optional.empty()).encode();
    assertRefused(message, LoadErrorCode.NO_TRUST_ANCHOR);
  }

  private SignedMessage message(Content content) {
    return SignedMessage.of(content).by(module(Factory.MODULE));
  }

  @Test
  @Requirement({"R4108-3.1.2.1-7", "R4108-3.1.2.1-6", "R4108-3.2-1", "R4108-1.4-1"})
  void faultsOfTheProfileAreRefused() {
    Attributes unknown =
        Attributes.of(Attributes.attribute(new ASN1ObjectIdentifier("2.999.1"), DERNull.INSTANCE));
    byte[] unsigned =
        message(RECEIPT.encode())
            .unsignedAttribute(unknown.attributes().getFirst())
            .sign()
            .encode();
    assertRefused(unsigned, LoadErrorCode.BAD_UNSIGNED_ATTRS);
    byte[] passedOver =
        message(RECEIPT.encode()).signedAttribute(unknown.attributes().getFirst()).sign().encode();
    assertThat(reader.read(passedOver)).isInstanceOf(LoadReportReading.Signed.class);
    byte[] twice =
        message(RECEIPT.encode())
            .signedAttribute(unknown.attributes().getFirst())
            .signedAttribute(unknown.attributes().getFirst())
            .sign()
            .encode();
    assertRefused(twice, LoadErrorCode.BAD_SIGNED_ATTRS);
    byte[] der = RECEIPT.encode().octets();
    byte[] versioned = new byte[der.length + 3];
    System.arraycopy(der, 2, versioned, 5, der.length - 2);
    versioned[0] = der[0];
    versioned[1] = (byte) (der[1] + 3);
    System.arraycopy(Der.of(new ASN1Integer(1)), 0, versioned, 2, 3);
    Content written = new Content(RECEIPT.encode().type(), versioned);
    assertThat(reader.read(written.encode())).isEqualTo(new LoadReportReading.Bare(RECEIPT));
    assertRefused(message(written).sign().encode(), LoadErrorCode.DECODE_FAILURE);
  }

  @Test
  @Requirement({"R4108-3.1.2-5", "R4108-3.1.2-6"})
  void revocationListsMayComeAlong() throws IOException {
    byte[] message = message(RECEIPT.encode()).crls(List.of(factory.emptyCrl())).sign().encode();
    assertThat(reader.read(message)).isInstanceOf(LoadReportReading.Signed.class);
  }

  @Test
  void whatIsNoReportIsRefused() {
    assertRefused(Content.data(new byte[3]).encode(), LoadErrorCode.BAD_CONTENT_INFO);
    assertRefused(
        message(Content.data(new byte[3])).sign().encode(), LoadErrorCode.BAD_ENCAP_CONTENT);
    assertRefused(new byte[] {0x30}, LoadErrorCode.DECODE_FAILURE);
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() {
    byte[] message =
        LoadReports.signed(ERROR, factory.anchor(), Optional.of(Authority.NOW)).encode();
    Damage.of(message).forEach(damaged -> assertThat(reader.read(damaged)).isNotNull());
  }
}
