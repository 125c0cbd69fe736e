package org.bequest.fuzz;

import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.client.keygen.Delivery;
import org.junit.jupiter.params.provider.Arguments;

/** What a server sends for a key that it made. */
class DeliveryFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.of(Seeds.text("formats", "rfc7030/a4-response.txt"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, body -> Delivery.read(Optional.of(TYPE), body)).ifPresent(Delivery::close);
    Reading.of(octets, body -> Delivery.read(Optional.empty(), body)).ifPresent(Delivery::close);
  }

  private static final String TYPE = "multipart/mixed; boundary=estServerExampleBoundary";
}
