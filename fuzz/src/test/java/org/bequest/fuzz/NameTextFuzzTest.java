package org.bequest.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.bequest.formats.pkix.NameText;
import org.junit.jupiter.params.provider.Arguments;

/** Names as people write them. */
class NameTextFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.texts(
        "CN=a, O=\\\"b\\\", C=DE",
        "CN=a+SERIALNUMBER=1,1.2.3=#0c0141",
        "CN=\\{a\\}",
        "DC=x,DC=\\C3\\A9");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8);
    Reading.of(text, NameText::parse).ifPresent(NameText::of);
    Reading.of(text, NameText::parseTemplate);
  }
}
