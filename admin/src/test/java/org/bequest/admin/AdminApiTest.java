package org.bequest.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.admin.api.Route;
import org.bequest.admin.api.Routes;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.tls.TlsIdentities;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.server.config.Configuration;
import org.bequest.server.config.DigestSettings;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.Deployment;
import org.bequest.server.setup.Init;
import org.bequest.server.setup.InitReport;
import org.bequest.server.setup.InitSpec;
import org.bequest.store.CertificateStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as HTTP: every route, by everybody. */
class AdminApiTest {
  @TempDir static Path folder;
  private static InitReport report;
  private static Deployment deployment;
  private static AdminServer server;

  private final JsonMapper json = JsonMapper.builder().build();

  @BeforeAll
  static void start() throws IOException {
    report = Init.run(InitSpec.in(folder.resolve("data")).withPorts(0, 0));
    String yaml = Files.readString(report.configuration()).replace("0.0.0.0", "127.0.0.1");
    Files.writeString(report.configuration(), yaml);
    deployment = Deployment.start(settings());
    server = AdminServer.start(deployment);
  }

  @AfterAll
  static void stop() {
    server.close();
    deployment.close();
  }

  @Test
  @Requirement("S-72")
  void everyRouteButHealthRefusesWhoHasNoCertificate() throws Exception {
    try (RawAdmin nobody = raw(TlsIdentities.none())) {
      for (Route route : routes()) {
        assertThat(nobody.status(route.method(), path(route)))
            .as(route.method() + " " + route.text())
            .isEqualTo(route.open() ? 200 : 401);
      }
    }
  }

  @Test
  @Requirement("S-72")
  void everyRouteButHealthRefusesADevicesCertificate() throws Exception {
    try (RawAdmin device = raw(TlsIdentities.of(device()))) {
      for (Route route : routes()) {
        assertThat(device.status(route.method(), path(route)))
            .as(route.method() + " " + route.text())
            .isEqualTo(route.open() ? 200 : 403);
      }
    }
  }

  @Test
  @Requirement("S-72")
  void whoHasNoCertificateDoesNotLearnWhichPathsThereAre() throws Exception {
    try (RawAdmin nobody = raw(TlsIdentities.none())) {
      assertThat(nobody.status("GET", "/v1/nothing-here")).isEqualTo(401);
      assertThat(nobody.status("PATCH", "/v1/otp")).isEqualTo(401);
    }
  }

  @Test
  @Requirement("S-72")
  void aWrongMethodIsAnsweredWithThoseThatTheRouteHas() throws Exception {
    try (RawAdmin operator = raw(TlsIdentities.of(operator()))) {
      for (Route route : routes()) {
        HttpResponse<String> answer = operator.send("PATCH", path(route), "");
        assertThat(answer.statusCode()).as(route.text()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains(route.method());
      }
      assertThat(operator.status("GET", "/v1/nothing-here")).isEqualTo(404);
    }
  }

  @Test
  void anUnknownMemberIsRefusedAndNothingIsMade() throws Exception {
    try (RawAdmin operator = raw(TlsIdentities.of(operator()))) {
      String before = operator.send("GET", "/v1/otp", "").body();

      HttpResponse<String> answer =
          operator.send(
              "POST", "/v1/otp", otp("device-1").replace("\"label\"", "\"uses\":7,\"label\""));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(json.readTree(answer.body()).get("requestId").asString()).isNotEmpty();
      assertThat(operator.send("GET", "/v1/otp", "").body()).isEqualTo(before);
    }
  }

  @Test
  void damagedMessagesAreRefused() throws Exception {
    try (RawAdmin operator = raw(TlsIdentities.of(operator()))) {
      for (String body : List.of("", "{", "{}", "[]", "null", "\"x\"", otp("device-1") + "{}")) {
        assertThat(operator.send("POST", "/v1/otp", body).statusCode()).as(body).isEqualTo(400);
      }
      String nothing = otp("device-1").replace("\"device-1\"", "null");
      assertThat(operator.send("POST", "/v1/otp", nothing).statusCode()).isEqualTo(400);
      assertThat(operator.send("POST", "/v1/otp", "x".repeat(70_000)).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void namesAndTimesOfPasswordsHaveLimits() throws Exception {
    try (RawAdmin operator = raw(TlsIdentities.of(operator()))) {
      for (String name : List.of("", "a:b", "device-*", "x".repeat(65))) {
        assertThat(operator.send("POST", "/v1/otp", otp(name)).statusCode())
            .as(name)
            .isEqualTo(400);
      }
      for (String validity : List.of("PT0S", "PT-1S", "P4000D")) {
        String body = otp("device-1").replace("PT1H", validity);
        assertThat(operator.send("POST", "/v1/otp", body).statusCode()).as(validity).isEqualTo(400);
      }
      String elsewhere = otp("device-1").replace("\"label\":\"\"", "\"label\":\"mars\"");
      assertThat(operator.send("POST", "/v1/otp", elsewhere).statusCode()).isEqualTo(400);
    }
  }

  @Test
  @Requirement("S-16")
  void passwordsAreInNoListAndNotInTheAuditLog() throws Exception {
    try (RawAdmin operator = raw(TlsIdentities.of(operator()))) {
      JsonNode made = json.readTree(operator.send("POST", "/v1/otp", otp("device-2")).body());
      String user =
          "{\"password\":\"correct horse\",\"label\":\"\",\"names\":[\"CN=x\"],\"digest\":true}";
      assertThat(operator.send("PUT", "/v1/users/web", user).statusCode()).isEqualTo(200);

      for (String path : List.of("/v1/otp", "/v1/users", "/v1/users/web", "/v1/audit")) {
        assertThat(operator.send("GET", path, "").body())
            .as(path)
            .doesNotContain("correct horse", made.get("password").asString());
      }
      assertThat(operator.send("GET", "/v1/audit", "").body())
          .contains("otp.create", "user.put", "operator:admin", made.get("id").asString());
      assertThat(operator.send("POST", "/v1/audit/verify", "").body()).contains("true");
    }
  }

  @Test
  void certificatesAreFoundByTheirSerialOnly() throws Exception {
    try (RawAdmin operator = raw(TlsIdentities.of(operator()))) {
      String reason = "{\"reason\":\"keyCompromise\"}";
      for (String serial : List.of("00", "xyz", "ff".repeat(40))) {
        assertThat(operator.status("GET", "/v1/certificates/" + serial)).isEqualTo(404);
        assertThat(
                operator
                    .send("POST", "/v1/certificates/" + serial + "/revoke", reason)
                    .statusCode())
            .isEqualTo(404);
      }
      assertThat(operator.status("GET", "/v1/certificates?before=yesterday")).isEqualTo(400);
    }
  }

  @Test
  @Requirement("S-08")
  void aDeviceRevokesNothingHereNeitherItsOwnCertificateNorAnother() throws Exception {
    TlsIdentity own = device();
    TlsIdentity another = device();
    try (RawAdmin device = raw(TlsIdentities.of(own))) {
      for (TlsIdentity target : List.of(own, another)) {
        BigInteger serial = target.certificate().getSerialNumber();
        String path = "/v1/certificates/" + serial.toString(16) + "/revoke";
        assertThat(device.send("POST", path, "{\"reason\":\"superseded\"}").statusCode())
            .isEqualTo(403);
        assertThat(
                deployment
                    .parts()
                    .store()
                    .certificates()
                    .status(deployment.parts().authority().key().issuer().id(), serial))
            .isInstanceOf(CertificateStatus.Good.class);
      }
    }
  }

  @Test
  @Requirement("S-01")
  void aRevokedOperatorIsRefusedAtItsNextRequest() throws Exception {
    Credential made = deployment.parts().certificates().operator("leaver");
    TlsIdentity leaver = new TlsIdentity(made.key(), made.chain());
    try (RawAdmin leaving = raw(TlsIdentities.of(leaver));
        RawAdmin operator = raw(TlsIdentities.of(operator()))) {
      assertThat(leaving.status("GET", "/v1/otp")).isEqualTo(200);
      String serial = leaver.certificate().getSerialNumber().toString(16);
      operator.send(
          "POST", "/v1/certificates/" + serial + "/revoke", "{\"reason\":\"affiliationChanged\"}");

      assertThat(leaving.status("GET", "/v1/otp")).isEqualTo(403);
    }
  }

  @Test
  @Requirement("S-16")
  void aUserIsAddedOnceAndKeepsAllButItsPassword() throws Exception {
    String dora =
        "{\"password\":\"first horse\",\"label\":\"\",\"names\":[\"CN=d\"],\"digest\":true}";
    try (RawAdmin operator = raw(TlsIdentities.of(operator()))) {
      assertThat(operator.send("POST", "/v1/users/dora", dora).statusCode()).isEqualTo(200);
      assertThat(operator.send("POST", "/v1/users/dora", dora).statusCode()).isEqualTo(409);
      var before = deployment.parts().store().credentials().user("dora").orElseThrow();
      assertThat(before.digests()).hasSize(1);

      String path = "/v1/users/dora/password";
      assertThat(operator.send("PUT", path, "{\"password\":\"short\"}").statusCode())
          .isEqualTo(400);
      assertThat(operator.send("PUT", path, "{\"password\":\"second horse\"}").statusCode())
          .isEqualTo(200);
      assertThat(
              operator
                  .send("PUT", "/v1/users/none/password", "{\"password\":\"second horse\"}")
                  .statusCode())
          .isEqualTo(404);
      var after = deployment.parts().store().credentials().user("dora").orElseThrow();
      assertThat(after.names()).isEqualTo(before.names());
      assertThat(after.digests().getFirst().ha1()).isNotEqualTo(before.digests().getFirst().ha1());
      assertThat(operator.send("GET", "/v1/users/dora", "").body())
          .contains("\"digest\":true")
          .doesNotContain(after.digests().getFirst().ha1());
    }
  }

  private static List<Route> routes() {
    var backend =
        new Routes.Backend(
            deployment.parts().store(),
            deployment.parts().authority(),
            deployment.est().health(),
            label -> true,
            DigestSettings.DEFAULT,
            deployment.parts().clock(),
            deployment.rollover(),
            new Routes.Configured(deployment::settings, deployment.est()::labels),
            deployment.parts().secrets());
    return new Routes(backend).all();
  }

  /** With something for each brace that exists nowhere. */
  private static String path(Route route) {
    return route.text().replaceAll("\\{\\w+}", "00ff00");
  }

  private static String otp(String name) {
    return "{\"name\":\"" + name + "\",\"label\":\"\",\"validity\":\"PT1H\"}";
  }

  private static RawAdmin raw(TlsIdentities identities) throws Exception {
    X509Certificate root =
        CertificatePem.decode(Files.readAllBytes(report.rootCertificate())).getFirst();
    return RawAdmin.of(server.port(), identities, root);
  }

  private static TlsIdentity operator() throws Exception {
    return new TlsIdentity(
        PrivateKeyPem.decode(Files.readAllBytes(report.operatorKey())),
        CertificatePem.decode(Files.readAllBytes(report.operatorCertificate())));
  }

  private static TlsIdentity device() {
    Credential device = deployment.parts().certificates().server(List.of("device-7"));
    return new TlsIdentity(device.key(), device.chain());
  }

  private static Settings settings() {
    return switch (Configuration.load(report.configuration())) {
      case Configuration.Result.Loaded(Settings settings) -> settings;
      case Configuration.Result.Invalid invalid -> throw new AssertionError(invalid.text());
    };
  }
}
