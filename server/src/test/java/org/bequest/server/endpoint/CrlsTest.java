package org.bequest.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.CrlsOnly;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** RFC 8295 4: the revocation lists. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrlsTest {
  private static final String EST = "/.well-known/est";

  private TestEst est;

  @BeforeAll
  void start(@TempDir Path directory) {
    est = TestEst.start(directory);
  }

  @AfterAll
  void stop() {
    est.close();
  }

  @Test
  @Requirement({"R8295-4.2-1", "R8295-3-2", "R7030-3.2.2-8"})
  void anybodyGetsTheNewestCrl() throws Exception {
    try (RawClient client = est.client()) {
      HttpReply reply = client.get(EST + "/crls");
      assertThat(reply.header("Content-Type"))
          .contains("application/pkcs7-mime; smime-type=crls-only");
      byte[] cms = Base64Body.decode(reply.body(), BodyContent.CMS).value();
      assertThat(CrlsOnly.decode(cms).crls())
          .singleElement()
          .satisfies(
              crl -> assertThat(crl.getEncoded()).isEqualTo(est.authority().crls().getFirst()));
    }
  }

  @Test
  @Requirement("R8295-4.2-1")
  void aRevokedCertificateIsInTheListThatIsServedNext() throws Exception {
    TlsIdentity device = est.enrolled("device-1");
    est.authority().revoke(device.certificate().getSerialNumber(), 1, "operator:test");
    est.authority().publishCrl();
    try (RawClient client = est.client()) {
      byte[] cms = Base64Body.decode(client.get(EST + "/crls").body(), BodyContent.CMS).value();
      assertThat(CrlsOnly.decode(cms).crls())
          .singleElement()
          .extracting(crl -> crl.getRevokedCertificate(device.certificate().getSerialNumber()))
          .isNotNull();
    }
  }
}
