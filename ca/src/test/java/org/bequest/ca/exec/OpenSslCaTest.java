package org.bequest.ca.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.CertificateAuthorityContract;
import org.bequest.ca.foreign.CrlFiles;
import org.bequest.ca.foreign.IssuerCertificates;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.ForeignBench;
import org.bequest.ca.testing.OpenSsl;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the manual, examples/openssl-ca, as an authority like any other. */
class OpenSslCaTest implements CertificateAuthorityContract {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("bequest.root"), "examples", "openssl-ca");

  private @TempDir Path directory;
  private Path home;
  private ForeignBench bench;
  private ExecCa program;
  private CertificateAuthority authority;

  @BeforeEach
  void create() throws Exception {
    var _ = new OpenSsl(directory);
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "flock is not installed");
    home = directory.resolve("openssl-ca");
    Path log = directory.resolve("init.log");
    Process init =
        new ProcessBuilder(EXAMPLE.resolve("init.sh").toString(), home.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(init.waitFor()).as(Files.readString(log)).isZero();
    bench = ForeignBench.in(directory);
    var settings =
        new ExecSettings(
            "factory",
            command("issue.sh"),
            Optional.of(command("revoke.sh")),
            Optional.empty(),
            new ProcessLimits(Duration.ofMinutes(1), 1 << 16, 4));
    program = new ExecCa(settings, certificates(), bench.clock());
    authority = bench.authority(program);
  }

  @AfterEach
  void close() {
    if (bench != null) {
      bench.close();
    }
  }

  private Command command(String script) {
    return new Command(
        List.of(EXAMPLE.resolve(script).toString()), Map.of("CA_HOME", home.toString()), directory);
  }

  private IssuerCertificates certificates() throws Exception {
    List<X509CertificateHolder> holders = new ArrayList<>();
    for (var certificate :
        CertificatePem.decode(Files.readAllBytes(home.resolve("ca-certificates.pem")))) {
      holders.add(new X509CertificateHolder(certificate.getEncoded()));
    }
    return new IssuerCertificates(holders);
  }

  @Override
  public CertificateAuthority authority() {
    return authority;
  }

  @Override
  public List<CertificateRow> recorded() {
    return bench.store().rows();
  }

  @Override
  public List<AuditEntry> audited(String action) {
    return bench.audited(action);
  }

  @Test
  void theCertificateLivesAsLongAsTheProfileSays() {
    X509CertificateHolder certificate =
        issued(authority.enroll(Device.create().asks(named("CN=a"), "CN=a")));
    Duration life =
        Duration.between(
            certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
    Duration wanted = ProfileConfig.DEFAULT.validity();
    assertThat(life).isBetween(wanted.minusMinutes(1), wanted.plusMinutes(1));
  }

  @Test
  void aSubjectOfSeveralPartsComesBackAsItWasOrdered() {
    String subject = "O=Plant 7/Ü+OU=a\\,b,CN=pump\\=7";
    X509CertificateHolder certificate =
        issued(
            authority.enroll(
                Device.create().asks(named(subject), "CN=pump=7", "O=Plant 7/Ü", "OU=a,b")));
    assertThat(named(certificate.getSubject().toString()).sameAs(named(subject))).isTrue();
  }

  @Test
  void aRevokedCertificateIsInItsList() throws IOException {
    X509CertificateHolder certificate =
        issued(authority.enroll(Device.create().asks(named("CN=gone"), "CN=gone")));
    CrlFiles lists = new CrlFiles(List.of(home.resolve("crl.pem")));
    assertThat(new X509CRLHolder(lists.crls().getFirst()).getRevokedCertificates().size()).isZero();

    assertThat(program.revoke(certificate, "keyCompromise", "operator:test")).isEmpty();
    assertThat(
            new X509CRLHolder(lists.crls().getFirst())
                .getRevokedCertificate(certificate.getSerialNumber()))
        .isNotNull();
    assertThat(program.revoke(certificate, "keyCompromise", "operator:test")).isPresent();
  }
}
