package org.bequest.formats.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.OpenSsl;
import org.bequest.formats.TestKeys;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.Test;

class CertsOnlyTest {
  private static final TestKeys KEYS = new TestKeys();
  private static final X509CertificateHolder LEAF = KEYS.certificate("CN=leaf", 2);
  private static final X509CertificateHolder ROOT = KEYS.certificate("CN=a root", 1);

  private static byte[] bag(X509CertificateHolder... certificates) throws IOException {
    List<byte[]> der = new ArrayList<>();
    for (X509CertificateHolder certificate : certificates) {
      der.add(certificate.getEncoded());
    }
    return CertsOnly.encode(der);
  }

  @Test
  @Requirement({"R7030-4.2.3-1", "R7030-4.1.3-3"})
  void certificatesComeBackInTheOrderInWhichTheyWereSent() throws Exception {
    assertThat(CertsOnly.decode(bag(LEAF, ROOT)).certificates()).containsExactly(LEAF, ROOT);
    assertThat(CertsOnly.decode(bag(ROOT, LEAF)).certificates()).containsExactly(ROOT, LEAF);
    assertThat(CertsOnly.decode(bag(LEAF)).certificates()).containsExactly(LEAF);
    assertThat(CertsOnly.decode(CertsOnly.encode(List.of())).certificates()).isEmpty();
  }

  @Test
  @Requirement("R7030-4.1.3-3")
  void bouncyCastleAndOpensslReadWhatIsSent() throws IOException, CMSException {
    CMSSignedData read = new CMSSignedData(bag(LEAF, ROOT));
    assertThat(read.getVersion()).isEqualTo(1);
    assertThat(read.getSignerInfos().getSigners()).isEmpty();
    assertThat(read.getSignedContent()).isNull();
    assertThat(read.getCertificates().getMatches(null)).containsExactlyInAnyOrder(LEAF, ROOT);
    String text = OpenSsl.run(bag(LEAF, ROOT), "pkcs7", "-inform", "DER", "-print_certs");
    assertThat(text).containsSubsequence("subject=CN = leaf", "subject=CN = a root");
  }

  /** The RFC's own answer has an empty field of revocation lists, which we leave out. */
  @Test
  @Requirement("R7030-4.2.3-1")
  void theExampleOfTheRfcHasTheSameFrame() throws IOException, MalformedException {
    byte[] example = Vectors.resource("rfc7030/a3-response.b64");
    X509CertificateHolder certificate = CertsOnly.decode(example).certificates().getFirst();
    String text = HexFormat.of().formatHex(example).replaceAll("a1003100$", "3100");
    assertThat(bag(certificate)).hasSize(example.length - 2);
    assertThat(HexFormat.of().formatHex(bag(certificate)).substring(60))
        .isEqualTo(text.substring(60));
  }

  @Test
  void framesOfAllLengthsAreDer() throws IOException {
    for (int count : new int[] {1, 2, 50, 300}) {
      X509CertificateHolder[] many = new X509CertificateHolder[count];
      java.util.Arrays.fill(many, LEAF);
      assertThat(OpenSsl.run(bag(many), "asn1parse", "-inform", "DER"))
          .contains("pkcs7-signedData")
          .doesNotContain("rror");
    }
  }

  @Test
  @Requirement({"R7030-3.1-3", "R7030-4.1.3-7"})
  void theBagOfTheRfcWithItsFourCertificatesIsRead() throws MalformedException {
    byte[] bag = Vectors.resource("rfc7030/a1-cacerts.b64");
    assertThat(CertsOnly.decode(bag).certificates()).hasSize(4);
  }

  @Test
  void theVectorOfAnotherProjectIsRead() throws MalformedException {
    assertThat(CertsOnly.decode(Vectors.shared("cms-certs-only")).certificates()).hasSize(2);
  }

  @Test
  void berIsReadAndAnEmptyContentTolerated() throws IOException, MalformedException {
    HexFormat hex = HexFormat.of();
    String certificate = hex.formatHex(LEAF.getEncoded());
    String head = "3080" + "06092a864886f70d010702" + "a080" + "3080" + "020103" + "3100";
    String emptyContent =
        "3080" + "06092a864886f70d010701" + "a080" + "2480" + "0000" + "0000" + "0000";
    String tail = "a080" + certificate + "0000" + "3100" + "0000" + "0000" + "0000";
    byte[] ber = hex.parseHex(head + emptyContent + tail);
    assertThat(CertsOnly.decode(ber).certificates()).containsExactly(LEAF);
  }

  @Test
  void whatSignsOrCarriesContentIsNoBag() {
    for (String name : List.of("cms-signed-ber", "cms-enveloped-ktri", "rfc4108-firmware-signed")) {
      byte[] vector = Vectors.shared(name);
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> CertsOnly.decode(vector));
    }
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() throws IOException {
    assertThat(Damage.everywhere(bag(LEAF, ROOT), CertsOnly::decode)).isPositive();
  }

  @Test
  @Requirement("S-50")
  void nestingAndCountsAreBounded() throws IOException {
    X509CertificateHolder[] many = new X509CertificateHolder[1001];
    java.util.Arrays.fill(many, LEAF);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> CertsOnly.decode(bag(many)));
    byte[] deep = HexFormat.of().parseHex("3080".repeat(100_000));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> CertsOnly.decode(deep));
  }
}
