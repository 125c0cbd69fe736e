package org.bequest.formats;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Steps;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.CmcFixture;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.http.AuthScheme;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.NameText;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Multipart;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/** Twice the list, twice the steps: whatever a sender can make long. */
@Requirement("S-50")
class LinearReadingTest {
  private static final TestKeys KEYS = new TestKeys();

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String field(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private static List<TaggedAttribute> nonces(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i -> new TaggedAttribute(new BodyPartId(i), new SenderNonce(Octets.of(new byte[16]))))
        .toList();
  }

  @Test
  void controlsOfMessages() {
    Steps.areLinear(PkiData::decode, n -> PkiData.of(nonces(n), List.of()).encode(), 400);
    Steps.areLinear(PkiResponse::decode, n -> PkiResponse.of(nonces(n)).encode(), 400);
  }

  @Test
  void requestsByTemplate() {
    byte[] one = CmcFixture.crmf(7).encoded().octets();
    Steps.areLinear(
        CertReqMsg::decodeMessages,
        n -> Encoded.sequenceOf(Collections.nCopies(n, Encoded.known(one))).octets(),
        20);
  }

  @Test
  void bagsOfCertificates() throws Exception {
    byte[] certificate = KEYS.certificate("CN=one", 1).getEncoded();
    Steps.areLinear(
        CertsOnly::decode, n -> CertsOnly.encode(Collections.nCopies(n, certificate)), 100);
  }

  @Test
  void contentOfLayers() {
    Steps.areLinear(
        octets -> SignedContent.decode(octets).encode(),
        n ->
            new SignedContent(CmsOids.DATA, new byte[n], List.of(), List.of(), List.of())
                .encode()
                .encode(),
        10_000);
    Steps.areLinear(Content::decode, n -> Content.data(new byte[n]).encode(), 10_000);
  }

  @Test
  void namesOfRequests() {
    Steps.areLinear(
        octets -> Csr.decode(octets).names(),
        n -> KEYS.sign(new CsrBuilder(alternatives(n), KEYS.publicKey())).encoded(),
        200);
  }

  private static SubjectNames alternatives(int count) {
    List<GeneralName> names =
        IntStream.range(0, count)
            .mapToObj(i -> new GeneralName(GeneralName.dNSName, "device-" + i + ".example.org"))
            .toList();
    return new SubjectNames(new X500Name("CN=one"), names);
  }

  @Test
  void demandsOfServers() {
    Steps.areLinear(
        octets -> CsrAttributes.decode(octets).demands(),
        n ->
            Encoded.sequenceOf(
                    IntStream.range(0, n)
                        .mapToObj(i -> Encoded.of(new ASN1ObjectIdentifier("1.2.3." + (1000 + i))))
                        .toList())
                .octets(),
        500);
  }

  @Test
  void headerFields() {
    Steps.areLinear(
        octets -> AuthScheme.parse(field(octets)), n -> text("Digest " + parameters(n, ", ")), 8);
    Steps.areLinear(
        octets -> AuthScheme.parse(field(octets)),
        n -> text("Digest a=\"" + "\\\"".repeat(n) + "\""),
        500);
    Steps.areLinear(
        octets -> MediaType.parse(field(octets)), n -> text("a/b; " + parameters(n, "; ")), 8);
  }

  private static String parameters(int count, String between) {
    return String.join(
        between, IntStream.range(1000, 1000 + count).mapToObj(i -> "p" + i + "=\"v\"").toList());
  }

  @Test
  void namesInText() {
    Steps.areLinear(
        octets -> NameText.parse(field(octets)),
        n -> text(String.join(",", Collections.nCopies(n, "OU=unit"))),
        40);
    Steps.areLinear(
        octets -> NameText.parse(field(octets)), n -> text("CN=" + "\\,".repeat(n)), 500);
  }

  @Test
  void bodies() {
    Steps.areLinear(
        octets -> Multipart.decode(octets, Multipart.type("b")),
        n -> text(("--b\r\nContent-Type: text/plain\r\n\r\n" + "x".repeat(100)).repeat(n)),
        5);
    Steps.areLinear(
        octets -> Multipart.decode(octets, Multipart.type("b")),
        n -> text("preamble\r\n".repeat(n) + "--b\r\nContent-Type: a/b\r\n\r\nx\r\n--b--"),
        500);
    Steps.areLinear(
        octets -> Multipart.decode(octets, Multipart.type("b")),
        n -> text("--b\r\nContent-Type: a/b" + "\r\n ".repeat(n) + "\r\n\r\nx\r\n--b--"),
        500);
    Steps.areLinear(
        octets -> Base64Body.decode(octets, BodyContent.CMS),
        n -> Base64Body.encode(Content.data(new byte[n]).encode()),
        5_000);
    Steps.areLinear(
        octets -> Base64Body.decode(octets, BodyContent.CMS),
        n -> text("\r\n".repeat(n) + field(Base64Body.encode(Content.data(new byte[9]).encode()))),
        5_000);
  }
}
