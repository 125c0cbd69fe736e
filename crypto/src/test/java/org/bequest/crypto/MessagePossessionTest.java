package org.bequest.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.crmf.PopoPrivKey;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

/** What requests of CMC show of their keys. */
@Requirement({"S-12", "R5274-8-3"})
class MessagePossessionTest {
  private static final X500Name DEVICE = new X500Name("CN=device-1");

  private final MessagePossession possession = new MessagePossession(new ProofOfPossession());
  private final KeyPair keys = KeyAlgorithm.P256.generate();

  private static SubjectPublicKeyInfo key(KeyPair keys) {
    return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
  }

  private CertRequest template() {
    return CertRequest.of(7, CertTemplate.of(DEVICE, key(keys), Optional.empty()), List.of());
  }

  private CertReqMsg signed() {
    CertRequest request = template();
    PrivateKeySigner signer = PrivateKeySigner.of(keys);
    Octets signature = Octets.of(signer.sign(request.encoded().octets()));
    return CertReqMsg.of(
        request, Optional.of(new Popo.Signature(Optional.empty(), signer.algorithm(), signature)));
  }

  private Csr unsigned() {
    return new CsrBuilder(SubjectNames.of(DEVICE), key(keys)).build().withoutSignature();
  }

  @Test
  void aTemplateSignedWithItsKeyBecomesAProvenRequestForTheSame() throws Exception {
    assertThat(possession.of(signed()))
        .isInstanceOfSatisfying(
            Possession.Shown.class,
            shown -> {
              Csr csr = shown.csr().csr();
              assertThat(csr.subject()).isEqualTo(DEVICE);
              assertThat(csr.subjectPublicKeyInfo()).isEqualTo(key(keys));
            });
  }

  @Test
  void noFlippedBitOfASignedTemplateStaysProven() {
    byte[] good = signed().encoded().octets();
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= 1;
      assertThat(isShown(flipped)).as("octet %d", i).isFalse();
    }
    assertThat(isShown(good)).isTrue();
  }

  private boolean isShown(byte[] message) {
    try {
      return possession.of(CertReqMsg.decode(message)) instanceof Possession.Shown;
    } catch (MalformedException _) {
      return false;
    }
  }

  @Test
  @Requirement({"R5272-3.2.1.2.2-5", "R5272-3.2.1.2.2-6"})
  void whatCmcForbidsRefutes() throws Exception {
    Popo.Signature right = (Popo.Signature) signed().popo().orElseThrow();
    AlgorithmIdentifier algorithm = right.algorithm();
    List<Popo> forbidden =
        List.of(
            new Popo.Signature(
                Optional.of(template().encoded().retagged(0xa0)), algorithm, right.signature()),
            new Popo.KeyEncipherment(
                new PopoPrivKey.SubsequentMessage(PopoPrivKey.SubsequentMessage.ENCR_CERT)),
            new Popo.KeyEncipherment(new PopoPrivKey.ThisMessage(right.signature())),
            new Popo.KeyEncipherment(new PopoPrivKey.EncryptedKey(template().encoded())),
            new Popo.KeyAgreement(new PopoPrivKey.DhMac(right.signature())),
            new Popo.KeyAgreement(new PopoPrivKey.AgreeMac(algorithm, right.signature())));
    for (Popo popo : forbidden) {
      assertThat(possession.of(CertReqMsg.of(template(), Optional.of(popo))))
          .isInstanceOfSatisfying(
              Possession.Refuted.class,
              r -> assertThat(r.reason()).isEqualTo(Reason.BAD_PROOF_OF_POSSESSION));
    }
  }

  @Test
  void raVerifiedIsAClaimOfSomebodyElse() throws Exception {
    CertReqMsg claimed = CertReqMsg.of(template(), Optional.of(new Popo.RaVerified()));
    assertThat(possession.of(claimed))
        .isInstanceOfSatisfying(Possession.Open.class, o -> assertThat(o.vouched()).isTrue());
    CertReqMsg silent = CertReqMsg.of(template(), Optional.empty());
    assertThat(possession.of(silent))
        .isInstanceOfSatisfying(Possession.Open.class, o -> assertThat(o.vouched()).isFalse());
  }

  @Test
  @Requirement("R5272-C.1-1")
  void aRequestWithoutASignatureIsOpenWhenItsHashIsRightAndItsParametersAreNull() {
    assertThat(possession.of(unsigned())).isInstanceOf(Possession.Open.class);
    AlgorithmIdentifier bare =
        new AlgorithmIdentifier(unsigned().signatureAlgorithm().getAlgorithm());
    var request = new CsrBuilder(SubjectNames.of(DEVICE), key(keys)).build();
    assertThat(possession.of(request.signed(bare, unsigned().signature())))
        .isInstanceOf(Possession.Refuted.class);
    assertThat(possession.of(request.signed(unsigned().signatureAlgorithm(), new byte[32])))
        .isInstanceOf(Possession.Refuted.class);
  }

  @Test
  void aProvenRequestIsRestatedForTheSameKeyOnly() throws Exception {
    ProvenCsr proven = ((Possession.Shown) possession.of(signed())).csr();
    Csr restated =
        new CsrBuilder(SubjectNames.of(new X500Name("CN=other")), key(keys))
            .build()
            .withoutSignature();
    assertThat(proven.restated(restated).csr()).isSameAs(restated);
    Csr foreign =
        new CsrBuilder(SubjectNames.of(DEVICE), key(KeyAlgorithm.P256.generate()))
            .build()
            .withoutSignature();
    assertThatThrownBy(() -> proven.restated(foreign)).isInstanceOf(IllegalArgumentException.class);
  }
}
