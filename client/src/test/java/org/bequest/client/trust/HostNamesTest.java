package org.bequest.client.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9525. */
class HostNamesTest {
  private final TestCa root = TestCa.root("CN=root");

  @ParameterizedTest
  @CsvSource({
    "est.example, est.example, true",
    "EST.example, est.EXAMPLE, true",
    "est.example, est.example., true",
    "est.example, sub.est.example, false",
    "*.example.com, est.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, a.b.example.com, false",
    "*.com, example.com, false",
    "e*.example.com, est.example.com, false",
    "est.*.com, est.example.com, false",
    "*, localhost, false",
    "*.*.com, a.example.com, false",
    "127.0.0.1, 127.0.0.1, false",
    "xn--bcher-kva.example, bücher.example, true"
  })
  @Requirement("S-58")
  void comparesDnsNames(String presented, String host, boolean matches) {
    var certificate = root.issue(TestCa.keyPair(), Leaf.of("CN=x").dns(presented));
    assertThat(HostNames.matches(certificate, host)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "2001:db8::1, 2001:db8:0:0::1, true",
    "2001:db8::1, [2001:db8::1], true",
    "127.0.0.1, localhost, false"
  })
  void comparesAddresses(String presented, String host, boolean matches) {
    var certificate = root.issue(TestCa.keyPair(), Leaf.of("CN=x").ip(presented));
    assertThat(HostNames.matches(certificate, host)).isEqualTo(matches);
  }

  @Test
  @Requirement("S-58")
  void neverLooksAtTheCommonName() {
    var none = root.issue(TestCa.keyPair(), Leaf.of("CN=est.example"));
    var other =
        root.issue(
            TestCa.keyPair(),
            Leaf.of("CN=est.example")
                .alternative(new GeneralName(GeneralName.rfc822Name, "a@est.example")));
    assertThat(HostNames.matches(none, "est.example")).isFalse();
    assertThat(HostNames.matches(other, "est.example")).isFalse();
  }
}
