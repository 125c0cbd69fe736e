package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cmc.IdentityWitness;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.Opening;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.PublishTrustAnchors;
import org.bequest.formats.cmc.control.RegInfo;
import org.bequest.formats.cmc.control.ResponseBody;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authenticated Data (RFC 5272 6.16) in both directions, over TLS. */
class AuthenticatedPartTest {
  private static final String SECRET = "0123456789abcdef";
  private static final BodyPartId PART = new BodyPartId(50);

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

  private static byte[] authenticated(String name, String secret, PkiData data) {
    Secret password = Secret.of(name + secret);
    return AuthenticatedMessage.authenticate(
            CmcTalk.content(data), List.of(Recipient.Password.of(password)))
        .encode();
  }

  private static PkiData inner(String name) {
    return CmcTalk.data(
        List.of(), new Identification(name), new RegInfo(ControlsEst.octets("hello")));
  }

  @Test
  @Requirement({"R5272-6.16-1", "R5274-4.2-26", "R5274-4.1-9"})
  void controlsInsideCountWhenTheMacIsRight() {
    server.est.sharedSecret("device-1", "cmc", SECRET, false);
    TlsIdentity device = server.est.enrolled("device-2", "cmc");
    PkiData good =
        ControlsEst.around(
            List.of(),
            List.of(authenticated("device-1", SECRET, inner("device-1"))),
            new AuthData(PART));
    CmcTalk.Full full = CmcTalk.full(server.send("cmc", device, good));
    assertThat(full.status().status()).isEqualTo(CmcStatus.SUCCESS);
    assertThat(full.control(ResponseBody.class)).isPresent();
    assertThat(full.response().cmsSequence()).hasSize(1);
  }

  @Test
  @Requirement({"R5272-6.16-1", "S-22"})
  void otherwiseTheAnswerIsAuthDataFail() {
    server.est.sharedSecret("device-3", "cmc", SECRET, false);
    TlsIdentity device = server.est.enrolled("device-4", "cmc");
    byte[] wrong = authenticated("device-3", "another secret !", inner("device-3"));
    byte[] signed = CmcTalk.signed(inner("device-3"), device);
    for (PkiData data :
        List.of(
            ControlsEst.around(List.of(), List.of(wrong), new AuthData(PART)),
            ControlsEst.around(List.of(), List.of(signed), new AuthData(PART)),
            ControlsEst.around(List.of(), List.of(), new AuthData(PART)))) {
      HttpReply reply = server.send("cmc", device, data);
      assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.AUTH_DATA_FAIL);
      assertThat(CmcTalk.full(reply).response().cmsSequence()).isEmpty();
    }
  }

  @Test
  @Requirement({"R5272-6.16-1", "R5272-6.15-7"})
  void aClientWithASecretAndNoAnchorsGetsThemUnderTheSecret() throws Exception {
    server.est.sharedSecret("device-5", "strict", SECRET, true);
    KeyPair keys = TestKeys.p256();
    Csr csr = CmcTalk.naming(TestKeys.builder("CN=device-5", keys), keys);
    var known =
        new IdentityWitness.Known(SECRET.getBytes(StandardCharsets.UTF_8), Optional.of("device-5"));
    PkiData data =
        CmcTalk.data(
            List.of(csr),
            new Identification("device-5"),
            IdentityWitness.prove(known, CmcTalk.data(List.of(csr)).reqSequence().encoded()));
    HttpReply reply = server.send("strict", CmcTalk.signed(data, keys, CmcTalk.identifier(keys)));
    assertThat(reply.status()).isEqualTo(200);
    CmcTalk.Full full = CmcTalk.full(reply);
    BodyPartId part = full.control(AuthData.class).orElseThrow().part();
    TaggedContentInfo content =
        full.response().cmsSequence().stream()
            .filter(c -> c.id().equals(part))
            .findFirst()
            .orElseThrow();
    var message = AuthenticatedContent.of(Content.decode(content.contentInfo().octets()));
    var key = new RecipientKey.Password(Secret.of("device-5" + SECRET));
    Opening opened = AuthenticatedMessage.open(message, List.of(key));
    assertThat(opened).isInstanceOf(Opening.Opened.class);
    PkiData told = PkiData.decode(((Opening.Opened) opened).content().octets());
    assertThat(told.controls(PublishTrustAnchors.class))
        .containsExactly(full.control(PublishTrustAnchors.class).orElseThrow());
  }
}
