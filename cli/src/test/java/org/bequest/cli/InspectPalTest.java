package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bequest.formats.pal.Pal;
import org.bequest.formats.pal.PalEntry;
import org.bequest.formats.pal.PalFormat;
import org.bequest.formats.pal.PalInfo;
import org.bequest.formats.pal.PalPackageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bequest inspect} of lists of packages. */
class InspectPalTest {
  private static final URI FIRMWARE = URI.create("https://est.example/.well-known/est/firmware/7");

  @TempDir Path folder;

  private CommandRun inspect(byte[] document, String... more) throws IOException {
    Path file = Files.write(folder.resolve("pal"), document);
    String[] arguments = new String[more.length + 2];
    arguments[0] = "inspect";
    arguments[1] = file.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CommandRun.of(arguments);
  }

  @Test
  void aListIsAnEntryALineInBothForms() throws IOException {
    PalEntry firmware =
        PalEntry.offer(PalPackageType.FIRMWARE, 1234, FIRMWARE)
            .fetched(Instant.parse("2026-11-20T09:28:01Z"));
    PalEntry renewal =
        PalEntry.ask(PalPackageType.DS_RESTART, PalInfo.KeyIdentifier.of(new byte[] {1, 2}));
    Pal pal = new Pal(List.of(firmware, renewal));
    for (PalFormat format : PalFormat.values()) {
      CommandRun run = inspect(format.write(pal));
      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .contains("PAL (RFC 8295 2.1, " + format + ")")
          .contains("0026 Firmware Package, fetched 2026-11-20T09:28:01Z, 1234 octets, " + FIRMWARE)
          .contains("0010 Start DS certificate re-enrollment, 0 octets, ski 0102")
          .doesNotContain("findings");
    }
    assertThat(inspect(PalFormat.JSON.write(new Pal(List.of()))).out()).contains("message  (none)");
  }

  @Test
  void whatBreaksARuleIsAFinding() throws IOException {
    String json =
        """
        [{"type":"0001","size":0,"info":{"uri":"/.well-known/est/pal/2"}},
         {"type":"0999","size":0,"info":{"iasn":{"issuer":"CN=a","serial":5}}}]\
        """;
    CommandRun run = inspect(json.getBytes(StandardCharsets.UTF_8));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("/PAL/message/0: type 0001 is not the last entry")
        .contains("/PAL/message/0: a URI without scheme and authority")
        .contains("0999 (no type of RFC 8295), 0 octets, serial 5 of CN=a");
    assertThat(inspect(json.getBytes(StandardCharsets.UTF_8), "--json").out())
        .contains("\"serial\":5")
        .contains("\"uri\":\"/.well-known/est/pal/2\"");
  }

  @Test
  void aBrokenListIsTwoWithThePlace() throws IOException {
    String xml =
        "<pal xmlns=\"urn:ietf:params:xml:ns:pal\"><message><type>7</type></message></pal>";
    CommandRun run = inspect(xml.getBytes(StandardCharsets.UTF_8));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("/pal/message[1]/type");
  }
}
