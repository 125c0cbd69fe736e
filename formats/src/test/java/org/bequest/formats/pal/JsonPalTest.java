package org.bequest.formats.pal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pal.PalInfo.DistinguishedName;
import org.bequest.formats.pal.PalInfo.IssuerAndSerial;
import org.bequest.formats.pal.PalInfo.KeyIdentifier;
import org.bequest.formats.pal.PalInfo.Location;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

/** The example of RFC 8295 section 2.1.3, and documents written by hand. */
class JsonPalTest {
  private static final String URI_INFO = "{\"uri\":\"https://est.example/.well-known/est/crls\"}";

  private static Pal read(String document) throws MalformedException {
    return PalFormat.JSON.read(document.getBytes(StandardCharsets.UTF_8), PalLimits.USUAL);
  }

  private static String entry(String type, String size, String info) {
    return "[{\"type\":%s,\"size\":%s,\"info\":%s}]".formatted(type, size, info);
  }

  private static void refused(String document, String words) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(document))
        .withMessageContaining(words);
  }

  /**
   * Its second entry breaks four rules of the RFC: it asks the client for something, so it has
   * neither date nor size; and no schema has a serial number of 0. (That it names a certificate
   * although the text has it point to /csrattrs, we allow: see PalRule.)
   */
  @Test
  @Requirement({"R8295-2.1.3-1", "R8295-2.1-1", "R8295-2.1-6"})
  void thePrintedExampleIsReadWithItsErrors() throws MalformedException {
    Pal pal = PalFormat.JSON.read(Vectors.text("rfc8295/example.json"), PalLimits.USUAL);
    Instant date = Instant.parse("2016-12-29T09:28:00Z");
    URI uri = URI.create("https://www.example.com/.well-known/est/eecerts/1234");
    X500Name issuer = new X500Name("C=US,O=sn3rd,CN=Sean Turner");
    assertThat(pal.entries())
        .containsExactly(
            new PalEntry(3, date, 1234, new Location(uri)),
            new PalEntry(6, date, 1234, new IssuerAndSerial(issuer, BigInteger.ZERO)));
    assertThat(pal.faults())
        .containsExactly(
            new PalFault(1, PalRule.DATE_OF_PACKAGES_ONLY),
            new PalFault(1, PalRule.NO_SIZE_WHEN_ASKING),
            new PalFault(1, PalRule.SERIAL_IS_POSITIVE));
  }

  @Test
  @Requirement({"R8295-2.1.3-1", "R8295-2.1-7"})
  void allKindsOfInfoAreRead() throws MalformedException {
    String big = "340282366920938463463374607431768211456";
    Pal pal =
        read(
            """
            [ {"info": {"ski": "0aFF"}, "size": 0, "type": "0010"},
              {"type": "0010", "size": 0, "info": {"dn": "CN=a\\\\,b,C=US"}},
              {"type": "0017", "size": 0,
               "info": {"iasn": {"serial": %s, "issuer": "CN=R&D"}}} ]
            """
                .formatted(big));
    assertThat(pal.faults()).isEmpty();
    assertThat(pal.entries())
        .extracting(PalEntry::info)
        .containsExactly(
            KeyIdentifier.of(new byte[] {10, -1}),
            new DistinguishedName(new X500Name("C=US,CN=a\\,b")),
            new IssuerAndSerial(new X500Name("CN=R&D"), new BigInteger(big)));
    assertThat(new String(PalFormat.JSON.write(pal), StandardCharsets.UTF_8))
        .contains("\"serial\":" + big);
  }

  @Test
  @Requirement({"R8295-2.1-1", "R8295-2.1-6", "R8295-2.1.3-1"})
  void whatIsMissingOrOfAnotherKindIsRefusedWithItsPath() {
    refused(entry("5", "1", URI_INFO), "a string for type belongs at /0");
    refused(entry("\"005\"", "1", URI_INFO), "/0/type");
    refused(entry("\"\u0660005\"", "1", URI_INFO), "/0/type");
    refused(entry("\"0005\"", "\"1\"", URI_INFO), "an integer for size belongs at /0");
    refused(entry("\"0005\"", "1.0", URI_INFO), "an integer for size");
    refused(entry("\"0005\"", "1e3", URI_INFO), "an integer for size");
    refused(entry("\"0005\"", "-1", URI_INFO), "/0/size");
    refused(entry("\"0005\"", "9223372036854775808", URI_INFO), "/0/size");
    refused(entry("\"0005\"", "null", URI_INFO), "size");
    refused(entry("\"0005\"", "1", "{}"), "exactly one");
    refused(entry("\"0005\"", "1", "{\"uri\":\"a\",\"dn\":\"CN=a\"}"), "exactly one");
    refused(entry("\"0005\"", "1", "{\"uri\":\"a\",\"email\":\"a\"}"), "unknown kind of info");
    refused(entry("\"0005\"", "1", "\"https://est.example/\""), "info");
    refused(entry("\"0010\"", "0", "{\"iasn\":{\"serial\":1}}"), "missing issuer");
    refused(entry("\"0010\"", "0", "{\"iasn\":{\"issuer\":\"CN=a\"}}"), "missing serial");
    refused(entry("\"0010\"", "0", "{\"iasn\":{\"issuer\":\"CN=a\",\"serial\":\"1\"}}"), "serial");
    refused(entry("\"0010\"", "0", "{\"iasn\":{\"x\":1}}"), "unknown member of iasn");
    refused(entry("\"0010\"", "0", "{\"dn\":\"nothing\"}"), "/0/info/dn");
    refused(entry("\"0010\"", "0", "{\"ski\":\"0\"}"), "/0/info/ski");
    refused("[{\"size\":1,\"info\":" + URI_INFO + "}]", "missing type at /0/type");
    refused("[{\"type\":\"0005\",\"info\":" + URI_INFO + "}]", "missing size");
    refused("[{\"type\":\"0005\",\"size\":1}]", "/0/info");
    refused("[[]]", "an entry");
    refused("{\"pal\":[]}", "a list");
    refused("[] []", "behind");
    refused("", "a list");
  }

  @Test
  @Requirement({"R8295-2.1-2", "R8295-2.1-4"})
  void aDateIsOfTheOneForm() {
    String entry = "[{\"type\":\"0005\",\"date\":%s,\"size\":1,\"info\":" + URI_INFO + "}]";
    for (String date :
        List.of(
            "\"2016-12-31T23:59:60Z\"",
            "\"2016-12-29T24:00:00Z\"",
            "\"2016-02-30T00:00:00Z\"",
            "\"2016-12-29T09:28:00.0Z\"",
            "\"2016-12-29 09:28:00Z\"",
            "\" 2016-12-29T09:28:00Z\"",
            "\"2013-05-22T23:59:59Z\"",
            "\"\"")) {
      refused(entry.formatted(date), "/0/date");
    }
    refused(entry.formatted("null"), "date");
    refused(entry.formatted("1483003680"), "date");
  }

  /** One reader may take the first, another the last: neither is right. */
  @Test
  void aMemberThatComesTwiceIsRefused() {
    String entry = "[{\"type\":\"0005\",\"size\":1,%s\"info\":" + URI_INFO + "}]";
    refused(entry.formatted("\"size\":2,"), "not JSON");
    refused(entry.formatted("\"\\u0073ize\":2,"), "not JSON");
    refused(entry.formatted("\"note\":1,\"note\":2,"), "not JSON");
    refused(entry("\"0005\"", "1", "{\"uri\":\"a\",\"uri\":\"b\"}"), "not JSON");
  }

  @Test
  void aMemberOfLaterDaysIsPassedOver() throws MalformedException {
    String entry =
        "[{\"note\":{\"a\":[1,{}]},\"type\":\"0005\",\"size\":1,\"info\":" + URI_INFO + "}]";
    assertThat(read(entry)).isEqualTo(read(entry("\"0005\"", "1", URI_INFO)));
  }

  @Test
  @Requirement({"S-40", "S-50"})
  void whatIsTooLongOrTooDeepIsRefused() {
    refused("[".repeat(100_000), "an entry");
    refused("[{\"note\":" + "[".repeat(100_000), "not JSON");
    refused(entry("\"0005\"", "1" + "0".repeat(600), URI_INFO), "not JSON");
    refused(entry("\"0005\"", "1", "{\"uri\":\"" + "a".repeat(5000) + "\"}"), "not JSON");
    refused(entry("\"0005\"", "1", "{\"uri\":\"" + "a".repeat(1025) + "\"}"), "/0/info/uri");
    refused("[{\"" + "a".repeat(300) + "\":1}]", "not JSON");
  }

  @Test
  void onlyUtf8IsRead() throws MalformedException {
    String json = entry("\"0010\"", "0", "{\"dn\":\"CN=\u6f22\"}");
    assertThat(read("\ufeff" + json)).isEqualTo(read(json));
    byte[] wide = json.getBytes(StandardCharsets.UTF_16);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> PalFormat.JSON.read(wide, PalLimits.USUAL))
        .withMessageContaining("not UTF-8");
    refused("[NaN]", "not JSON");
    refused("// comment\n[]", "not JSON");
  }

  @Test
  @Requirement("S-53")
  void messagesDoNotQuoteTheInput() {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read("[\n secret"))
        .withMessageMatching("not JSON at line 2, column \\d+");
  }
}
