package org.bequest.formats.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The examples of RFC 7616 section 3.9. */
class DigestExchangeTest {
  @Test
  void theExampleOfSection391ComesOutWithEitherHash() {
    assertThat(mufasa(DigestAlgorithm.MD5)).isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    assertThat(mufasa(DigestAlgorithm.SHA_256))
        .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
  }

  private static String mufasa(DigestAlgorithm algorithm) {
    return new DigestExchange(
            algorithm,
            "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            "00000001",
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            "GET",
            "/dir/index.html")
        .response(algorithm.ha1("Mufasa", "http-auth@example.org", "Circle of Life"));
  }

  @Test
  void algorithmsAreKnownByTheirRegisteredNamesAlone() {
    assertThat(DigestAlgorithm.named("sha-256")).contains(DigestAlgorithm.SHA_256);
    assertThat(DigestAlgorithm.named("md5")).contains(DigestAlgorithm.MD5);
    assertThat(DigestAlgorithm.named("MD5-sess")).isEmpty();
    assertThat(DigestAlgorithm.named("SHA-512-256")).isEmpty();
  }

  @Test
  void theHashOfAUserIsThatOfItsNameAndRealm() {
    assertThat(DigestAlgorithm.SHA_256.userHash("a", "b"))
        .isEqualTo(DigestAlgorithm.SHA_256.hash("a:b"))
        .hasSize(64);
  }
}
