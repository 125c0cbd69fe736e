package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.crypto.pkcs12.Pkcs12File;
import org.bequest.crypto.pkcs12.Pkcs12Limits;
import org.bequest.crypto.secret.Secret;
import org.junit.jupiter.params.provider.Arguments;

/** PKCS#12 files under their password. */
class Pkcs12FileFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.vectors("pkcs12-example", "rfc9579-a1", "rfc9579-a2", "rfc9579-a3");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    try (Secret password = Secret.of(octets.length % 2 == 0 ? "1234" : "")) {
      Reading.of(octets, pfx -> Pkcs12File.read(pfx, password, LIMITS))
          .ifPresent(Pkcs12File::close);
    }
  }

  /** So many iterations that the vectors can be opened, and no more. */
  private static final Pkcs12Limits LIMITS = new Pkcs12Limits(1 << 16, 50, 10_000, 1 << 20);
}
