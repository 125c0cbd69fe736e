package org.bequest.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.secret.Secret;
import org.bequest.server.config.Settings;
import org.bequest.server.support.RawClient;
import org.bequest.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment over time: reloading, renewing its own certificate, publishing CRLs. */
class DeploymentTest {
  private static final String CACERTS = "/.well-known/est/cacerts";

  @TempDir Path folder;
  private Layout layout;

  @BeforeEach
  void init() throws IOException {
    layout = new Layout(folder.resolve("data"));
    Init.run(InitSpec.in(layout.directory()).withPorts(0, 0));
    change(yaml -> yaml.replace("0.0.0.0", "127.0.0.1"));
  }

  private Settings change(UnaryOperator<String> change) throws IOException {
    Path file = layout.configuration();
    Files.writeString(file, change.apply(Files.readString(file)));
    return settings();
  }

  private Settings settings() {
    return InitTest.settings(layout.configuration());
  }

  private static int status(Deployment deployment, String path) {
    try (RawClient client = RawClient.connect(deployment.est().port())) {
      return client.get(path).status();
    }
  }

  @Test
  void aReloadBringsNewLabelsAndTakesOldOnesWithoutARestart() throws IOException {
    try (Deployment deployment = Deployment.start(settings())) {
      assertThat(status(deployment, "/.well-known/est/plant/cacerts")).isEqualTo(404);
      deployment.reload(change(yaml -> yaml + "  plant:\n    profile: device\n"));
      assertThat(status(deployment, "/.well-known/est/plant/cacerts")).isEqualTo(200);
      assertThat(status(deployment, CACERTS)).isEqualTo(200);
      deployment.reload(change(yaml -> yaml.replace("  plant:\n    profile: device\n", "")));
      assertThat(status(deployment, "/.well-known/est/plant/cacerts")).isEqualTo(404);
    }
  }

  @Test
  void clientsThatKnowAnotherPathAreServedWhereTheyLook() throws IOException {
    Settings settings =
        change(yaml ->
            yaml
                + """
                  plant/7:
                    profile: device
                routes:
                  prefixes:
                    /.well-known/cpo: default
                  suffixes: [/ISO15118-20]
                  aliases:
                    plant/7-renewal: plant/7
                """);
    try (Deployment deployment = Deployment.start(settings)) {
      assertThat(status(deployment, "/.well-known/cpo/cacerts/ISO15118-20")).isEqualTo(200);
      assertThat(status(deployment, "/.well-known/est/plant/7-renewal/cacerts")).isEqualTo(200);
      assertThat(status(deployment, "/.well-known/cpo2/cacerts")).isEqualTo(404);
      assertThat(status(deployment, "/.well-known/est/plant/7-renewals/cacerts")).isEqualTo(404);
      Settings moved = change(yaml -> yaml.replace("/.well-known/cpo", "/.well-known/opc"));
      assertThatThrownBy(() -> deployment.reload(moved)).hasMessageContaining("routes");
    }
  }

  @Test
  void whatOnlyARestartCanChangeIsRefusedAndNothingElseIsTakenOver() throws IOException {
    try (Deployment deployment = Deployment.start(settings())) {
      Settings before = deployment.settings();
      Settings changed =
          change(yaml ->
              yaml.replace("publish-every: 1d", "publish-every: 2d")
                  + "  plant:\n    profile: device\n");
      assertThatThrownBy(() -> deployment.reload(changed))
          .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
          .hasMessageContaining("with a restart only; nothing was reloaded");
      assertThat(deployment.settings()).isEqualTo(before);
      assertThat(status(deployment, "/.well-known/est/plant/cacerts")).isEqualTo(404);
    }
  }

  @Test
  void aReloadWhoseKeyDoesNotOpenLeavesEverythingAsItWas() throws IOException {
    try (Deployment deployment = Deployment.start(settings())) {
      Settings changed = change(yaml -> yaml + "  plant:\n    profile: device\n");
      Files.writeString(layout.serverPassword(), "guess-what\n");
      assertThatThrownBy(() -> deployment.reload(changed)).isInstanceOf(StartException.class);
      assertThat(status(deployment, "/.well-known/est/plant/cacerts")).isEqualTo(404);
      assertThat(status(deployment, CACERTS)).isEqualTo(200);
    }
  }

  @Test
  void theServersCertificateIsRenewedAtAStartNearItsEnd() throws Exception {
    X509Certificate first = ownCertificate();
    Deployment.start(settings()).close();
    assertThat(ownCertificate()).isEqualTo(first);
    Instant near = first.getNotAfter().toInstant().minus(Duration.ofDays(29));
    Deployment.start(settings(), (InstantSource) () -> near).close();
    X509Certificate second = ownCertificate();
    assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
    assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
    assertThat(second.getSubjectAlternativeNames())
        .containsExactlyInAnyOrderElementsOf(first.getSubjectAlternativeNames());
  }

  private X509Certificate ownCertificate() throws Exception {
    try (Secret password = Secret.of(Files.readString(layout.serverPassword()).strip())) {
      return KeyStoreFile.read(layout.serverKey(), password).getFirst().chain().getFirst();
    }
  }

  @Test
  void revocationListsArePublishedAgainAndAgain() throws Exception {
    Settings usual = settings();
    Settings hasty =
        usual.withCa(
            new Settings.Ca(
                usual.ca().keyStore(),
                usual.ca().password(),
                new Settings.Ca.Crl(
                    Duration.ofDays(7), Duration.ofMinutes(5), Duration.ofMillis(20))));
    try (Deployment deployment = Deployment.start(hasty)) {
      Store store = deployment.parts().store();
      for (int i = 0; i < 1_000 && published(store) < 3; i++) {
        Thread.sleep(10);
      }
      assertThat(published(store)).isGreaterThanOrEqualTo(3);
    }
  }

  private static long published(Store store) {
    return store.audit().after(0, 1_000).stream()
        .filter(e -> e.entry().action().equals("crl.publish"))
        .count();
  }

  @Test
  @Requirement("S-73")
  void theFirstRevocationListIsThereBeforeThePortIsTaken() throws IOException {
    long before = publishedSoFar();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Settings settings =
          change(yaml -> yaml.replaceFirst("port: 0", "port: " + taken.getLocalPort()));
      assertThatThrownBy(() -> Deployment.start(settings))
          .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
    assertThat(publishedSoFar()).isEqualTo(before + 1);
  }

  /** Opens the database, so it also shows that nobody else has it open. */
  private long publishedSoFar() {
    try (Store store = Deployment.store(layout.database())) {
      return published(store);
    }
  }

  @Test
  void numbersOfRevocationListsGoOnAfterARestart() {
    for (int i = 0; i < 3; i++) {
      Deployment.start(settings()).close();
    }
    try (Store store = Deployment.store(layout.database())) {
      List<Integer> numbers =
          store.audit().after(0, 1_000).stream()
              .filter(e -> e.entry().action().equals("crl.publish"))
              .map(e -> Integer.valueOf(e.entry().subject()))
              .toList();
      assertThat(numbers).hasSizeGreaterThanOrEqualTo(3).isSorted().doesNotHaveDuplicates();
    }
  }
}
