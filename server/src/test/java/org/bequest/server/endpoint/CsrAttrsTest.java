package org.bequest.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.conformance.Requirement;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.server.label.WireOptions;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7030 4.5: what a request should hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CsrAttrsTest {
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
  @Requirement({
    "R7030-4.5-2",
    "R7030-4.5.2-1",
    "R7030-4.5.2-2",
    "R7030-4.5.2-6",
    "R7894-4-1",
    "R7894-4-2"
  })
  void csrAttributesAskForTheBindingWhereItIsRequired() throws Exception {
    try (RawClient client = est.client()) {
      HttpReply reply = client.get(EST + "/linked/csrattrs");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Type")).contains("application/csrattrs");
      byte[] der = Base64Body.decode(reply.body(), BodyContent.CSR_ATTRIBUTES).value();
      assertThat(CsrAttributes.decode(der).demands().named())
          .containsExactlyInAnyOrder(EstOids.CHALLENGE_PASSWORD, EstOids.EST_IDENTITY_LINKING);
    }
  }

  @Test
  @Requirement("R7030-4.5.2-1")
  void aLabelThatWantsNothingSaysSoWithoutABody() {
    try (RawClient client = est.client()) {
      HttpReply reply = client.get(EST + "/csrattrs");
      assertThat(reply.status()).isEqualTo(204);
      assertThat(reply.header("Content-Type")).isEmpty();
      assertThat(client.get(EST + "/cacerts").status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement({"R7030-4.5.2-5", "R7030-4.5.2-8"})
  void theOneCurveThatIsTakenIsToldAndAnotherRefused() throws Exception {
    LocalCa p384 =
        est.authority()
            .under(
                Profile.of(
                    "device",
                    ProfileConfig.DEFAULT.withKeys(new ProfileConfig.Keys(List.of("p384"), true))),
                LabelRules.DEFAULT);
    est.server().reload(est.labels(p384));
    try (RawClient client = est.client()) {
      byte[] der =
          Base64Body.decode(client.get(EST + "/csrattrs").body(), BodyContent.CSR_ATTRIBUTES)
              .value();
      assertThat(CsrAttributes.decode(der).demands().key())
          .isInstanceOfSatisfying(
              KeyDemand.Of.class,
              key -> assertThat(key.algorithm().getParameters()).hasToString("1.3.132.0.34"));
      HttpReply other =
          client.post(
              TestEst.ENROLL,
              TestEst.body(TestKeys.csr("CN=device-1", TestKeys.p256())),
              RawClient.basic("device-1", est.oneTimePassword("device-1")));
      assertThat(other.status()).isEqualTo(400);
    } finally {
      est.server().reload(est.labels(WireOptions.DEFAULT));
    }
  }
}
