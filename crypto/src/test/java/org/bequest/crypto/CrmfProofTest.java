package org.bequest.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.Popo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.crmf.CertificateRequestMessage;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;

class CrmfProofTest {
  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static CertRequest request(Signer key) {
    CertTemplate template =
        CertTemplate.of(new X500Name("CN=one"), key.publicKey(), Optional.empty());
    return CertRequest.of(1, template, List.of());
  }

  @Test
  @Requirement("R5274-4-1")
  void aSignatureOverTheCertRequestIsTakenByBouncyCastleAndByUs() throws Exception {
    KeyPair pair = keys();
    Signer key = PrivateKeySigner.of(pair);
    CertReqMsg message = CertReqMsg.decode(CrmfProof.sign(request(key), key).encoded().octets());
    assertThat(
            new CertificateRequestMessage(message.encoded().octets())
                .isValidSigningKeyPOP(
                    new JcaContentVerifierProviderBuilder().build(pair.getPublic())))
        .isTrue();
    assertThat(CrmfProof.verify(message.certReq(), proof(message)))
        .isEqualTo(Signatures.Verdict.VALID);
  }

  private static Popo.Signature proof(CertReqMsg message) {
    return (Popo.Signature) message.popo().orElseThrow();
  }

  @Test
  @Requirement("R5272-3.2.1.2.2-6")
  void anotherKeyAndAnIndirectSignatureProveNothing() throws Exception {
    Signer key = PrivateKeySigner.of(keys());
    Signer other = PrivateKeySigner.of(keys());
    CertRequest request = request(key);
    Popo.Signature foreign = proof(CrmfProof.sign(request, other));
    assertThat(CrmfProof.verify(request, foreign)).isEqualTo(Signatures.Verdict.INVALID);
    Popo.Signature own = proof(CrmfProof.sign(request, key));
    Popo.Signature indirect =
        new Popo.Signature(Optional.of(Encoded.sequence()), own.algorithm(), own.signature());
    assertThat(CrmfProof.verify(request, indirect)).isEqualTo(Signatures.Verdict.INVALID);
    assertThat(CrmfProof.verify(request, own)).isEqualTo(Signatures.Verdict.VALID);
  }
}
