package org.bequest.crypto.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cmc.IdentityWitness.Known;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.control.PopLinkWitnessV2;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;

/** The expected values were computed with hashlib and hmac of Python. */
class WitnessTest {
  private static final byte[] SECRET =
      "a shared secret of 30 chars \u00e9!".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "another secret".getBytes(StandardCharsets.UTF_8);
  private static final Known NAMED = new Known(SECRET, Optional.of("d\u00e9vice 7"));
  private static final Known NAMELESS = new Known(SECRET, Optional.empty());
  private static final Encoded REQUESTS = Encoded.known(hex("3003020105"));
  private static final PopLinkRandom RANDOM = new PopLinkRandom(Octets.of(counting(64)));

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] counting(int length) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) i;
    }
    return octets;
  }

  private static Octets octets(String hex) {
    return Octets.of(hex(hex));
  }

  @Test
  @Requirement({
    "R5272-6.2-1",
    "R5272-6.2.1-1",
    "R5272-6.2.1-3",
    "R5272-6.2.3-2",
    "R5274-4.1-11",
    "R5274-4.2-4"
  })
  void anIdentityProofCoversTheRequestSequenceUnderTheSecretAndTheName() {
    IdentityProofV2 named = IdentityWitness.prove(NAMED, REQUESTS);
    assertThat(named.witness())
        .isEqualTo(octets("0a1c903782dc224c0300a69b9b1c78f92a69a135f8f7a9f7444b0d8c3f618c8a"));
    assertThat(IdentityWitness.prove(NAMELESS, REQUESTS).witness())
        .isEqualTo(octets("252e1049eed031c796e57d45a9899dbdec023b51b3cd0c541a6dd4a07677e40a"));
    assertThat(check(named, NAMED)).isEqualTo(WitnessVerdict.VALID);
    assertThat(check(named, NAMELESS)).isEqualTo(WitnessVerdict.INVALID);
    assertThat(check(named, new Known(OTHER, Optional.of("d\u00e9vice 7"))))
        .isEqualTo(WitnessVerdict.INVALID);
    Encoded others = Encoded.known(hex("3003020106"));
    assertThat(IdentityWitness.check(named, NAMED, others, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.INVALID);
  }

  private static WitnessVerdict check(IdentityProofV2 proof, Known known) {
    return IdentityWitness.check(proof, known, REQUESTS, WitnessPolicy.STRONG);
  }

  @Test
  @Requirement("R8756-4-4")
  void aProfileMayWantLongerHashes() {
    IdentityProofV2 proof =
        IdentityWitness.prove(NAMED, REQUESTS, CmcDigest.SHA384, CmcMac.HMAC_SHA384);
    assertThat(proof.witness())
        .isEqualTo(
            octets(
                "1cbc7dead1674c59de2616a2c1831c1bceb459a288958262a5859f274705ddde"
                    + "d4f34c33ba5a15a04de5ee914d97da95"));
    assertThat(check(proof, NAMED)).isEqualTo(WitnessVerdict.VALID);
  }

  @Test
  @Requirement({"R5272-6.2.2-1", "R5274-4.1-10", "R5274-4.2-5", "S-23"})
  void proofsWithSha1AreMadeAndBelievedOnlyWherePolicySaysSo() {
    IdentityProof old = IdentityWitness.proveWithSha1(NAMED, REQUESTS);
    assertThat(old.witness()).isEqualTo(octets("7ff9dd42f768f59c96a11630d71d9cc4bad72abb"));
    assertThat(IdentityWitness.check(old, NAMED, REQUESTS, WitnessPolicy.WITH_SHA1))
        .isEqualTo(WitnessVerdict.VALID);
    assertThat(IdentityWitness.check(old, NAMED, REQUESTS, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.REFUSED_ALGORITHM);
    IdentityProofV2 weak = IdentityWitness.prove(NAMED, REQUESTS, CmcDigest.SHA1, CmcMac.HMAC_SHA1);
    assertThat(weak.witness()).isEqualTo(old.witness());
    assertThat(IdentityWitness.check(weak, NAMED, REQUESTS, WitnessPolicy.WITH_SHA1))
        .isEqualTo(WitnessVerdict.VALID);
    assertThat(check(weak, NAMED)).isEqualTo(WitnessVerdict.REFUSED_ALGORITHM);
  }

  @Test
  @Requirement("S-23")
  void algorithmsThatNobodyKnowsAreRefused() {
    AlgorithmIdentifier unknown = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3"));
    AlgorithmIdentifier odd =
        new AlgorithmIdentifier(CmcDigest.SHA256.identifier().getAlgorithm(), new ASN1Integer(1));
    IdentityProofV2 good = IdentityWitness.prove(NAMED, REQUESTS);
    for (AlgorithmIdentifier hash : new AlgorithmIdentifier[] {unknown, odd}) {
      assertThat(check(new IdentityProofV2(hash, good.macAlgId(), good.witness()), NAMED))
          .isEqualTo(WitnessVerdict.REFUSED_ALGORITHM);
    }
    assertThat(check(new IdentityProofV2(good.hashAlgId(), unknown, good.witness()), NAMED))
        .isEqualTo(WitnessVerdict.REFUSED_ALGORITHM);
  }

  @Test
  @Requirement({"R5272-6.3.1.1-4", "R5274-4.1-13", "R5272-6.3.1.2-1", "R5274-4.1-12"})
  void aLinkCoversTheRandomValueUnderTheSecretAlone() {
    PopLinkWitnessV2 link = PopLink.tie(SECRET, RANDOM);
    assertThat(link.witness())
        .isEqualTo(octets("212e5cd0a34bea37c63c5d2e58e85c69e3ac9521d039e63a0eb676d4508338ac"));
    assertThat(PopLink.check(link, SECRET, RANDOM, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.VALID);
    assertThat(PopLink.check(link, OTHER, RANDOM, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.INVALID);
    assertThat(PopLink.tieWithSha1(SECRET, RANDOM).witness())
        .isEqualTo(octets("ed65ff3dff4f4ae2d2a329a953630f3d0058b9aa"));
    PopLinkWitnessV2 weak = PopLink.tie(SECRET, RANDOM, CmcDigest.SHA1, CmcMac.HMAC_SHA1);
    assertThat(PopLink.check(weak, SECRET, RANDOM, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.REFUSED_ALGORITHM);
    assertThat(PopLink.check(weak, SECRET, RANDOM, WitnessPolicy.WITH_SHA1))
        .isEqualTo(WitnessVerdict.VALID);
    assertThat(
            PopLink.check(
                PopLink.tieWithSha1(SECRET, RANDOM), SECRET, RANDOM, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.REFUSED_ALGORITHM);
  }

  @Test
  @Requirement({"R5274-4.1-14", "S-35"})
  void aLinkMayBeDerivedSlowlyButNotAtAnyPrice() {
    assertThat(PopLink.check(derived(1000), SECRET, RANDOM, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.VALID);
    assertThat(PopLink.check(derived(1001), SECRET, RANDOM, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.INVALID);
    assertThat(PopLink.check(derived(10_000_000), SECRET, RANDOM, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.REFUSED_ALGORITHM);
    PopLinkWitnessV2 bare =
        new PopLinkWitnessV2(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2),
            CmcMac.HMAC_SHA256.identifier(),
            Octets.of(new byte[32]));
    assertThat(PopLink.check(bare, SECRET, RANDOM, WitnessPolicy.STRONG))
        .isEqualTo(WitnessVerdict.REFUSED_ALGORITHM);
  }

  private static PopLinkWitnessV2 derived(int iterations) {
    PBKDF2Params parameters =
        new PBKDF2Params(
            "saltsalt".getBytes(StandardCharsets.UTF_8),
            iterations,
            CmcMac.HMAC_SHA256.identifier());
    return new PopLinkWitnessV2(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, parameters),
        CmcMac.HMAC_SHA256.identifier(),
        octets("8db40463ddae7e27cacbb4838a16c3a8a0cef595e8733fba57b99aa94d7cd8a2"));
  }

  @Test
  @Requirement({"R5272-6.7-8", "R5272-6.7-11", "R5274-4.1-16", "R5274-4.1-15"})
  void anAnswerToAChallengeIsMadeWithTheFirst64OctetsOverTheRequest() {
    TaggedRequest request =
        TaggedRequest.of(
            new BodyPartId(1), new ASN1ObjectIdentifier("1.2.3.4"), Encoded.of(new ASN1Integer(7)));
    byte[] value = counting(80);
    Encoded cms = Encoded.sequence();
    EncryptedPop challenge = PopChallenge.challenge(request, value, cms);
    assertThat(PopChallenge.isAuthentic(challenge, value)).isTrue();
    assertThat(PopChallenge.isAuthentic(challenge, counting(64))).isFalse();
    DecryptedPop answer =
        PopChallenge.answer(challenge.thePopAlgId(), value, request).orElseThrow();
    assertThat(answer.part()).isEqualTo(request.id());
    assertThat(answer.thePop())
        .isEqualTo(Octets.of(CmcMac.HMAC_SHA256.of(counting(64), request.encoded().octets())));
    assertThat(PopChallenge.check(answer, value, request)).isEqualTo(WitnessVerdict.VALID);
    assertThat(PopChallenge.check(answer, counting(63), request)).isEqualTo(WitnessVerdict.INVALID);
    DecryptedPop old =
        PopChallenge.answer(CmcMac.HMAC_SHA1.identifier(), value, request).orElseThrow();
    assertThat(PopChallenge.check(old, value, request)).isEqualTo(WitnessVerdict.VALID);
    assertThat(PopChallenge.answer(CmcDigest.SHA256.identifier(), value, request)).isEmpty();
  }
}
