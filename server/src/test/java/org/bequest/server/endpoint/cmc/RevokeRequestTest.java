package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revocation Request (RFC 5272 6.11), over TLS. */
class RevokeRequestTest {
  private static final String ENROLL = "/.well-known/est/cmc/simpleenroll";
  private static final String SECRET = "what only the owner knows";

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

  private static RevokeRequest request(TlsIdentity whose, CrlReason reason) {
    return request(whose, reason, Optional.empty(), Optional.empty());
  }

  private static RevokeRequest request(
      TlsIdentity whose, CrlReason reason, Optional<Instant> since, Optional<String> secret) {
    return new RevokeRequest(
        ControlsEst.issuer(whose),
        ControlsEst.serial(whose),
        reason,
        since,
        secret.map(ControlsEst::octets),
        Optional.of("said so"));
  }

  private static void refused(HttpReply reply, CmcFailInfo why, TlsIdentity whose) {
    assertThat(ControlsEst.failed(reply).failInfo()).contains(why);
    assertThat(server.revocation(whose)).isEmpty();
  }

  @Test
  @Requirement({"R5272-6.11-4", "R5272-6.11-6", "R5272-6.11-7", "R5274-4.2-21", "S-08"})
  void s08TheHolderRevokesItsOwnCertificateAndIsToldSo() {
    TlsIdentity device = server.est.enrolled("device-1", "cmc");
    Instant since = server.est.clock().instant().minusSeconds(3600);
    RevokeRequest own =
        request(device, CrlReason.KEY_COMPROMISE, Optional.of(since), Optional.empty());
    HttpReply reply = server.send(device, own);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type"))
        .contains("application/pkcs7-mime; smime-type=CMC-response");
    assertThat(CmcTalk.full(reply).status().status()).isEqualTo(CmcStatus.SUCCESS);
    assertThat(server.revocation(device).orElseThrow().reason()).isEqualTo(1);
    AuditEntry audited =
        server.est.store().audit().after(0, 1_000).stream()
            .map(AuditLog.Numbered::entry)
            .filter(e -> e.action().equals("certificate.revoke"))
            .filter(e -> e.subject().equals(ControlsEst.serial(device).toString(16)))
            .findFirst()
            .orElseThrow();
    assertThat(audited.actor()).startsWith("cert:");
    assertThat(audited.details())
        .containsEntry("comment", "said so")
        .containsKeys("request", "invalidity-date");
  }

  @Test
  @Requirement("S-08")
  void s08AnothersCertificateAndOneThatNeverWasAreRefusedAlike() {
    TlsIdentity device = server.est.enrolled("device-2", "cmc");
    TlsIdentity other = server.est.enrolled("device-3", "cmc");
    HttpReply reply = server.send(device, request(other, CrlReason.SUPERSEDED));
    assertThat(reply.status()).isEqualTo(403);
    refused(reply, CmcFailInfo.BAD_CERT_ID, other);
    RevokeRequest nobodys =
        new RevokeRequest(
            ControlsEst.issuer(device),
            BigInteger.TEN,
            CrlReason.SUPERSEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(ControlsEst.failed(server.send(device, nobodys)))
        .isEqualTo(ControlsEst.failed(reply));
    RevokeRequest strangers =
        new RevokeRequest(
            new X500Name("CN=x"),
            ControlsEst.serial(device),
            CrlReason.SUPERSEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    refused(server.send(device, strangers), CmcFailInfo.BAD_CERT_ID, device);
  }

  @Test
  @Requirement({"R5272-6.11-8", "S-08"})
  void s08AFurtherCertificateOfTheSameNamesIsItsOwnToo() {
    TlsIdentity one = server.est.enrolled("device-4", "cmc");
    TlsIdentity two = server.est.enrolled("device-4", "cmc");
    TlsIdentity elsewhere = server.est.enrolled("device-4", "strict");
    assertThat(server.send(one, request(two, CrlReason.SUPERSEDED)).status()).isEqualTo(200);
    assertThat(server.revocation(two)).isPresent();
    refused(
        server.send(one, request(elsewhere, CrlReason.SUPERSEDED)),
        CmcFailInfo.BAD_CERT_ID,
        elsewhere);
  }

  @Test
  @Requirement({"R5272-6.11-8", "S-08", "S-21"})
  void s21ARegistrationAuthorityRevokesInsideItsNamesAndLabelAndNothingBeyond() {
    TlsIdentity registrar = server.registrar();
    TlsIdentity device = server.est.enrolled("device-5", "cmc");
    TlsIdentity boiler = server.est.enrolled("boiler-5", "cmc");
    TlsIdentity confirmed = server.est.enrolled("device-6", "confirmed");
    assertThat(server.send(registrar, request(device, CrlReason.PRIVILEGE_WITHDRAWN)).status())
        .isEqualTo(200);
    assertThat(server.revocation(device)).isPresent();
    for (TlsIdentity beyond : List.of(boiler, confirmed, registrar)) {
      refused(
          server.send(registrar, request(beyond, CrlReason.SUPERSEDED)),
          CmcFailInfo.BAD_CERT_ID,
          beyond);
    }
    TlsIdentity other = server.est.enrolled("device-7", "cmc");
    TlsIdentity unlisted = server.registrar("ra-2");
    refused(
        server.send(unlisted, request(other, CrlReason.SUPERSEDED)),
        CmcFailInfo.BAD_CERT_ID,
        other);
  }

  @Test
  @Requirement("R5272-6.11-7")
  void onlyARegistrationAuthorityPutsOnHoldAndOffAgain() {
    TlsIdentity registrar = server.registrar();
    TlsIdentity device = server.est.enrolled("device-8", "cmc");
    refused(
        server.send(device, request(device, CrlReason.CERTIFICATE_HOLD)),
        CmcFailInfo.BAD_REQUEST,
        device);
    refused(
        server.send(registrar, request(device, CrlReason.REMOVE_FROM_CRL)),
        CmcFailInfo.BAD_REQUEST,
        device);
    server.send(registrar, request(device, CrlReason.CERTIFICATE_HOLD));
    assertThat(server.revocation(device).orElseThrow().reason()).isEqualTo(6);
    assertThat(server.send(device, request(device, CrlReason.SUPERSEDED)).status()).isEqualTo(403);
    server.send(registrar, request(device, CrlReason.REMOVE_FROM_CRL));
    assertThat(server.revocation(device)).isEmpty();
    server.send(registrar, request(device, CrlReason.CERTIFICATE_HOLD));
    server.send(registrar, request(device, CrlReason.KEY_COMPROMISE));
    assertThat(server.revocation(device).orElseThrow().reason()).isEqualTo(1);
  }

  @Test
  @Requirement("R5272-6.11-7")
  void reasonsOfAuthoritiesAndTimesToComeAreRefused() {
    TlsIdentity device = server.est.enrolled("device-9", "cmc");
    refused(
        server.send(device, request(device, CrlReason.CA_COMPROMISE)),
        CmcFailInfo.BAD_REQUEST,
        device);
    Instant tomorrow = server.est.clock().instant().plusSeconds(86_400);
    refused(
        server.send(
            device, request(device, CrlReason.SUPERSEDED, Optional.of(tomorrow), Optional.empty())),
        CmcFailInfo.BAD_TIME,
        device);
  }

  private static TlsIdentity withSecret(String name) {
    KeyPair keys = TestKeys.p256();
    CsrBuilder builder = TestKeys.builder("CN=" + name, keys);
    builder.revocationChallenge(SECRET);
    try (RawClient client = server.est.client()) {
      return ConfiguredEst.identity(
          keys,
          client.post(
              ENROLL, TestEst.body(TestKeys.sign(builder, keys)), server.est.user("alice")));
    }
  }

  private static RevokeRequest bySecret(TlsIdentity whose, String secret) {
    return request(whose, CrlReason.KEY_COMPROMISE, Optional.empty(), Optional.of(secret));
  }

  @Test
  @Requirement({"R5272-6.11-4", "R5272-6.11-6", "S-08"})
  void s08WhoeverKnowsTheSecretOfTheCertificateRevokesItUnsigned() {
    TlsIdentity lost = withSecret("device-10");
    refused(server.sendUnsigned(bySecret(lost, "a guess")), CmcFailInfo.BAD_CERT_ID, lost);
    HttpReply reply = server.sendUnsigned(bySecret(lost, SECRET));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(CmcTalk.full(reply).status().status()).isEqualTo(CmcStatus.SUCCESS);
    assertThat(server.revocation(lost).orElseThrow().reason()).isEqualTo(1);
    assertThat(server.est.store().audit().after(0, 1_000).toString()).doesNotContain(SECRET);
  }

  @Test
  @Requirement({"R5272-6.11-4", "S-08", "S-16"})
  void s08ASecretIsOfOneCertificateAndGuessesAreCounted() {
    TlsIdentity one = withSecret("device-11");
    TlsIdentity none = server.est.enrolled("device-12", "cmc");
    refused(server.sendUnsigned(bySecret(none, SECRET)), CmcFailInfo.BAD_CERT_ID, none);
    TlsIdentity other = server.est.enrolled("device-13", "cmc");
    HttpReply signedByAnother = server.send(other, bySecret(one, SECRET));
    assertThat(signedByAnother.status()).isEqualTo(200);
    assertThat(server.revocation(one)).isPresent();
    TlsIdentity guessed = withSecret("device-14");
    int status = 403;
    for (int guess = 0; guess < 50 && status == 403; guess++) {
      status = server.sendUnsigned(bySecret(guessed, "guess " + guess)).status();
    }
    assertThat(status).isEqualTo(429);
    assertThat(server.sendUnsigned(bySecret(guessed, SECRET)).status()).isEqualTo(429);
    assertThat(server.revocation(guessed)).isEmpty();
  }
}
