package org.bequest.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedKeyTest {
  private final KeyMaker maker = new KeyMaker();
  private final Csr asked = asked();

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void theRequestOfAKeySaysWhatWasAskedForAndIsSignedWithItIfItCan(KeyAlgorithm algorithm)
      throws Exception {
    try (WantedKey wanted = maker.wanted(algorithm, asked)) {
      Csr csr = wanted.csr().csr();

      assertThat(KeyAlgorithm.of(csr.subjectPublicKeyInfo())).contains(algorithm);
      assertThat(csr.subjectPublicKeyInfo()).isNotEqualTo(asked.subjectPublicKeyInfo());
      assertThat(csr.names().sameAs(asked.names())).isTrue();
      assertThat(csr.attributes()).isEqualTo(asked.attributes());
      assertThat(new ProofOfPossession().verify(csr) instanceof ProofOfPossession.Result.Proven)
          .isEqualTo(algorithm.signs());
      assertThat(csr.signatureAlgorithm().getAlgorithm().equals(EstOids.NO_SIGNATURE))
          .isNotEqualTo(algorithm.signs());
      assertThat(publicHalf(wanted.made().orElseThrow())).isEqualTo(csr.subjectPublicKeyInfo());
    }
  }

  @Test
  void aKeyIsMadeOnceAndNotBeforeItsRequestIsRead() {
    try (WantedKey wanted = maker.wanted(KeyAlgorithm.P256, asked)) {
      ProvenCsr csr = wanted.csr();
      assertThat(csr.asked()).isSameAs(asked);
      Csr foreseen = csr.foreseen().csr();
      assertThat(KeyAlgorithm.of(foreseen.subjectPublicKeyInfo())).contains(KeyAlgorithm.P256);
      assertThat(wanted.made()).isEmpty();

      assertThat(csr.csr()).isSameAs(wanted.csr().csr());
      assertThat(csr.csr().subjectPublicKeyInfo()).isNotEqualTo(foreseen.subjectPublicKeyInfo());
      assertThat(wanted.made()).isPresent();
    }
  }

  @Test
  @Requirement("S-34")
  void theOctetsOfAKeyAreGoneWhenItIsClosed() {
    WantedKey wanted = maker.wanted(KeyAlgorithm.ED25519, asked);
    var _ = wanted.csr().csr();
    GeneratedKey.Octets octets = wanted.made().orElseThrow().privateKey();
    assertThat(octets.octets()).isNotEqualTo(new byte[octets.octets().length]);

    wanted.close();

    assertThat(octets.octets()).containsOnly(0);
    assertThat(wanted.made().orElseThrow()).hasToString("GeneratedKey[ed25519]");
  }

  @Test
  void anX25519KeyIsOneOctetStringInAnotherWithoutItsPublicHalf() {
    PrivateKeyInfo key = privateKeyInfo(KeyAlgorithm.X25519);

    assertThat(key.getVersion()).hasToString("0");
    assertThat(key.getPrivateKeyAlgorithm().getAlgorithm())
        .isEqualTo(EdECObjectIdentifiers.id_X25519);
    assertThat(key.getPrivateKeyAlgorithm().getParameters()).isNull();
    assertThat(ASN1OctetString.getInstance(key.getPrivateKey().getOctets()).getOctets())
        .hasSize(32);
  }

  @ParameterizedTest
  @EnumSource(names = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
  void anMlKemKeyIsItsSeed(KeyAlgorithm algorithm) {
    PrivateKeyInfo key = privateKeyInfo(algorithm);

    assertThat(key.getPrivateKeyAlgorithm()).isEqualTo(algorithm.keyIdentifier());
    ASN1TaggedObject seed = ASN1TaggedObject.getInstance(key.getPrivateKey().getOctets());
    assertThat(seed.getTagNo()).isZero();
    assertThat(ASN1OctetString.getInstance(seed, false).getOctets()).hasSize(64);
  }

  private PrivateKeyInfo privateKeyInfo(KeyAlgorithm algorithm) {
    try (WantedKey wanted = maker.wanted(algorithm, asked)) {
      var _ = wanted.csr().csr();
      return PrivateKeyInfo.getInstance(wanted.made().orElseThrow().privateKey().octets());
    }
  }

  private static SubjectPublicKeyInfo publicHalf(GeneratedKey key) throws Exception {
    var info = PrivateKeyInfo.getInstance(key.privateKey().octets());
    KeyPair pair = PublicHalf.pair(Keys.privateKey(info));
    return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
  }

  private static Csr asked() {
    Signer signer = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
    return new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), signer.publicKey())
        .challengePassword("c2VjcmV0")
        .build()
        .signed(signer.algorithm(), new byte[70]);
  }
}
