package org.bequest.ca.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.ca.testing.Device.dns;
import static org.bequest.ca.testing.Device.named;
import static org.bequest.ca.testing.TestHierarchy.issued;
import static org.bequest.ca.testing.TestHierarchy.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.foreign.ForeignCa;
import org.bequest.ca.foreign.ForeignRules;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.ForeignBench;
import org.bequest.ca.testing.ForeignIssuer;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.ProvenCsr;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's side of the bargain, and what becomes of programs that do not keep it. */
class ExecCaTest {
  private static final String COUNT = "echo x >> \"$HERE/calls\"";

  private @TempDir Path directory;
  private ForeignBench bench;
  private ForeignIssuer issuer;
  private final Device device = Device.create();

  @BeforeEach
  void open() {
    bench = ForeignBench.in(directory);
    issuer = new ForeignIssuer("Factory CA", bench.clock().instant());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private ForeignCa running(String... lines) throws Exception {
    return bench.authority(
        Script.in(directory, lines).authority(issuer.certificates(), bench.clock()));
  }

  private ForeignCa limited(ProcessLimits limits, String... lines) throws Exception {
    return bench.authority(
        Script.in(directory, lines).authority(issuer.certificates(), bench.clock(), limits));
  }

  private EnrollmentRequest request() {
    return device.asks(named("CN=device-7"), "CN=device-7");
  }

  private long calls() throws Exception {
    Path file = directory.resolve("calls");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private Map<String, String> environment() throws Exception {
    Map<String, String> seen = new TreeMap<>();
    for (String line : Files.readAllLines(directory.resolve("environment"))) {
      int equals = line.indexOf('=');
      seen.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return seen;
  }

  @Test
  @Requirement("R7030-3.5-11")
  void theProgramIsToldWhatIsKnownOfTheRequestAndNothingElse() throws Exception {
    ForeignCa authority =
        running(
            "/usr/bin/env -0 | tr '\\n\\0' '~\\n' > \"$HERE/environment\"",
            "printf '%s|' \"$#\" \"$@\" > \"$HERE/arguments\"",
            "cat > \"$HERE/input\"",
            "echo refused forbidden not today");
    ProvenCsr csr = device.csr(named("CN=device-7", dns("a.example")), b -> b);
    Requester user =
        new Requester(
            "user:alice\nEST_ATTEMPT=9",
            List.of("CN=device-7", "dns:a.example"),
            Optional.empty(),
            Optional.empty());
    authority.enroll(
        new EnrollmentRequest(csr, user, "plant", "req\0-1", EnrollmentRequest.Link.VERIFIED));

    assertThat(environment())
        .containsEntry("EST_OPERATION", "simpleenroll")
        .containsEntry("EST_AUTHORITY", "factory")
        .containsEntry("EST_LABEL", "plant")
        .containsEntry("EST_PROFILE", "device")
        .containsEntry("EST_IDENTITY", "user:alice EST_ATTEMPT=9")
        .containsEntry("EST_IDENTITY_KIND", "user")
        .containsEntry("EST_REQUEST", "req -1")
        .containsEntry("EST_ATTEMPT", "1")
        .containsEntry("EST_CHANNEL_BINDING", "verified")
        .containsEntry("EST_SUBJECT", "CN=device-7")
        .containsEntry("EST_SUBJECT_SLASHED", "/2.5.4.3=device-7")
        .containsEntry("EST_SAN_COUNT", "1")
        .containsEntry("EST_SAN_1", "dns:a.example")
        .containsEntry("PATH", "/usr/bin:/bin");
    assertThat(environment().keySet())
        .allMatch(n ->
            n.startsWith("EST_")
                || List.of("PATH", "HERE", "PWD", "SHLVL", "_", "OLDPWD").contains(n));
    assertThat(directory.resolve("arguments")).hasContent("2|a b|$(id)|");
    assertThat(directory.resolve("input")).content().startsWith("-----BEGIN CERTIFICATE REQUEST");
  }

  @Test
  void theProgramIsToldWhichCertificateIsRenewed() throws Exception {
    X509CertificateHolder old = enrolled();
    ForeignCa authority =
        running("/usr/bin/env > \"$HERE/environment\"", "echo refused forbidden not today");
    authority.reenroll(device.renews(old, device.csr(named("CN=device-7"), b -> b)));

    assertThat(environment())
        .containsEntry("EST_OPERATION", "simplereenroll")
        .containsEntry("EST_CERTIFICATE_SERIAL", old.getSerialNumber().toString(16))
        .containsEntry("EST_CERTIFICATE", Base64.getEncoder().encodeToString(old.getEncoded()))
        .containsEntry("EST_IDENTITY_KIND", "cert")
        .containsEntry("EST_CHANNEL_BINDING", "absent");
  }

  private X509CertificateHolder enrolled() throws Exception {
    Path answer = directory.resolve("answer");
    Files.writeString(answer, Pem.of(issuer.issues(wanted("CN=device-7"))));
    return issued(running("cat \"$HERE/answer\"").enroll(request()));
  }

  private ForeignIssuer.Wanted wanted(String subject) {
    return new ForeignIssuer.Wanted(new X500Name(subject), device.signer().publicKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat", "openssl base64 -A -d", "printf 'noise\\n'; cat"})
  void certificatesInAnyUsualFormAreRead(String how) throws Exception {
    byte[] der = issuer.issues(wanted("CN=device-7")).getEncoded();
    String text =
        how.startsWith("openssl")
            ? Base64.getEncoder().encodeToString(der)
            : Pem.of(new X509CertificateHolder(der));
    Files.writeString(directory.resolve("answer"), text);
    X509CertificateHolder certificate =
        issued(running("{ " + how + "; } < \"$HERE/answer\"").enroll(request()));
    assertThat(certificate.getEncoded()).isEqualTo(der);
    assertThat(bench.store().rows()).hasSize(1);
    assertThat(bench.audited("certificate.issue")).hasSize(1);
  }

  @Test
  @Requirement({"R7030-4.2.3-9", "R7030-4.2-6"})
  void aPendingRequestIsAskedAgainWithTheSameOctetsNotBeforeItsTime() throws Exception {
    ForeignCa authority =
        running(
            COUNT,
            "cat > \"$HERE/csr.$EST_ATTEMPT\"",
            "echo \"$EST_TRANSACTION\" >> \"$HERE/transactions\"",
            "test \"$EST_ATTEMPT\" = 2 && exec cat \"$HERE/answer\"",
            "echo pending 40");
    Files.writeString(directory.resolve("answer"), Pem.of(issuer.issues(wanted("CN=device-7"))));

    Decision first = authority.enroll(request());
    assertThat(first).isInstanceOf(Decision.Pending.class);
    assertThat(((Decision.Pending) first).retryAfter()).isEqualTo(Duration.ofSeconds(40));
    bench.clock().step(Duration.ofSeconds(10));
    assertThat(((Decision.Pending) authority.enroll(request())).retryAfter())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(calls()).isEqualTo(1);
    bench.clock().step(Duration.ofSeconds(30));
    X509CertificateHolder certificate = issued(authority.enroll(request()));

    assertThat(calls()).isEqualTo(2);
    assertThat(Files.readAllLines(directory.resolve("transactions")).stream().distinct())
        .hasSize(1);
    assertThat(directory.resolve("csr.2")).hasSameTextualContentAs(directory.resolve("csr.1"));
    assertThat(issued(authority.enroll(request()))).isEqualTo(certificate);
    assertThat(calls()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "refused bad-names that name is taken, BAD_NAMES, that name is taken",
    "refused forbidden, FORBIDDEN, the authority does not certify this",
    "refused whatever they say, BAD_REQUEST, they say"
  })
  void aRefusalIsPassedOnAndNotAskedFor(String line, Reason reason, String detail)
      throws Exception {
    ForeignCa authority = running(COUNT, "echo '" + line + "'");
    for (int i = 0; i < 2; i++) {
      assertThat(refused(authority.enroll(request())))
          .isEqualTo(new Decision.Refused(reason, detail));
    }
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void aProgramThatSaysLaterIsAskedLater() throws Exception {
    ForeignCa authority = running(COUNT, "exit 75");
    assertThat(authority.enroll(request()))
        .isInstanceOfSatisfying(
            Decision.Pending.class, p -> assertThat(p.retryAfter()).isEqualTo(ForeignBench.RETRY));
    bench.clock().step(ForeignBench.RETRY);
    assertThat(authority.enroll(request())).isInstanceOf(Decision.Pending.class);
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void aProgramThatHangsIsKilledWithItsChildren() throws Exception {
    var limits = new ProcessLimits(Duration.ofMillis(500), 8192, 2);
    ForeignCa authority = limited(limits, "sleep 300 & echo $! > \"$HERE/child\"", "sleep 300");
    assertThat(refused(authority.enroll(request())).reason()).isEqualTo(Reason.UNAVAILABLE);
    long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
    assertThat(runs(child)).isFalse();
    assertThat(bench.audited("request.unclear")).hasSize(1);
  }

  /** A killed process that nobody has asked about is a zombie: there, and not running. */
  private static boolean runs(long process) throws Exception {
    Path stat = Path.of("/proc", Long.toString(process), "stat");
    return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat /dev/zero",
        "exit 1",
        "kill -9 $$",
        "echo hello",
        "echo -----BEGIN CERTIFICATE-----; echo MAA=; echo -----END CERTIFICATE-----",
        "printf '0\\202'",
        "true"
      })
  @Requirement("S-76")
  void whatIsNoAnswerIsRefusedAndToldToTheAuditLog(String line) throws Exception {
    ForeignCa authority = running("cat > /dev/null", line);
    assertThat(refused(authority.enroll(request())).reason())
        .isIn(Reason.INTERNAL, Reason.UNAVAILABLE);
    assertThat(bench.audited("request.unclear")).hasSize(1);
    assertThat(bench.store().rows()).isEmpty();
  }

  @Test
  void aProgramThatIsNotThereLeavesTheRequestWaiting() {
    var settings =
        new ExecSettings(
            "factory",
            new Command(List.of("/nonexistent/program"), Map.of(), directory),
            Optional.empty(),
            Optional.empty(),
            new ProcessLimits(Duration.ofSeconds(5), 1024, 1));
    ForeignCa authority =
        bench.authority(new ExecCa(settings, issuer.certificates(), bench.clock()));
    assertThat(authority.enroll(request())).isInstanceOf(Decision.Pending.class);
    assertThat(bench.audited("request.queue")).hasSize(1);
  }

  @Test
  void afterALostAnswerTheSameTransactionIsAskedAgainUnlessItIsToBeHeld() throws Exception {
    String[] lines = {COUNT, "cat > /dev/null", "exit 1"};
    var asking =
        bench.authority(
            Script.in(directory, lines).authority(issuer.certificates(), bench.clock()));
    refused(asking.enroll(request()));
    bench.clock().step(ForeignBench.RETRY);
    refused(asking.enroll(request()));
    assertThat(calls()).isEqualTo(2);

    var holding =
        bench.authority(
            Script.in(directory, lines).authority(issuer.certificates(), bench.clock()),
            ForeignRules.Unclear.HOLD);
    bench.clock().step(ForeignBench.RETRY);
    assertThat(holding.enroll(request())).isInstanceOf(Decision.Pending.class);
    assertThat(calls()).isEqualTo(2);
  }
}
