package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.crypto.key.CertificatePem;
import org.junit.jupiter.params.provider.Arguments;

/** Certificates as PEM. */
class CertificatePemFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.texts("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"),
        Seeds.vectors("cms-certs-only"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, CertificatePem::decode);
    Reading.of(octets, CertificatePem::decodeDer);
  }
}
