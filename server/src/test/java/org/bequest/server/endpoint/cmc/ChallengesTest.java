package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.server.endpoint.cmc.CmcParts.key;
import static org.bequest.server.endpoint.cmc.CmcParts.statusOf;
import static org.bequest.server.endpoint.cmc.CmcParts.template;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cmc.PopChallenge;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Opening;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.crmf.PopoPrivKey;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that only decrypt, and how they are proven (RFC 5272 6.7). */
class ChallengesTest {
  private static final String PROFILES =
      """

        any:
          key-usage: [key-encipherment, key-agreement, digital-signature]
          keys:
            algorithms: [p256, rsa-2048, x25519, ml-kem-768]
      """;
  private static final String LABELS =
      """

        cmc:
          profile: any
          authenticators: [basic]
          full-cmc:
            offered: true
      """;

  private static @TempDir Path folder;
  private static ConfiguredEst est;
  private static String alice;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, PROFILES, LABELS);
    alice = est.user("alice");
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static HttpReply post(List<TaggedRequest> more, Control... controls) {
    return CmcParts.post(est, alice, more, controls);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"RSA_2048", "X25519", "P256", "ML_KEM_768"})
  @Requirement({
    "R5272-6.7-3",
    "R5272-6.7-4",
    "R5272-6.7-6",
    "R5272-6.7-8",
    "R5272-6.7-9",
    "R5272-6.7-11"
  })
  void aKeyThatDecryptsIsProvenByWhatItDecrypts(KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate();
    Popo later =
        new Popo.KeyEncipherment(
            new PopoPrivKey.SubsequentMessage(PopoPrivKey.SubsequentMessage.CHALLENGE_RESP));
    TaggedRequest request = template(key(keys), Optional.of(later));
    HttpReply challenged = post(List.of(request));
    assertThat(challenged.status()).isEqualTo(200);
    assertThat(statusOf(challenged, 1).failInfo()).contains(CmcFailInfo.POP_REQUIRED);
    EncryptedPop challenge = CmcTalk.full(challenged).control(EncryptedPop.class).orElseThrow();
    assertThat(challenge.request()).isEqualTo(request);
    EntityIdentifier named = new EntityIdentifier.IssuerAndSerial(new X500Name(""), BigInteger.ONE);
    byte[] value = opened(challenge, keys, named);
    assertThat(PopChallenge.isAuthentic(challenge, value)).isTrue();
    DecryptedPop answer =
        PopChallenge.answer(challenge.thePopAlgId(), value, request).orElseThrow();
    DecryptedPop wrong =
        PopChallenge.answer(challenge.thePopAlgId(), new byte[64], request).orElseThrow();
    HttpReply refused = post(List.of(request), wrong);
    assertThat(statusOf(refused, 1).failInfo()).contains(CmcFailInfo.POP_FAILED);
    HttpReply granted = post(List.of(request), answer);
    assertThat(granted.status()).isEqualTo(200);
    assertThat(CmcTalk.certificates(granted))
        .anyMatch(c -> c.getSubjectPublicKeyInfo().equals(key(keys)));
  }

  private static byte[] opened(EncryptedPop challenge, KeyPair keys, EntityIdentifier named) {
    try {
      EnvelopedContent enveloped = EnvelopedContent.of(Content.decode(challenge.cms().octets()));
      Opening opening =
          EnvelopedMessage.open(
              enveloped, List.of(new RecipientKey.Private(keys.getPrivate(), Set.of(named))));
      return ((Opening.Opened) opening).content().octets();
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Requirement({"R5272-6.7-5", "R5272-C.1-1", "R5272-C.1-2"})
  void aRequestThatNobodySignedIsChallengedByTheIdentifierThatItAsksFor() {
    KeyPair keys = KeyAlgorithm.RSA_2048.generate();
    CsrBuilder builder = TestKeys.builder("CN=device-1", keys);
    byte[] identifier = {9, 8, 7};
    builder.extension(CmcTalk.identifier(identifier));
    Csr csr = builder.build().withoutSignature();
    HttpReply reply = post(List.of(TaggedRequest.of(new BodyPartId(1), csr)));
    EncryptedPop challenge = CmcTalk.full(reply).control(EncryptedPop.class).orElseThrow();
    EntityIdentifier named = new EntityIdentifier.KeyIdentifier(identifier);
    assertThat(PopChallenge.isAuthentic(challenge, opened(challenge, keys, named))).isTrue();
    Csr wrong =
        TestKeys.builder("CN=device-1", keys)
            .build()
            .signed(csr.signatureAlgorithm(), new byte[32]);
    HttpReply refused = post(List.of(TaggedRequest.of(new BodyPartId(1), wrong)));
    assertThat(statusOf(refused, 1).failInfo()).contains(CmcFailInfo.POP_FAILED);
  }
}
