package org.bequest.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.ProofOfPossession.Result;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Requirement("S-12")
class ProofOfPossessionTest {
  private final ProofOfPossession proof = new ProofOfPossession();

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"X25519", "ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
  void aRequestSignedWithItsOwnKeyIsProven(KeyAlgorithm algorithm) {
    Signer signer = PrivateKeySigner.of(algorithm.generate());
    Csr csr = signed(request(signer), signer);

    assertThat(proof.verify(csr))
        .isInstanceOfSatisfying(
            Result.Proven.class, proven -> assertThat(proven.csr().csr()).isSameAs(csr));
  }

  @Test
  void aRequestSignedWithAnotherKeyIsNot() {
    Signer own = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
    Signer other = PrivateKeySigner.of(KeyAlgorithm.P256.generate());

    assertUnproven(signed(request(own), other), Reason.BAD_PROOF_OF_POSSESSION);
  }

  @Test
  void noFlippedBitOfARequestStaysProven() {
    Signer signer = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
    byte[] good = signed(request(signer), signer).encoded();
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= 1;
      assertThat(isProven(flipped)).as("octet %d", i).isFalse();
    }
    assertThat(isProven(good)).isTrue();
  }

  @Test
  @Requirement("S-14")
  void aRequestUnderSha1IsRefusedAsWeak() {
    KeyPair keys = KeyAlgorithm.RSA_2048.generate();
    Signer signer = PrivateKeySigner.of(keys);
    Csr csr =
        request(signer)
            .signed(
                new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.sha1WithRSAEncryption, DERNull.INSTANCE),
                new byte[256]);

    assertUnproven(csr, Reason.BAD_KEY);
  }

  @Test
  @Requirement("S-13")
  void anEmptyOrLongSignatureIsRefused() {
    for (KeyAlgorithm algorithm : signing()) {
      Signer signer = PrivateKeySigner.of(algorithm.generate());
      UnsignedCsr request = request(signer);
      byte[] good = signer.sign(request.toBeSigned());

      assertUnproven(
          request.signed(signer.algorithm(), new byte[0]), Reason.BAD_PROOF_OF_POSSESSION);
      assertUnproven(
          request.signed(signer.algorithm(), Arrays.copyOf(good, good.length + 1)),
          Reason.BAD_PROOF_OF_POSSESSION);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"X25519", "ML_KEM_768"})
  void aRequestWithoutASignatureIsNotProven(KeyAlgorithm algorithm) {
    SubjectPublicKeyInfo key =
        SubjectPublicKeyInfo.getInstance(algorithm.generate().getPublic().getEncoded());

    assertUnproven(
        new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), key)
            .build()
            .withoutSignature(),
        Reason.BAD_KEY);
  }

  private static List<KeyAlgorithm> signing() {
    return Arrays.stream(KeyAlgorithm.values()).filter(KeyAlgorithm::signs).toList();
  }

  private boolean isProven(byte[] der) {
    try {
      return proof.verify(Csr.decode(der)) instanceof Result.Proven;
    } catch (MalformedException _) {
      return false;
    }
  }

  private void assertUnproven(Csr csr, Reason reason) {
    assertThat(proof.verify(csr))
        .isInstanceOfSatisfying(
            Result.Unproven.class,
            unproven -> {
              assertThat(unproven.reason()).isEqualTo(reason);
              assertThat(unproven.detail()).isNotBlank();
            });
  }

  private static UnsignedCsr request(Signer signer) {
    return new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), signer.publicKey()).build();
  }

  private static Csr signed(UnsignedCsr request, Signer signer) {
    return request.signed(signer.algorithm(), signer.sign(request.toBeSigned()));
  }
}
