package org.bequest.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.client.AdminException;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.server.config.Configuration;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.Deployment;
import org.bequest.server.setup.Init;
import org.bequest.server.setup.InitReport;
import org.bequest.server.setup.InitSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminServerTest {
  @TempDir Path folder;
  private InitReport report;
  private Deployment deployment;
  private AdminServer server;

  @BeforeEach
  void start() throws Exception {
    report = Init.run(InitSpec.in(folder.resolve("data")).withPorts(0, 0));
    String yaml = Files.readString(report.configuration()).replace("0.0.0.0", "127.0.0.1");
    Files.writeString(report.configuration(), yaml);
    deployment = Deployment.start(settings());
    server = AdminServer.start(deployment);
  }

  @AfterEach
  void stop() {
    server.close();
    deployment.close();
  }

  private Settings settings() {
    return switch (Configuration.load(report.configuration())) {
      case Configuration.Result.Loaded(Settings settings) -> settings;
      case Configuration.Result.Invalid invalid -> throw new AssertionError(invalid.text());
    };
  }

  private AdminClient client(TlsIdentity identity) throws Exception {
    X509Certificate root =
        CertificatePem.decode(Files.readAllBytes(report.rootCertificate())).getFirst();
    return AdminClient.of(URI.create("https://localhost:" + server.port()), identity, root);
  }

  private TlsIdentity operator() throws Exception {
    return new TlsIdentity(
        PrivateKeyPem.decode(Files.readAllBytes(report.operatorKey())),
        CertificatePem.decode(Files.readAllBytes(report.operatorCertificate())));
  }

  @Test
  void the_operator_that_init_made_can_work() throws Exception {
    try (AdminClient client = client(operator())) {
      assertThat(client.certificates(Map.of())).isNotEmpty();
      assertThat(client.publishCrl()).isNotNull();
      assertThat(client.audit(0)).isNotEmpty();
    }
  }

  @Test
  @Requirement("S-72")
  void a_certificate_of_the_same_authority_that_is_no_operators_is_refused() throws Exception {
    Credential device = deployment.parts().certificates().server(List.of("device-7"));
    try (AdminClient client = client(new TlsIdentity(device.key(), device.chain()))) {
      assertThatThrownBy(client::otps)
          .isInstanceOf(AdminException.class)
          .hasMessageContaining("no operator's certificate");
    }
  }
}
