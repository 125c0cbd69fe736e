package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmc.BodyPartID;
import org.bouncycastle.asn1.cmc.CMCObjectIdentifiers;
import org.bouncycastle.asn1.cmc.CMCStatusInfoV2;
import org.bouncycastle.asn1.cmc.GetCert;
import org.bouncycastle.asn1.cmc.OtherMsg;
import org.bouncycastle.asn1.cmc.PKIData;
import org.bouncycastle.asn1.cmc.PKIResponse;
import org.bouncycastle.asn1.cmc.RevokeRequest;
import org.bouncycastle.asn1.cmc.TaggedAttribute;
import org.bouncycastle.asn1.cmc.TaggedContentInfo;
import org.bouncycastle.asn1.cmc.TaggedRequest;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages that Bouncy Castle's own types encode and sign, in BER, and answers that they read: a
 * second opinion on the wire.
 */
class ForeignEncoderTest {
  private static @TempDir Path folder;
  private static ControlsEst server;

  @BeforeAll
  static void start() {
    server = new ControlsEst(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TaggedAttribute control(long id, ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new TaggedAttribute(new BodyPartID(id), type, new DERSet(value));
  }

  /** With the signed attributes and the indefinite lengths that the library likes. */
  private static byte[] signed(TlsIdentity identity, TaggedAttribute... controls) throws Exception {
    PKIData data =
        new PKIData(controls, new TaggedRequest[0], new TaggedContentInfo[0], new OtherMsg[0]);
    X509Certificate certificate = identity.chain().getFirst();
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(identity.key()), certificate));
    generator.addCertificates(new JcaCertStore(List.of(certificate)));
    return generator
        .generate(
            new CMSProcessableByteArray(CMCObjectIdentifiers.id_cct_PKIData, data.getEncoded()),
            true)
        .getEncoded();
  }

  @Test
  @Requirement({"R5273-4.2-2", "R5272-6.9-1"})
  void itsRequestForACertificateIsAnswered() throws Exception {
    TlsIdentity device = server.est.enrolled("device-1", "cmc");
    GetCert asked =
        new GetCert(new GeneralName(ControlsEst.issuer(device)), ControlsEst.serial(device));
    HttpReply reply =
        server.send("cmc", signed(device, control(1, CMCObjectIdentifiers.id_cmc_getCert, asked)));
    assertThat(reply.status()).isEqualTo(200);
    CMSSignedData answer = new CMSSignedData(CmcTalk.body(reply));
    assertThat(answer.getCertificates().getMatches(null))
        .extracting(X509CertificateHolder::getSerialNumber)
        .contains(ControlsEst.serial(device));
  }

  @Test
  @Requirement({"R5272-6.11-4", "R5272-6.11-6", "R5272-6.6-4", "R5272-6.1-1"})
  void itsRevocationIsDoneAndTheFullResponseReadsWell() throws Exception {
    TlsIdentity device = server.est.enrolled("device-2", "cmc");
    RevokeRequest asked =
        new RevokeRequest(
            ControlsEst.issuer(device),
            new ASN1Integer(ControlsEst.serial(device)),
            CRLReason.lookup(CRLReason.superseded),
            null,
            null,
            null);
    HttpReply reply =
        server.send(
            "cmc",
            signed(
                device,
                control(7, CMCObjectIdentifiers.id_cmc_revokeRequest, asked),
                control(
                    8,
                    CMCObjectIdentifiers.id_cmc_senderNonce,
                    new DEROctetString(new byte[] {1, 2, 3})),
                control(9, CMCObjectIdentifiers.id_cmc_transactionId, new ASN1Integer(99))));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.revocation(device).orElseThrow().reason()).isEqualTo(CRLReason.superseded);
    CMSSignedData answer = new CMSSignedData(CmcTalk.body(reply));
    var signer = answer.getSignerInfos().getSigners().iterator().next();
    @SuppressWarnings("unchecked")
    var certificate =
        (X509CertificateHolder)
            answer.getCertificates().getMatches(signer.getSID()).iterator().next();
    assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))).isTrue();
    PKIResponse response = PKIResponse.getInstance((byte[]) answer.getSignedContent().getContent());
    CMCStatusInfoV2 status = null;
    for (ASN1Encodable element : response.getControlSequence()) {
      TaggedAttribute control = TaggedAttribute.getInstance(element);
      if (control.getAttrType().equals(CMCObjectIdentifiers.id_cmc_statusInfoV2)) {
        status = CMCStatusInfoV2.getInstance(control.getAttrValues().getObjectAt(0));
      }
    }
    assertThat(status).isNotNull();
    assertThat(status.getBodyList()).containsExactly(new BodyPartID(7));
  }
}
