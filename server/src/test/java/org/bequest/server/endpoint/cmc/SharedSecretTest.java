package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cmc.IdentityWitness;
import org.bequest.crypto.cmc.PopLink;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.bequest.store.SealedSecret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders whom nobody knows but by a shared secret (RFC 5272 6.2, 6.3, 3.2). */
class SharedSecretTest {
  private static final String LABELS =
      """

        cmc:
          profile: device
          authenticators: [client-certificate, one-time-password, basic]
          full-cmc:
            offered: true
        old:
          profile: device
          authenticators: [client-certificate]
          full-cmc:
            offered: true
            sha1-proofs: true
      """;

  private static final String SECRET = "0123456789abcdef";
  private static final PopLinkRandom RANDOM =
      new PopLinkRandom(Octets.of(new byte[PopLink.RANDOM_OCTETS]));

  private static @TempDir Path folder;
  private static ConfiguredEst est;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, LABELS);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  /** A device with a key and a secret, and how it makes a message. */
  private record Device(String name, KeyPair keys) {
    static Device named(String name) {
      est.sharedSecret(name, "cmc", SECRET, true);
      return new Device(name, TestKeys.p256());
    }

    Csr request() {
      return CmcTalk.naming(TestKeys.builder("CN=" + name, keys), keys);
    }

    PkiData proven(Csr csr, String secret, Control... more) {
      Identification id = new Identification(name);
      List<Control> controls = new ArrayList<>(List.of(more));
      controls.add(id);
      controls.add(
          IdentityWitness.prove(
              known(secret, Optional.of(name)),
              CmcTalk.data(List.of(csr)).reqSequence().encoded()));
      return CmcTalk.data(List.of(csr), controls.toArray(Control[]::new));
    }

    byte[] signed(PkiData data) {
      return CmcTalk.signed(data, keys, CmcTalk.identifier(keys));
    }
  }

  private static IdentityWitness.Known known(String secret, Optional<String> identification) {
    return new IdentityWitness.Known(secret.getBytes(StandardCharsets.UTF_8), identification);
  }

  @Test
  @Requirement({"R5272-6.2-1", "R5272-6.2.1-3", "R5272-6.2.3-2", "R5272-3.2-2", "R5272-6.3.2-4"})
  void whoKnowsTheSecretGetsItsCertificateOnce() {
    Device device = Device.named("device-1");
    HttpReply reply = post(device.signed(device.proven(device.request(), SECRET)));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(CmcTalk.certificates(reply).getFirst().getSubject()).hasToString("CN=device-1");
    assertThat(est.store().sharedSecrets().find("id-device-1cmc").flatMap(SealedSecret::spentAt))
        .isPresent();
    assertThat(est.lastIssue().actor()).isEqualTo("cmc:device-1");
    isBadIdentity(post(device.signed(device.proven(device.request(), SECRET))));
  }

  @Test
  @Requirement({"R5272-6.2.1-2", "R7030-4.3.2-2", "R5272-3.2-1"})
  void aWrongProofIsBadIdentityInAFullResponse() {
    Device device = Device.named("device-2");
    isBadIdentity(post(device.signed(device.proven(device.request(), "another secret !"))));
  }

  @Test
  @Requirement({"S-23", "R5272-6.2.1-1"})
  void theProofIsOverTheRequestsAsTheyWereSent() {
    Device device = Device.named("device-3");
    PkiData other = device.proven(device.request(), SECRET);
    PkiData swapped =
        new PkiData(
            other.controlSequence(),
            CmcTalk.data(List.of(device.request())).reqSequence(),
            List.of(),
            List.of());
    isBadIdentity(post(device.signed(swapped)));
  }

  @Test
  @Requirement("R5272-6.3.2-1")
  void theSecretOfOneIsOfNoUseForAnothersNames() {
    Device device = Device.named("device-4");
    Csr csr = CmcTalk.naming(TestKeys.builder("CN=device-5", device.keys()), device.keys());
    HttpReply reply = post(device.signed(device.proven(csr, SECRET)));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(CmcTalk.full(reply).status().failInfo()).contains(CmcFailInfo.BAD_REQUEST);
  }

  @Test
  @Requirement("R5272-6.2.2-1")
  void theProofOfVersionOneCountsOnlyWhereALabelSaysSo() {
    est.sharedSecret("device-6", "*", SECRET, false);
    Device device = new Device("device-6", TestKeys.p256());
    Csr csr = device.request();
    Encoded over = CmcTalk.data(List.of(csr)).reqSequence().encoded();
    PkiData data =
        CmcTalk.data(
            List.of(csr), IdentityWitness.proveWithSha1(known(SECRET, Optional.empty()), over));
    isBadIdentity(post(device.signed(data)));
    try (RawClient client = est.client()) {
      String old = "/.well-known/est/old/fullcmc";
      assertThat(CmcTalk.postTo(client, old, device.signed(data)).status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement({"R5272-6.3.1.1-4", "R5272-6.3.1.1-5"})
  void everyRequestHasItsLinkWitnessOrNoneIsGranted() {
    Device device = Device.named("device-7");
    Csr linked = linked(device, SECRET);
    Csr unlinked = device.request();
    Csr wrong = linked(device, "another secret !");
    isBroken(post(device.signed(device.proven(unlinked, SECRET, RANDOM))));
    isBroken(post(device.signed(device.proven(wrong, SECRET, RANDOM))));
    isBroken(post(device.signed(device.proven(linked, SECRET))));
    HttpReply reply = post(device.signed(device.proven(linked, SECRET, RANDOM)));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  @Requirement({"R5274-4.2-9", "R5272-6.3.1.2-1"})
  void theLinkWitnessOfVersionOneCountsOnlyWhereALabelSaysSo() {
    est.sharedSecret("device-13", "*", SECRET, false);
    Device device = new Device("device-13", TestKeys.p256());
    Csr linked =
        linked(device, PopLink.tieWithSha1(SECRET.getBytes(StandardCharsets.UTF_8), RANDOM));
    byte[] message = device.signed(device.proven(linked, SECRET, RANDOM));
    isBroken(post(message));
    try (RawClient client = est.client()) {
      String old = "/.well-known/est/old/fullcmc";
      assertThat(CmcTalk.postTo(client, old, message).status()).isEqualTo(200);
    }
  }

  private static Csr linked(Device device, String secret) {
    return linked(device, PopLink.tie(secret.getBytes(StandardCharsets.UTF_8), RANDOM));
  }

  private static Csr linked(Device device, Control witness) {
    try {
      CsrBuilder builder = TestKeys.builder("CN=" + device.name(), device.keys());
      builder.attribute(witness.type(), witness.values().getFirst().value());
      return CmcTalk.naming(builder, device.keys());
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void isBroken(HttpReply reply) {
    assertThat(reply.status()).isEqualTo(400);
    StatusInfo status = CmcTalk.full(reply).status();
    assertThat(status.failInfo()).contains(CmcFailInfo.POP_FAILED);
    assertThat(status.statusString().orElseThrow()).contains("link witness");
  }

  @Test
  @Requirement({"R5272-6.3.2-4", "R5272-3.2.1.2.1-3"})
  void withoutALinkWitnessARequestNamesItsSubject() {
    Device device = Device.named("device-8");
    Csr csr = CmcTalk.naming(TestKeys.builder("", device.keys()), device.keys());
    HttpReply reply = post(device.signed(device.proven(csr, SECRET)));
    assertThat(reply.status()).isEqualTo(400);
    StatusInfo status = CmcTalk.full(reply).status();
    assertThat(status.failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    assertThat(status.statusString().orElseThrow()).contains("subject");
  }

  @Test
  @Requirement({"R5272-3.2-6", "R5272-3.2-2"})
  void aMessageMayBeAuthenticatedByTheSecretAlone() {
    Device device = Device.named("device-9");
    Csr csr = TestKeys.csr("CN=device-9", device.keys());
    PkiData data = CmcTalk.data(List.of(csr), new Identification("device-9"));
    HttpReply reply = post(authenticated(data, "device-9" + SECRET));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(CmcTalk.certificates(reply).getFirst().getSubject()).hasToString("CN=device-9");
  }

  @Test
  @Requirement("R5272-3.2.1.3.4-2")
  void aWrongMacIsAWrongMessage() {
    Device device = Device.named("device-10");
    Csr csr = TestKeys.csr("CN=device-10", device.keys());
    PkiData data = CmcTalk.data(List.of(csr), new Identification("device-10"));
    HttpReply reply = post(authenticated(data, "device-10another"));
    assertThat(reply.status()).isEqualTo(400);
    StatusInfo status = CmcTalk.full(reply).status();
    assertThat(status.failInfo()).contains(CmcFailInfo.BAD_MESSAGE_CHECK);
    assertThat(status.bodyList()).containsExactly(BodyPartId.WHOLE);
  }

  private static byte[] authenticated(PkiData data, String password) {
    try (Secret secret = Secret.of(password)) {
      return AuthenticatedMessage.authenticate(
              CmcTalk.content(data), List.of(Recipient.Password.of(secret)))
          .encode();
    }
  }

  @Test
  void guessesAtASecretAreSlow() {
    Device device = Device.named("device-11");
    int status = 403;
    for (int i = 0; i < 50 && status == 403; i++) {
      status = post(device.signed(device.proven(device.request(), "a wrong guess  " + i))).status();
    }
    assertThat(status).isEqualTo(429);
    HttpReply right = post(device.signed(device.proven(device.request(), SECRET)));
    assertThat(right.status()).isEqualTo(429);
    assertThat(right.header("Retry-After")).isPresent();
    assertThat(CmcTalk.full(right).status().failInfo()).contains(CmcFailInfo.TRY_LATER);
  }

  @Test
  void anIdentityProofWithAnAlgorithmThatIsNotKnownProvesNothing() {
    Device device = Device.named("device-12");
    Csr csr = device.request();
    IdentityProofV2 right =
        IdentityWitness.prove(
            known(SECRET, Optional.empty()), CmcTalk.data(List.of(csr)).reqSequence().encoded());
    IdentityProofV2 odd =
        new IdentityProofV2(
            /* hashAlgId= */ right.macAlgId(), /* macAlgId= */ right.hashAlgId(), right.witness());
    isBadIdentity(post(device.signed(CmcTalk.data(List.of(csr), odd))));
  }

  private static void isBadIdentity(HttpReply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("Content-Type"))
        .contains("application/pkcs7-mime; smime-type=CMC-response");
    assertThat(CmcTalk.full(reply).status().failInfo()).contains(CmcFailInfo.BAD_IDENTITY);
  }

  private static HttpReply post(byte[] message) {
    try (RawClient client = est.client()) {
      return CmcTalk.post(client, message);
    }
  }
}
