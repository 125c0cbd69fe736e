package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bequest.conformance.Requirement;
import org.bequest.formats.wire.EstOperation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstServerTest {
  @ParameterizedTest
  @CsvSource({
    "est.example, '', https://est.example/.well-known/est",
    "est.example:8443, '', https://est.example:8443/.well-known/est",
    "https://est.example/, '', https://est.example/.well-known/est",
    "HTTPS://est.example, plant7, https://est.example/.well-known/est/plant7",
    "est.example, /plant7/line2/, https://est.example/.well-known/est/plant7/line2",
    "https://est.example/.well-known/est, '', https://est.example/.well-known/est",
    "https://est.example/.well-known/est/plant7, '', https://est.example/.well-known/est/plant7",
    "https://est.example/.well-known/est/, plant7, https://est.example/.well-known/est/plant7",
    "https://[::1]:8443, '', https://[::1]:8443/.well-known/est",
    "https://est.example/.well-known/cpo, '', https://est.example/.well-known/cpo"
  })
  @Requirement("R7030-3.1-9")
  void readsEveryFormOfAddress(String address, String label, String prefix) {
    EstServer server = EstServer.at(address, label);
    assertThat(server.prefix()).hasToString(prefix);
    assertThat(server.uriOf(EstOperation.CA_CERTS)).hasToString(prefix + "/cacerts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://est.example",
        "https://",
        "https://alice:pw@est.example",
        "https://est.example/?x=1",
        "https://est.example/#x",
        "a b"
      })
  @Requirement({"R7030-3.3-1", "R7030-3.2.3-2"})
  void refusesWhatIsNoEstAddress(String address) {
    assertThatThrownBy(() -> EstServer.at(address)).isInstanceOf(IllegalArgumentException.class);
  }
}
