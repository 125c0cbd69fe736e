package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.CertificatePem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device asks by CMC besides certificates, against a server from its configuration. */
class FullCmcQueriesTest {
  private static final int USAGE = 2;
  private static final int REFUSED = 5;
  private static final int PENDING = 6;
  private static final int NOTHING_TO_DO = 9;

  private static final String LABELS =
      """
        cmc:
          profile: device
          authenticators: [client-certificate]
          full-cmc: {offered: true}
        judging:
          profile: device
          authenticators: [client-certificate]
          approval: {mode: manual, retry-after: 1s}
          full-cmc: {offered: true}
      """;

  private static @TempDir Path folder;
  private static ServedDeployment served;

  @BeforeAll
  static void serve() throws IOException {
    served = ServedDeployment.with(folder, LABELS, "");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun fullCmc(String... arguments) {
    List<String> all = new ArrayList<>(List.of("fullcmc"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--json", "--url", served.url(), "--ca", served.file("ca/root.pem")));
    all.addAll(all.contains("--label") ? List.of() : List.of("--label", "cmc"));
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** With the certificate of a device. */
  private static CommandRun by(String device, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--cert", file(device + ".pem"), "--key", file(device + ".key")));
    return fullCmc(all.toArray(String[]::new));
  }

  private static CommandRun enroll(String device, String... label) {
    List<String> add = new ArrayList<>(List.of("secret", "add", "--kind", "cmc", "--identity"));
    add.addAll(List.of(device, "--id", device, "--out", file(device + ".secret")));
    add.addAll(List.of("--dir", folder.toString()));
    add.addAll(label.length == 0 ? List.of("--label", "cmc") : List.of(label));
    CommandRun added = CommandRun.of(add.toArray(String[]::new));
    assertThat(added.exitCode()).as(added.err()).isZero();
    List<String> all = new ArrayList<>(List.of("enroll", "--subject", "CN=" + device));
    all.addAll(List.of("--out-key", file(device + ".key"), "--out-cert", file(device + ".pem")));
    all.addAll(List.of("--identification", device, "--secret-file", file(device + ".secret")));
    all.addAll(List.of(label));
    return fullCmc(all.toArray(String[]::new));
  }

  private static void succeeded(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static X509Certificate certificate(String name) throws Exception {
    return CertificatePem.decode(Files.readAllBytes(folder.resolve(name))).getFirst();
  }

  private static X509CRL crl(String name) throws Exception {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
    }
  }

  @Test
  @Requirement({"R5272-6.9-1"})
  void aCertificateIsFetchedByItsIssuerAndNumber() throws Exception {
    succeeded(enroll("pump-1"));
    X509Certificate own = certificate("pump-1.pem");
    succeeded(by("pump-1", "get-cert", "--out", file("found.pem")));
    assertThat(certificate("found.pem")).isEqualTo(own);
    succeeded(
        by(
            "pump-1",
            "get-cert",
            "--issuer",
            own.getIssuerX500Principal().getName(),
            "--serial",
            own.getSerialNumber().toString(16),
            "--out",
            file("again.pem")));
    assertThat(certificate("again.pem")).isEqualTo(own);
    CommandRun unknown =
        by(
            "pump-1",
            "get-cert",
            "--issuer",
            own.getIssuerX500Principal().getName(),
            "--serial",
            "1234",
            "--out",
            file("none.pem"));
    assertThat(unknown.exitCode()).as(unknown.err()).isEqualTo(REFUSED);
    assertThat(folder.resolve("none.pem")).doesNotExist();
  }

  @Test
  @Requirement({"R5272-6.10-1", "R5272-6.11-1", "R5272-6.11-6"})
  void aDeviceRevokesItsCertificateAndSeesItOnTheList() throws Exception {
    succeeded(enroll("pump-2"));
    X509Certificate own = certificate("pump-2.pem");
    succeeded(by("pump-2", "get-crl", "--out", file("before.crl")));
    assertThat(crl("before.crl").getRevokedCertificate(own)).isNull();
    succeeded(by("pump-2", "revoke", "--reason", "cessationOfOperation", "--comment", "scrapped"));
    CommandRun shown =
        CommandRun.of(
            "cert",
            "show",
            own.getSerialNumber().toString(16),
            "--json",
            "--dir",
            folder.toString());
    assertThat(shown.out()).contains("cessationOfOperation");
    CommandRun again = by("pump-2", "revoke");
    assertThat(again.exitCode()).isNotZero();
  }

  @Test
  @Requirement({"S-08"})
  void nobodyRevokesTheCertificateOfAnother() throws Exception {
    succeeded(enroll("pump-3"));
    succeeded(enroll("pump-4"));
    CommandRun run = by("pump-3", "revoke", "--of", file("pump-4.pem"));
    assertThat(run.exitCode()).as(run.err()).isBetween(4, REFUSED);
  }

  @Test
  @Requirement({"R5272-6.13-1"})
  void whatWaitsIsAskedFor() throws Exception {
    CommandRun waiting = enroll("pump-5", "--label", "judging");
    assertThat(waiting.exitCode()).as(waiting.err()).isEqualTo(PENDING);
    String[] poll = {
      "poll",
      "--out-key",
      file("pump-5.key"),
      "--out-cert",
      file("pump-5.pem"),
      "--label",
      "judging",
      "--identification",
      "pump-5",
      "--secret-file",
      file("pump-5.secret")
    };
    assertThat(fullCmc(poll).exitCode()).isEqualTo(PENDING);
    CommandRun listed = CommandRun.of("request", "list", "--json", "--dir", folder.toString());
    String ticket = listed.json().getFirst().get("ticket").asString();
    succeeded(CommandRun.of("request", "approve", ticket, "--dir", folder.toString()));
    CommandRun issued = fullCmc(poll);
    succeeded(issued);
    assertThat(issued.json().getFirst().get("warnings").size()).isZero();
    assertThat(certificate("pump-5.pem").getSubjectX500Principal().getName())
        .isEqualTo("CN=pump-5");
    assertThat(fullCmc(poll).exitCode()).isEqualTo(NOTHING_TO_DO);
  }

  @Test
  @Requirement("R5272-6.11-5")
  void peopleAreToldToAgreeOnASecretForEachCertificate() {
    String help = CommandRun.of("fullcmc", "revoke", "--help").out();
    assertThat(help.replaceAll("\\s+", " ")).contains("another one for each certificate");
  }

  @Test
  void whatIsMeantMustBeSaid() {
    assertThat(fullCmc("get-cert", "--out", file("x")).exitCode()).isEqualTo(USAGE);
    assertThat(fullCmc("get-cert", "--serial", "1", "--out", file("x")).exitCode())
        .isEqualTo(USAGE);
    assertThat(fullCmc("get-crl", "--out", file("x")).exitCode()).isEqualTo(USAGE);
    assertThat(
            fullCmc("revoke", "--issuer", "CN=x", "--serial", "1", "--reason", "boredom")
                .exitCode())
        .isEqualTo(USAGE);
  }
}
