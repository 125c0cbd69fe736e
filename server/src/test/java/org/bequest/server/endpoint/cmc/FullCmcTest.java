package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plain way of messages that a certificate signs, through a configured server. */
class FullCmcTest {
  private static final String LABELS =
      """

        cmc:
          profile: device
          authenticators: [client-certificate, one-time-password, basic]
          full-cmc:
            offered: true
      """;

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

  @Test
  @Requirement({"R7030-4.3.2-1", "R5272-3.2-3", "R5274-4-4", "R5274-4-5"})
  void whoSignsWithItsCertificateRenewsItAndGetsCertificatesAlone() {
    TlsIdentity device = est.enrolled("device-1", "cmc");
    KeyPair next = TestKeys.p256();
    HttpReply reply =
        post(CmcTalk.signed(CmcTalk.data(List.of(TestKeys.csr("CN=device-1", next))), device));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type"))
        .contains("application/pkcs7-mime; smime-type=certs-only");
    assertThat(CmcTalk.certificates(reply))
        .anyMatch(c -> c.getSubject().toString().equals("CN=device-1"));
  }

  @Test
  @Requirement({"R5272-6.6-4", "R5272-6.6-2", "R5272-6.4-1", "R5272-4.2-2"})
  void whatARequestSaysOfItselfComesBackWithTheCertificate() {
    TlsIdentity device = est.enrolled("device-2", "cmc");
    SenderNonce nonce =
        new SenderNonce(Octets.of("nonce".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    TransactionId id = new TransactionId(BigInteger.valueOf(17));
    DataReturn data = new DataReturn(Octets.of(new byte[] {4, 2}));
    byte[] message =
        CmcTalk.signed(
            CmcTalk.data(List.of(TestKeys.csr("CN=device-2", TestKeys.p256())), nonce, id, data),
            device);
    HttpReply reply = post(message);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type"))
        .contains("application/pkcs7-mime; smime-type=CMC-response");
    CmcTalk.Full full = CmcTalk.full(reply);
    assertThat(full.control(RecipientNonce.class)).contains(new RecipientNonce(nonce.nonce()));
    assertThat(full.control(SenderNonce.class)).isPresent();
    assertThat(full.control(TransactionId.class)).contains(id);
    assertThat(full.control(DataReturn.class)).contains(data);
    assertThat(full.status())
        .isEqualTo(StatusInfo.of(CmcStatus.SUCCESS, List.of(new BodyPartId(1))));
    assertThat(full.certificate("CN=device-2")).isPresent();
    HttpReply again = post(message);
    assertThat(again.status()).isEqualTo(409);
    assertThat(CmcTalk.full(again).status().failInfo()).contains(CmcFailInfo.BAD_REQUEST);
  }

  private static HttpReply post(byte[] message, String... headers) {
    try (RawClient client = est.client()) {
      return CmcTalk.post(client, message, headers);
    }
  }
}
