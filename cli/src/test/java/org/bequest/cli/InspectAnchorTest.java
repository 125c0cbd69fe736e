package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.bequest.conformance.Vectors;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bequest inspect} of trust anchors, and of what they may sign. */
class InspectAnchorTest {
  @TempDir Path folder;

  private String shown(byte[] octets) throws IOException {
    Path file = Files.write(folder.resolve("anchor"), octets);
    CommandRun run = CommandRun.of("inspect", file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(CommandRun.of("inspect", file.toString(), "--json").json()).isNotEmpty();
    return run.out();
  }

  @Test
  void anAnchorIsShownWithItsControls() throws IOException {
    assertThat(shown(Vectors.shared("rfc5914-ta-eca-policies")))
        .contains("TrustAnchorChoice", "taInfo", "335ba56f7a55602b814b2614cc79bf4aba8b32bd")
        .contains("policySet", "1.2.36.1.334.1.2.1.2", "excludedSubtrees", "ECA Root CA 4");
  }

  @Test
  void aListIsShownWithEachForm() throws IOException {
    assertThat(shown(Vectors.shared("rfc5914-trust-anchor-list")))
        .contains("tbsCert", "certificate", "taInfo", "DigiCert Trust Anchor", "inhibitAnyPolicy");
  }

  @Test
  void contentConstraintsAreShownByTypeAndAttribute() throws IOException {
    assertThat(shown(Vectors.shared("rfc6010-ccc-constrained")))
        .contains("cmsContentConstraints", "cannotSource", "attrConstraints")
        .contains("Vigil Security LLC", "kta.example.com");
  }

  @Test
  void whatTheRfcForbidsIsAFinding() throws IOException {
    SubjectPublicKeyInfo key =
        SubjectPublicKeyInfo.getInstance(
            HexFormat.of().parseHex("302a300506032b6570032100" + "11".repeat(32)));
    Extension misplaced = new Extension(Extension.nameConstraints, false, new byte[] {0x30, 0});
    TrustAnchorInfo info =
        TrustAnchorInfo.of(key, new KeyIdentifier(new byte[] {1}))
            .withExtensions(new Extensions(misplaced));
    assertThat(shown(new TrustAnchorChoice.TaInfo(info).encode().octets()))
        .contains("RFC 5914 2.6");
  }
}
