package org.bequest.cli.inspect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.formats.MalformedException;
import org.bequest.fuzz.Fuzzed;
import org.bequest.fuzz.Reading;
import org.bequest.fuzz.Seeds;
import org.junit.jupiter.params.provider.Arguments;

/** Whatever file a user inspects; in the package of the command, which shows nothing but itself. */
class InspectFuzzTest {
  private static final Recognition RECOGNITION =
      new Recognition(
          Inspection.of(
              Nouns.STANDARD,
              new Means(
                  AnchorStore.of(List.of()),
                  List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Instant.parse("2026-11-21T00:00:00Z"))));

  static Stream<Arguments> seeds() {
    return Stream.of(
            Seeds.everyVector(),
            Seeds.texts(
                "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n"),
            Seeds.resources("formats", "rfc7030/a1-cacerts.b64", "rfc7030/a2-csrattrs.b64"),
            Seeds.of(
                Seeds.text("formats", "rfc8295/example.json"),
                Seeds.text("formats", "rfc7030/a3-request.b64")))
        .flatMap(seeds -> seeds);
  }

  @Fuzzed
  void showsOrRefuses(byte[] octets) {
    Reading.of(octets, Wrapping::items).ifPresent(items -> items.forEach(InspectFuzzTest::show));
  }

  private static void show(Item item) {
    Reading.of(item, InspectFuzzTest::recognised)
        .ifPresent(subject -> {
          subject.text();
          subject.fields();
        });
  }

  private static Subject recognised(Item item) throws MalformedException {
    return RECOGNITION.of(item);
  }
}
