package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.cli.service.RunningServer;
import org.bequest.cli.service.Starting;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device comes with its manufacturer's certificate to another service, which knows the maker. */
class ManufacturerTest {
  @TempDir Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** As it leaves the factory, which runs a service of its own. */
  private void makeDevice(ServedDeployment factory) throws IOException, MalformedException {
    CommandRun made =
        CommandRun.of(
            "otp",
            "create",
            "--dir",
            factory.directory().toString(),
            "--name",
            "acme-4711",
            "--out",
            file("otp.txt").toString());
    assertThat(made.exitCode()).as(made.err()).isZero();
    CommandRun enrolled =
        CommandRun.of(
            "enroll",
            "--url",
            factory.url(),
            "--ca",
            factory.file("ca/root.pem"),
            "--user",
            "acme-4711",
            "--otp-file",
            file("otp.txt").toString(),
            "--subject",
            "CN=acme-4711",
            "--out-key",
            file("idevid.key").toString(),
            "--out-cert",
            file("idevid.pem").toString());
    assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
    List<X509Certificate> chain = CertificatePem.decode(Files.readAllBytes(file("idevid.pem")));
    Files.write(file("acme.pem"), CertificatePem.encode(List.of(chain.get(1))));
    fetchList(factory);
  }

  private void fetchList(ServedDeployment factory) {
    CommandRun list =
        CommandRun.of(
            "crls",
            "--url",
            factory.url(),
            "--ca",
            factory.file("ca/root.pem"),
            "--out",
            file("acme.crl").toString());
    assertThat(list.exitCode()).as(list.err()).isZero();
  }

  private ServedDeployment plant() throws IOException {
    Path directory = file("plant");
    Path configuration = ServedDeployment.made(directory);
    String more =
        """
          arrivals:
            profile: device
            authenticators: [client-certificate]
            client-certificates:
              anchors: [acme]
            names:
              grants: ["CN=${cert.cn}"]
        anchors:
          acme:
            certificates: [%s]
            crls: [%s]
        """
            .formatted(file("acme.pem"), file("acme.crl"));
    Files.writeString(configuration, Files.readString(configuration).stripTrailing() + "\n" + more);
    return new ServedDeployment(
        directory, RunningServer.start(Starting.settings(configuration), directory));
  }

  private CommandRun enroll(ServedDeployment plant, String name) {
    return CommandRun.of(
        "enroll",
        "--json",
        "--url",
        plant.url(),
        "--label",
        "arrivals",
        "--ca",
        plant.file("ca/root.pem"),
        "--cert",
        file("idevid.pem").toString(),
        "--key",
        file("idevid.key").toString(),
        "--subject",
        "CN=" + name,
        "--out-key",
        file("ldevid.key").toString(),
        "--out-cert",
        file("ldevid.pem").toString());
  }

  @Test
  @Requirement({"R7030-3.3.2-5", "R7030-3.3.2-7", "S-01"})
  void theClientEnrolsWithTheCertificateThatItsDeviceWasMadeWith() throws Exception {
    try (ServedDeployment factory = ServedDeployment.in(file("factory"))) {
      makeDevice(factory);
      try (ServedDeployment plant = plant()) {
        CommandRun enrolled = enroll(plant, "acme-4711");
        assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
        assertThat(enroll(plant, "another").exitCode()).isEqualTo(5);
        CommandRun renewed =
            CommandRun.of(
                "reenroll",
                "--url",
                plant.url(),
                "--label",
                "arrivals",
                "--ca",
                plant.file("ca/root.pem"),
                "--cert",
                file("idevid.pem").toString(),
                "--key",
                file("idevid.key").toString());
        assertThat(renewed.exitCode()).isNotZero();
        assertThat(renewed.err()).contains("anchors acme");

        revoke(factory);
        CommandRun refused = enroll(plant, "acme-4711");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("revoked");
      }
    }
  }

  private void revoke(ServedDeployment factory) throws IOException, MalformedException {
    X509Certificate device =
        CertificatePem.decode(Files.readAllBytes(file("idevid.pem"))).getFirst();
    String serial = device.getSerialNumber().toString(16);
    String directory = factory.directory().toString();
    CommandRun.of("cert", "revoke", serial, "--dir", directory, "--reason", "keyCompromise");
    CommandRun.of("crl", "publish", "--dir", directory);
    fetchList(factory);
  }
}
