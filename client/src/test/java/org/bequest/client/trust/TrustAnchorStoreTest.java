package org.bequest.client.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustAnchorStoreTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TestCa issuing = root.intermediate("CN=issuing");

  @TempDir Path folder;

  @Test
  void isEmptyAtFirst() {
    assertThat(TrustAnchorStore.in(folder.resolve("none")).load().isEmpty()).isTrue();
  }

  @Test
  @Requirement({"R7030-4.1.3-9", "R7030-4.1.3-10", "R7030-4.1.3-13"})
  void keepsRootsAsExplicitAnchorsAndSwitchesTheImplicitOnesOff() {
    var store = TrustAnchorStore.in(folder.resolve("trust"));
    store.save(new CaCertificates(List.of(issuing.certificate(), root.certificate())));
    TrustAnchors loaded = TrustAnchorStore.in(folder.resolve("trust")).load();
    assertThat(loaded.explicit()).containsExactly(root.certificate());
    assertThat(loaded.intermediates()).containsExactly(issuing.certificate());
    assertThat(loaded.implicit()).isEmpty();
    assertThat(folder.resolve("trust/anchors.pem")).content().contains("BEGIN CERTIFICATE");
  }

  @Test
  void forgetsAnchorsThatAreNoLongerThere() throws IOException {
    var store = TrustAnchorStore.in(folder);
    TestCa next = TestCa.root("CN=next");
    store.save(new CaCertificates(List.of(issuing.certificate(), root.certificate())));
    store.save(new CaCertificates(List.of(next.certificate())));
    assertThat(store.load().explicit()).containsExactly(next.certificate());
    assertThat(store.load().intermediates()).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void saysWhichFileIsBroken() throws IOException {
    Files.writeString(folder.resolve("anchors.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
    var store = TrustAnchorStore.in(folder);
    assertThatThrownBy(store::load)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("anchors.pem");
  }
}
