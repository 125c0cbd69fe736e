package org.bequest.formats.crmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.TestKeys;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.Test;

class CertReqMsgTest {
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
  private static final Octets BITS = Octets.of("bits".getBytes(StandardCharsets.UTF_8));
  private static final TestKeys KEYS = new TestKeys();

  private static CertTemplate everyField() throws Exception {
    Time time = new Time(Date.from(Instant.parse("2026-01-01T00:00:00Z")));
    Extensions extensions =
        new Extensions(Extension.create(Extension.keyUsage, true, new KeyUsage(0x80)));
    return new CertTemplate(
        Optional.of(new ASN1Integer(2)),
        Optional.of(new ASN1Integer(77)),
        Optional.of(ALGORITHM),
        Optional.of(new X500Name("CN=issuer")),
        Optional.of(new OptionalValidity(Optional.empty(), Optional.of(time))),
        Optional.of(new X500Name("CN=subject")),
        Optional.of(KEYS.publicKey()),
        Optional.of(new DERBitString(new byte[] {1})),
        Optional.of(new DERBitString(new byte[] {2})),
        Optional.of(extensions));
  }

  private static List<Popo> proofs() {
    Encoded structure = Encoded.sequence(Encoded.of(new ASN1Integer(0)));
    List<Popo> all = new ArrayList<>(plainProofs());
    all.add(new Popo.Signature(Optional.of(structure.retagged(0xa0)), ALGORITHM, BITS));
    all.add(new Popo.KeyEncipherment(new PopoPrivKey.EncryptedKey(structure)));
    return all;
  }

  private static List<Popo> plainProofs() {
    return List.of(
        new Popo.RaVerified(),
        new Popo.Signature(Optional.empty(), ALGORITHM, BITS),
        new Popo.KeyEncipherment(new PopoPrivKey.SubsequentMessage(1)),
        new Popo.KeyEncipherment(new PopoPrivKey.ThisMessage(BITS)),
        new Popo.KeyAgreement(new PopoPrivKey.SubsequentMessage(0)),
        new Popo.KeyAgreement(new PopoPrivKey.DhMac(BITS)),
        new Popo.KeyAgreement(new PopoPrivKey.AgreeMac(ALGORITHM, BITS)));
  }

  private static CertReqMsg message(Optional<Popo> popo) throws Exception {
    CrmfControl control =
        new CrmfControl(
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.5.1.1"),
            Encoded.of(new DERUTF8String("token")));
    return CertReqMsg.of(CertRequest.of(5, everyField(), List.of(control)), popo);
  }

  @Test
  void everyFieldAndEveryProofComesBackAsItWas() throws Exception {
    for (Popo popo : proofs()) {
      CertReqMsg sent = message(Optional.of(popo));
      CertReqMsg read = CertReqMsg.decode(sent.encoded().octets());
      assertThat(read.popo()).contains(popo);
      assertThat(read.certReq()).isEqualTo(sent.certReq());
      assertThat(read.certReq().certTemplate()).isEqualTo(everyField());
    }
    assertThat(CertReqMsg.decode(message(Optional.empty()).encoded().octets()).popo()).isEmpty();
  }

  @Test
  void whatBouncyCastleReadsIsTheSame() throws Exception {
    org.bouncycastle.asn1.crmf.CertTemplate theirs =
        org.bouncycastle.asn1.crmf.CertTemplate.getInstance(everyField().encode().octets());
    assertThat(theirs.getVersion()).isEqualTo(2);
    assertThat(theirs.getSerialNumber()).isEqualTo(new ASN1Integer(77));
    assertThat(theirs.getIssuer()).isEqualTo(new X500Name("CN=issuer"));
    assertThat(theirs.getSubject()).isEqualTo(new X500Name("CN=subject"));
    assertThat(theirs.getPublicKey()).isEqualTo(KEYS.publicKey());
    assertThat(theirs.getExtensions().getExtension(Extension.keyUsage).isCritical()).isTrue();
    for (Popo popo : plainProofs()) {
      byte[] encoded = message(Optional.of(popo)).encoded().octets();
      assertThat(
              org.bouncycastle.asn1.crmf.CertReqMsg.getInstance(encoded).getPop().getEncoded("DER"))
          .isEqualTo(popo.encode().octets());
    }
  }

  @Test
  void aRequestOfAPublicProjectIsRead() throws Exception {
    byte[] vector = Vectors.shared("rfc4211-cert-req-messages");
    List<CertReqMsg> messages = CertReqMsg.decodeMessages(vector);
    assertThat(messages).hasSize(1);
    CertRequest request = messages.getFirst().certReq();
    assertThat(request.certReqId()).isEqualTo(BigInteger.valueOf(3_241_796_570L));
    CertTemplate template = request.certTemplate();
    assertThat(template.version()).contains(new ASN1Integer(2));
    assertThat(template.subject()).contains(new X500Name("CN=user"));
    assertThat(template.extensions().orElseThrow().getExtension(Extension.keyUsage).isCritical())
        .isTrue();
    assertThat(text(request, "1.3.6.1.5.5.7.5.1.1")).isEqualTo("11111");
    assertThat(text(request, "1.3.6.1.5.5.7.5.1.2")).isEqualTo("server_magic");
    assertThat(messages.getFirst().popo().orElseThrow())
        .isInstanceOfSatisfying(
            Popo.Signature.class,
            popo -> {
              assertThat(popo.poposkInput()).isEmpty();
              assertThat(popo.algorithm().getAlgorithm())
                  .isEqualTo(PKCSObjectIdentifiers.sha1WithRSAEncryption);
            });
    assertThat(Encoded.sequenceOf(List.of(messages.getFirst().encoded())).octets())
        .isEqualTo(vector);
    assertThat(template.encode()).isEqualTo(request.encoded().children().get(1));
  }

  private static String text(CertRequest request, String type) throws MalformedException {
    Encoded value = request.control(new ASN1ObjectIdentifier(type)).orElseThrow();
    return new String(value.content(), StandardCharsets.UTF_8);
  }

  @Test
  void damagedRequestsAreRefusedOrReadAsOthers() throws Exception {
    for (Popo popo : proofs()) {
      byte[] good = message(Optional.of(popo)).encoded().octets();
      assertThat(Damage.everywhere(good, CertReqMsg::decode)).isGreaterThan(good.length);
    }
    byte[] vector = Vectors.shared("rfc4211-cert-req-messages");
    assertThat(Damage.everywhere(vector, CertReqMsg::decodeMessages)).isGreaterThan(vector.length);
  }

  @Test
  void structuresThatAreNotRequestsAreRefused() {
    for (String hex :
        List.of(
            "3000",
            "3005300302010530",
            "300730050201053000" + "0500",
            "30093005020105300081" + "00",
            "300b300702010530028a00" + "8000",
            "300a300602010530028400",
            "300d300502010530008000" + "8000")) {
      byte[] octets = HexFormat.of().parseHex(hex);
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> CertReqMsg.decode(octets));
    }
  }

  @Test
  void aControlThatComesTwiceIsRefused() throws Exception {
    CrmfControl control =
        new CrmfControl(new ASN1ObjectIdentifier("1.2.3"), Encoded.of(new ASN1Integer(1)));
    CertRequest twice = CertRequest.of(5, everyField(), List.of(control, control));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> twice.control(control.type()));
  }
}
