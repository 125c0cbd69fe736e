package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bequest.ca.demand.DemandRules;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.local.RenewalRules;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bequest.store.CertificateStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a certificate after its renewal, without anybody asking. */
class SupersessionsTest {
  private static LocalCa soonRevoking(TestEst est) {
    RenewalRules rules =
        new RenewalRules(
            Optional.empty(),
            new RenewalRules.KeyRule.Any(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.of(Duration.ofSeconds(1)),
            true,
            Set.of());
    return est.authority()
        .under(
            Profile.of("device", ProfileConfig.DEFAULT), new LabelRules(DemandRules.NONE, rules));
  }

  @Test
  void aRenewedCertificateIsGoodForAWhileAndThenRevokedAndListed(@TempDir Path folder)
      throws Exception {
    try (TestEst est = TestEst.start(folder)) {
      est.server().reload(est.labels(soonRevoking(est)));
      TlsIdentity device = est.enrolled("device-1");
      BigInteger serial = device.certificate().getSerialNumber();
      try (RawClient client = est.client(device)) {
        HttpReply reply =
            client.post(
                TestEst.REENROLL, TestEst.body(TestKeys.csr("CN=device-1", TestKeys.p256())));
        assertThat(reply.status()).isEqualTo(200);
      }
      assertThat(status(est, serial)).isEqualTo(new CertificateStatus.Good());
      try (Supersessions running = new Supersessions(est.authority(), Duration.ofMillis(20))) {
        assertThat(running).isNotNull();
        for (int i = 0; i < 1_000 && status(est, serial) instanceof CertificateStatus.Good; i++) {
          Thread.sleep(10);
        }
      }
      assertThat(status(est, serial)).isInstanceOf(CertificateStatus.Revoked.class);
      assertThat(est.store().certificates().superseded(issuer(est), Instant.MAX, 1))
          .isEqualTo(List.of());
    }
  }

  private static CertificateStatus status(TestEst est, BigInteger serial) {
    return est.store().certificates().status(issuer(est), serial);
  }

  private static String issuer(TestEst est) {
    return est.authority().key().issuer().id();
  }
}
