package org.bequest.crypto.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

/** Challenges to keys that decrypt, without a memory. */
class PossessionChallengeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final PossessionChallenge challenge = new PossessionChallenge(new byte[32]);
  private final SubjectPublicKeyInfo key =
      SubjectPublicKeyInfo.getInstance(KeyAlgorithm.P256.generate().getPublic().getEncoded());

  private Csr unsigned(String subject) {
    return new CsrBuilder(SubjectNames.of(new X500Name(subject)), key).build().withoutSignature();
  }

  @Test
  @Requirement({"R5272-6.7-9", "R5272-6.7-11", "R5274-4.2-17", "R5274-8-5", "R5274-4.1-20"})
  void anAnswerCountsForItsRequestAndForTwoDaysAtMost() {
    Csr csr = unsigned("CN=device-1");
    TaggedRequest request = TaggedRequest.of(new BodyPartId(1), csr);
    TaggedRequest renumbered = TaggedRequest.of(new BodyPartId(2), csr);
    assertThat(challenge.value(renumbered, NOW)).isEqualTo(challenge.value(request, NOW));
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    assertThat(isRight(answer(renumbered), renumbered, NOW)).isTrue();
    assertThat(isRight(answer(renumbered), renumbered, tomorrow)).isTrue();
    assertThat(isRight(answer(renumbered), renumbered, tomorrow.plus(Duration.ofDays(1))))
        .isFalse();
    assertThat(isRight(answer(request), renumbered, NOW)).isFalse();
    Csr other = unsigned("CN=device-2");
    TaggedRequest another = TaggedRequest.of(new BodyPartId(2), other);
    assertThat(isRight(answer(renumbered), another, NOW)).isFalse();
    PossessionChallenge elsewhere = new PossessionChallenge(new byte[] {1});
    assertThat(elsewhere.value(request, NOW)).isNotEqualTo(challenge.value(request, NOW));
  }

  private DecryptedPop answer(TaggedRequest request) {
    byte[] value = challenge.value(request, NOW);
    var asked = PopChallenge.challenge(request, value, Encoded.sequence());
    return PopChallenge.answer(asked.thePopAlgId(), value, request).orElseThrow();
  }

  private boolean isRight(DecryptedPop answer, TaggedRequest request, Instant at) {
    return challenge.isRight(answer, request, at);
  }
}
