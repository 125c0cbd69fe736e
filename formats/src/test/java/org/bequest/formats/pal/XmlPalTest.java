package org.bequest.formats.pal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pal.PalInfo.DistinguishedName;
import org.bequest.formats.pal.PalInfo.IssuerAndSerial;
import org.bequest.formats.pal.PalInfo.KeyIdentifier;
import org.bequest.formats.pal.PalInfo.Location;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents written by hand from the schema of RFC 8295 section 2.1.2. */
class XmlPalTest {
  private static final String ROOT = "<pal xmlns=\"urn:ietf:params:xml:ns:pal\">";
  private static final String URI_INFO = "<uri>https://est.example/.well-known/est/crls</uri>";

  private static Pal read(String document) throws MalformedException {
    return PalFormat.XML.read(document.getBytes(StandardCharsets.UTF_8), PalLimits.USUAL);
  }

  private static String message(String fields) {
    return ROOT + "<message>" + fields + "</message></pal>";
  }

  private static String entry(String type, String date, String size, String info) {
    String dated = date.isEmpty() ? "" : "<date>" + date + "</date>";
    return message(
        "<type>%s</type>%s<size>%s</size><info>%s</info>".formatted(type, dated, size, info));
  }

  private static void refused(String document, String words) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(document))
        .withMessageContaining(words);
  }

  @Test
  @Requirement({"R8295-2.1.2-1", "R8295-2.1-1", "R8295-2.1-6"})
  void allKindsOfInfoAreRead() throws MalformedException {
    Pal pal =
        read(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <!-- by hand -->
            <p:pal xmlns:p="urn:ietf:params:xml:ns:pal">
              <p:message>
                <p:type>0005</p:type><p:date> 2016-12-29T09:28:00Z
                </p:date><p:size> +0017 </p:size>
                <p:info><p:uri>
                  https://est.example/.well-known/est/crls?a=1&amp;b=2 </p:uri></p:info>
              </p:message>
              <p:message><p:type>0010</p:type><p:size>0</p:size><p:info><p:ski>0aFF</p:ski>
                </p:info></p:message>
              <p:message><p:type>0010</p:type><p:size>-0</p:size><p:info><p:dn>CN=a\\,b,C=US</p:dn>
                </p:info></p:message>
              <p:message><p:type>0017</p:type><p:size>0</p:size><p:info><p:iasn><p:issuer
                >CN=<![CDATA[R&D]]></p:issuer><p:serial>
                340282366920938463463374607431768211456</p:serial>
                </p:iasn></p:info></p:message>
            </p:pal>
            """);
    assertThat(pal.faults()).isEmpty();
    URI uri = URI.create("https://est.example/.well-known/est/crls?a=1&b=2");
    assertThat(pal.entries())
        .containsExactly(
            new PalEntry(5, Instant.parse("2016-12-29T09:28:00Z"), 17, new Location(uri)),
            new PalEntry(10, null, 0, KeyIdentifier.of(new byte[] {10, -1})),
            new PalEntry(10, null, 0, new DistinguishedName(new X500Name("C=US,CN=a\\,b"))),
            new PalEntry(
                17, null, 0, new IssuerAndSerial(new X500Name("CN=R&D"), BigInteger.TWO.pow(128))));
  }

  @Test
  @Requirement("R8295-2.1.2-1")
  void theNameOfTheSchemaIsTakenForTheNamespaceAndLocationsAreNotFollowed()
      throws MalformedException {
    String other = "<pal xmlns=\"urn:ietf:params:xml:schema:pal\"";
    assertThat(read(other + "/>").entries()).isEmpty();
    for (String scheme : List.of("http", "https")) {
      String located =
          (" xmlns:xsi=\"%s://www.w3.org/2001/XMLSchema-instance\""
                  + " xsi:schemaLocation=\"urn:ietf:params:xml:ns:pal"
                  + " http://127.0.0.1:9/pal.xsd\"/>")
              .formatted(scheme);
      assertThat(read(other + located).entries()).isEmpty();
    }
    assertThat(new String(PalFormat.XML.write(new Pal(List.of())), StandardCharsets.UTF_8))
        .contains("xmlns=\"urn:ietf:params:xml:ns:pal\"");
    refused("<pal/>", "namespace");
    refused("<pal xmlns=\"https://www.w3.org/2001/XMLSchema\"/>", "namespace");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE pal><pal xmlns=\"urn:ietf:params:xml:ns:pal\"/>",
        "<!DOCTYPE pal SYSTEM \"http://127.0.0.1:9/pal.dtd\">"
            + "<pal xmlns=\"urn:ietf:params:xml:ns:pal\"/>",
        "<!DOCTYPE pal [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<pal xmlns=\"urn:ietf:params:xml:ns:pal\">&x;</pal>",
        "<!DOCTYPE pal [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
            + "<pal xmlns=\"urn:ietf:params:xml:ns:pal\">&b;</pal>",
        "<pal xmlns=\"urn:ietf:params:xml:ns:pal\">&x;</pal>",
      })
  @Requirement("S-40")
  void thereAreNoDocumentTypesAndNoEntities(String document) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(document));
  }

  @Test
  @Requirement({"R8295-2.1-1", "R8295-2.1-6", "R8295-2.1.2-1"})
  void whatIsNotOfTheSchemaIsRefusedWithItsPath() {
    refused(entry("dddd", "", "1", URI_INFO), "/pal/message[1]/type (cvc-pattern-valid)");
    refused(entry("00010", "", "1", URI_INFO), "/type");
    refused(entry("\u0660\u0660\u0660\u0661", "", "1", URI_INFO), "/type");
    refused(entry(" 0005", "", "1", URI_INFO), "/type");
    refused(entry("0005", "", "-1", URI_INFO), "/size");
    refused(entry("0005", "", "1.0", URI_INFO), "/size");
    refused(entry("0005", "", "9223372036854775808", URI_INFO), "/size");
    refused(entry("0005", "", "1", ""), "/info");
    refused(entry("0005", "", "1", URI_INFO + URI_INFO), "/info/uri");
    refused(entry("0005", "", "1", "<dn>CN=a</dn>" + URI_INFO), "/info/uri");
    refused(entry("0005", "", "1", "<email>a</email>"), "/info/?");
    refused(message("<type>0005</type><info>" + URI_INFO + "</info>"), "/info");
    refused(message("<size>1</size>"), "/size");
    refused(message("<type>0005</type><size>1</size>"), "/message[1]");
    refused(ROOT + "text</pal>", "/pal");
    refused(ROOT + "<message/><message/></pal>", "message[1]");
    refused(ROOT.replace(">", " version=\"1.0\"></pal>"), "attribute");
    refused("<palette xmlns=\"urn:ietf:params:xml:ns:pal\"/>", "at /? (");
  }

  @Test
  @Requirement({"R8295-2.1-2", "R8295-2.1-4", "R8295-2.1.2-1"})
  void aDateIsOfTheOneForm() throws MalformedException {
    for (String date :
        List.of(
            "2016-12-29T09:28:60Z",
            "2016-12-31T23:59:60Z",
            "2016-12-29T24:00:00Z",
            "2016-12-29T09:28:00.0Z",
            "2016-12-29T09:28:00",
            "2016-12-29T09:28:00+00:00",
            "2016-02-30T09:28:00Z",
            "12016-12-29T09:28:00Z",
            "-2016-12-29T09:28:00Z",
            "20161229092800Z",
            "2013-05-22T23:59:59Z")) {
      refused(entry("0005", date, "1", URI_INFO), "/date");
    }
    for (String date :
        List.of("2013-05-23T00:00:00Z", "2024-02-29T23:59:59Z", "9999-12-31T23:59:59Z")) {
      assertThat(read(entry("0005", date, "1", URI_INFO)).entries().getFirst().date())
          .isEqualTo(Instant.parse(date));
    }
  }

  @Test
  @Requirement({"R8295-2.1-6", "R8295-2.1.2-1"})
  void namesNumbersAndIdentifiersAreThemselves() {
    String iasn = "<iasn><issuer>%s</issuer><serial>%s</serial></iasn>";
    refused(entry("0010", "", "0", iasn.formatted("CN=a", "0")), "/serial");
    refused(entry("0010", "", "0", iasn.formatted("CN=a", "1" + "0".repeat(400))), "/iasn");
    refused(entry("0010", "", "0", iasn.formatted("", "1")), "/iasn");
    refused(entry("0010", "", "0", "<dn>not a name</dn>"), "/info/dn");
    refused(entry("0010", "", "0", "<dn>CN=" + "a".repeat(1022) + "</dn>"), "/info/dn");
    refused(entry("0010", "", "0", "<ski>0</ski>"), "/info/ski");
    refused(entry("0010", "", "0", "<ski></ski>"), "/info/ski");
    refused(entry("0010", "", "0", "<ski>" + "00".repeat(1025) + "</ski>"), "/info/ski");
    refused(entry("0005", "", "1", "<uri></uri>"), "/info/uri");
    refused(entry("0005", "", "1", "<uri>http://a b/</uri>"), "/info/uri");
    refused(entry("0005", "", "1", "<uri>http://" + "a".repeat(1018) + "</uri>"), "/info/uri");
  }

  @Test
  @Requirement({"S-40", "S-50"})
  void whatIsTooLongOrTooDeepIsRefusedBeforeItIsKept() {
    refused(entry("0005", "", "1", "<uri>" + "a".repeat(5000) + "</uri>"), "too long");
    refused(ROOT + " ".repeat(5000) + "</pal>", "too long");
    refused(ROOT.repeat(100), "/pal/pal");
    String deep = "<iasn><issuer><a/></issuer></iasn>";
    refused(entry("0010", "", "0", deep), "/message[1]/info/iasn/issuer/?");
  }

  @Test
  void anyEncodingThatXmlAsksForIsRead() throws MalformedException {
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
      String declared =
          "<?xml version=\"1.0\" encoding=\""
              + charset
              + "\"?>"
              + entry("0010", "", "0", "<dn>CN=\u6f22</dn>");
      Pal pal = PalFormat.XML.read(declared.getBytes(charset), PalLimits.USUAL);
      assertThat(pal.entries().getFirst().info())
          .isEqualTo(new DistinguishedName(new X500Name("CN=\u6f22")));
    }
    refused("<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + ROOT + "</pal>", "encoding");
    byte[] latin =
        entry("0010", "", "0", "<dn>CN=\u00e9</dn>").getBytes(StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> PalFormat.XML.read(latin, PalLimits.USUAL))
        .withMessageContaining("UTF-8");
  }

  @Test
  @Requirement("S-53")
  void messagesDoNotQuoteTheInput() {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(entry("0005", "", "secret-size", URI_INFO)))
        .withMessage("not of the schema at /pal/message[1]/size (cvc-datatype-valid.1.2.1)");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> read(ROOT + "<&secret"))
        .withMessageMatching("not well-formed XML at line 1, column \\d+");
  }
}
