package org.bequest.formats.pal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.conformance.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/** Readers that are not ours: libxml2 with the schema, Python with its JSON parser. */
class PalJudgesTest {
  private static final Path SCHEMA =
      Path.of("src/main/resources/org/bequest/formats/pal/pal.xsd").toAbsolutePath();

  /** A list a line. */
  private static final String FACTS =
      """
      import json, sys
      for line in sys.stdin.buffer.read().decode("utf-8").split("\\n")[:-1]:
        for e in json.loads(line):
          kind, = e["info"]
          info = e["info"][kind]
          if kind == "iasn":
              info = info["issuer"] + "#" + str(info["serial"])
          print(e["type"], e.get("date", "-"), e["size"], kind, info.encode("utf-8").hex())
      """;

  @TempDir Path folder;

  private String run(byte[] input, String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return abort(command[0] + " is not installed");
    }
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String xmllint(List<byte[]> documents) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("xmllint", "--noout", "--nonet", "--schema", SCHEMA.toString()));
    for (byte[] document : documents) {
      Path file = folder.resolve(command.size() + ".xml");
      command.add(Files.write(file, document).toString());
    }
    return run(new byte[0], command.toArray(String[]::new));
  }

  /** Some with every type and every kind of info, names in other scripts among them. */
  private static List<Pal> lists() {
    return List.of(
        new Pal(List.of()),
        PalFixture.everyType(),
        PalFixture.of(1000),
        PalFixture.some(Some.seed(1)),
        PalFixture.some(Some.seed(2)),
        PalFixture.some(Some.seed(3)));
  }

  @Test
  @Requirement("R8295-2.1.2-1")
  void libxmlFindsOurListsValid() throws IOException {
    List<byte[]> documents = new ArrayList<>();
    for (Pal pal : lists()) {
      Pal tame = new Pal(pal.entries().stream().map(PalJudgesTest::withShortSerial).toList());
      documents.add(PalFormat.XML.write(tame));
    }
    String wrong =
        new String(PalFormat.XML.write(PalFixture.everyType()), StandardCharsets.UTF_8)
            .replace("<type>0026", "<type>26");
    documents.add(wrong.getBytes(StandardCharsets.UTF_8));
    String verdicts = xmllint(documents);
    assertThat(verdicts.lines().filter(line -> line.endsWith(" validates")))
        .hasSize(lists().size());
    assertThat(verdicts.lines().filter(line -> line.endsWith(" fails to validate"))).hasSize(1);
  }

  /** libxml2 knows integers of up to 24 digits only. */
  private static PalEntry withShortSerial(PalEntry entry) {
    if (!(entry.info() instanceof PalInfo.IssuerAndSerial named)) {
      return entry;
    }
    BigInteger serial = named.serial().mod(BigInteger.TEN.pow(23)).add(BigInteger.ONE);
    PalInfo info = new PalInfo.IssuerAndSerial(named.issuer(), serial);
    return new PalEntry(entry.number(), entry.date(), entry.size(), info);
  }

  @Test
  @Requirement("R8295-2.1.3-1")
  void pythonReadsWhatWeWrote() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Pal pal : lists()) {
      lines.writeBytes(PalFormat.JSON.write(pal));
      lines.write('\n');
    }
    String facts = run(lines.toByteArray(), "python3", "-c", FACTS);
    assertThat(facts.lines())
        .isEqualTo(
            lists().stream().flatMap(p -> p.entries().stream()).map(PalJudgesTest::facts).toList());
  }

  private static String facts(PalEntry entry) {
    String info =
        switch (entry.info()) {
          case PalInfo.Location l -> "uri " + hex(l.uri().toString());
          case PalInfo.DistinguishedName n -> "dn " + hex(n.text());
          case PalInfo.KeyIdentifier k ->
              "ski " + hex(HexFormat.of().formatHex(k.octets().bytes()));
          case PalInfo.IssuerAndSerial i -> "iasn " + hex(i.issuerText() + "#" + i.serial());
        };
    String date = entry.lastFetched().map(Object::toString).orElse("-");
    return "%04d %s %d %s".formatted(entry.number(), date, entry.size(), info);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the comment of our schema says is wrong with the printed one, is. */
  @Test
  void thePrintedSchemaIsBrokenAsOursSays() throws SAXException, IOException {
    String printed = new String(Vectors.text("rfc8295/printed.xsd"), StandardCharsets.UTF_8);
    assertThatExceptionOfType(SAXException.class).isThrownBy(() -> schema(printed));
    String compiles = printed.replace("https://www.w3.org/2001/", "http://www.w3.org/2001/");
    byte[] list = PalFormat.XML.write(PalFixture.of(1));
    assertThatExceptionOfType(SAXException.class)
        .isThrownBy(() -> validate(compiles, list))
        .withMessageContaining("d{4}");
    String typed = compiles.replace("\"d{4}\"", "\"\\d{4}\"");
    validate(typed, list);
    byte[] dated = PalFormat.XML.write(PalFixture.of(2));
    assertThatExceptionOfType(SAXException.class)
        .isThrownBy(() -> validate(typed, dated))
        .withMessageContaining(".*:d{2}Z");
    String mended = typed.replace(".*:d{2}Z", ".*:\\d{2}Z");
    for (Pal pal : lists()) {
      validate(mended, PalFormat.XML.write(pal));
    }
    String late =
        new String(dated, StandardCharsets.UTF_8)
            .replace(">2026-11-20T09:28:01Z", ">12026-11-20T24:00:00Z");
    validate(mended, late.getBytes(StandardCharsets.UTF_8));
  }

  private static Schema schema(String text) throws SAXException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return SchemaFactory.newDefaultInstance()
        .newSchema(new StreamSource(new ByteArrayInputStream(octets)));
  }

  private static void validate(String schema, byte[] document) throws SAXException, IOException {
    schema(schema).newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
  }
}
