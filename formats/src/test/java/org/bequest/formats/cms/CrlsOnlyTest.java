package org.bequest.formats.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.OpenSsl;
import org.bequest.formats.TestKeys;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.Test;

class CrlsOnlyTest {
  private static final TestKeys KEYS = new TestKeys();
  private static final X509CRLHolder FIRST = KEYS.crl("CN=first", 3);
  private static final X509CRLHolder SECOND = KEYS.crl("CN=second", 0);

  private static byte[] both() throws IOException {
    return CrlsOnly.encode(List.of(FIRST.getEncoded(), SECOND.getEncoded()));
  }

  @Test
  @Requirement("R8295-4.2-1")
  void listsComeBackInTheOrderInWhichTheyWereSent() throws IOException, MalformedException {
    assertThat(CrlsOnly.decode(both()).crls()).containsExactly(FIRST, SECOND);
    assertThat(CrlsOnly.decode(CrlsOnly.encode(List.of())).crls()).isEmpty();
    assertThat(CertsOnly.decode(both()).certificates()).isEmpty();
  }

  @Test
  @Requirement("R8295-4.2-1")
  void opensslReadsWhatIsSent() throws IOException {
    String text = OpenSsl.run(both(), "pkcs7", "-inform", "DER", "-print_certs", "-text");
    assertThat(text).contains("Issuer: CN = first", "Issuer: CN = second", "Revoked Certificates");
  }

  @Test
  void aLongListIsRead() throws IOException, MalformedException {
    X509CRLHolder longList = KEYS.crl("CN=long", 20_000);
    byte[] bag = CrlsOnly.encode(List.of(longList.getEncoded()));
    assertThat(CrlsOnly.decode(bag).crls().getFirst().getRevokedCertificates().size())
        .isEqualTo(20_000);
  }

  @Test
  @Requirement("S-50")
  void damageNeverEscapes() throws IOException {
    assertThat(Damage.everywhere(both(), CrlsOnly::decode)).isPositive();
  }
}
