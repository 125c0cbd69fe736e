package org.bequest.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code bequest inspect}: wrappings, findings, faults and exit codes. */
class InspectTest {
  @TempDir Path folder;

  private final InspectParty root = InspectParty.root("root");

  private CommandRun inspect(byte[] octets, String... options) throws IOException {
    Path file = Files.write(folder.resolve("object"), octets);
    List<String> arguments = new ArrayList<>(List.of("inspect", file.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private byte[] csr(String name) throws IOException {
    var signer = PrivateKeySigner.of(root.keys());
    UnsignedCsr csr =
        new CsrBuilder(new SubjectNames(new X500Name("CN=" + name), List.of()), signer.publicKey())
            .extension(
                new Extension(
                    Extension.subjectAlternativeName,
                    false,
                    Der.of(new GeneralNames(new GeneralName(GeneralName.dNSName, "pump.example")))))
            .challengePassword("opensesame")
            .build();
    return csr.signed(signer.algorithm(), signer.sign(csr.toBeSigned())).encoded();
  }

  @Test
  void aRequestIsShownByTheNamesOfItsRfcAlignedAndWithoutItsPassword() throws Exception {
    CommandRun run = inspect(csr("pump-7"));

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .startsWith("CertificationRequest (RFC 2986): DER, ")
        .containsPattern("\n {2}certificationRequestInfo\n {4}version {8}0 \\(v1\\)\n")
        .containsPattern(
            "\n {4}subject {8}CN=pump-7\n {4}subjectPKInfo {2}p256, SHA-256 [0-9a-f]{64}\n")
        .contains(
            "challengePassword (1.2.840.113549.1.9.7)", "(not shown)", "dNSName  pump.example")
        .doesNotContain("opensesame", HexFormat.of().formatHex("opensesame".getBytes(US_ASCII)));
  }

  @Test
  void everyWrappingOfTheSameObjectShowsTheSame() throws Exception {
    byte[] der = csr("pump-7");
    String base64 = Base64.getEncoder().encodeToString(der);
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem =
        "text before\n-----BEGIN CERTIFICATE REQUEST-----\n"
            + lines
            + "\n-----END CERTIFICATE REQUEST-----\ntext after\n";

    JsonNode value = inspect(der, "--json").json().getFirst().get("value");

    for (String wrapped : List.of(base64, lines, base64 + "\n\n", pem, pem.replace("\n", "\r\n"))) {
      CommandRun run = inspect(wrapped.getBytes(US_ASCII), "--json");
      assertThat(run.exitCode()).as(wrapped).isZero();
      assertThat(run.json().getFirst().get("value")).isEqualTo(value);
    }
  }

  @Test
  void everyBlockOfAPemTextIsAnObject() throws Exception {
    InspectParty device = root.issue("device");
    byte[] both =
        (new String(device.pem(), US_ASCII) + new String(root.pem(), US_ASCII)).getBytes(US_ASCII);

    CommandRun run = inspect(both, "--json", "--ca", root.certificateFile(folder).toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.json()).hasSize(2);
    assertThat(run.json().get(0).at("/value/verified").asString())
        .isEqualTo("good, CN=device, below CN=root");
    assertThat(run.json().get(1).at("/value/verified").asString()).isEqualTo("an anchor");
  }

  @Test
  void standardInputIsRead() throws Exception {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(csr("piped")));
    try {
      assertThat(CommandRun.of("inspect", "-").out()).contains("CN=piped");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aWrongSignatureOfARequestIsExitCode7() throws Exception {
    byte[] changed =
        new String(csr("pump-7"), ISO_8859_1).replace("pump-7", "pump-8").getBytes(ISO_8859_1);

    CommandRun run = inspect(changed);

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.out())
        .contains("! /CertificationRequest/signature: the signature of the request was not made");
  }

  @Test
  void whatIsBerIsReadAndSaidToBe() throws Exception {
    byte[] der = root.certificate().getEncoded();
    byte[] ber = new byte[der.length];
    ber[0] = 0x30;
    ber[1] = (byte) 0x80;
    System.arraycopy(der, 4, ber, 2, der.length - 4);

    CommandRun run = inspect(ber, "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().getFirst().get("encoding").asString()).isEqualTo("BER");
    assertThat(run.json().getFirst().at("/findings/0/text").asString())
        .startsWith("not DER")
        .endsWith("at octet 0");
  }

  @Test
  void whatCannotBeReadIsExitCode2WithItsOffset() throws Exception {
    byte[] cut = Arrays.copyOf(csr("pump-7"), 60);

    CommandRun text = inspect(cut);
    CommandRun json = inspect(cut, "--json");

    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.err()).contains("an element is longer than what holds it, at octet 0");
    assertThat(json.json().getFirst().get("offset").asInt()).isZero();
  }

  @Test
  void aFaultOfStructureHasItsPath() throws Exception {
    byte[] noRequest = Der.of(new DERSequence(new DERUTF8String("x")));

    CommandRun run = inspect(noRequest, "--json", "--as", "CertificationRequest");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().getFirst().get("path").asString()).startsWith("/CertificationRequest");
  }

  @Test
  void whatIsNothingOfOursIsExitCode2() throws Exception {
    assertThat(inspect(Der.of(new DERSequence(new DERUTF8String("x")))).exitCode()).isEqualTo(2);
    assertThat(inspect("dear diary, today".getBytes(US_ASCII)).exitCode()).isEqualTo(2);
    assertThat(inspect(new byte[0]).exitCode()).isEqualTo(2);
    assertThat(inspect("-----BEGIN CERTIFICATE-----\nMAA=\n".getBytes(US_ASCII)).exitCode())
        .isEqualTo(2);
  }

  @Test
  void aTypeThatIsNotKnownIsWrongUsageAndTheKnownOnesAreNamed() throws Exception {
    CommandRun run = inspect(csr("pump-7"), "--as", "Frobnication");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--as is none of", "CertificationRequest", "TAMPUpdate");
  }

  @Test
  void aFileThatIsNotThereIsALocalFailure() {
    CommandRun run = CommandRun.of("inspect", folder.resolve("nothing").toString());

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.err()).contains("no such file");
  }

  @Test
  void moreThanFitsIntoMemoryIsRefusedUnlessItIsAMessage() throws Exception {
    byte[] large = new byte[(32 << 20) + 1];
    Arrays.fill(large, (byte) 'A');

    CommandRun run = inspect(large);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("more than 33554432 octets", "message of CMS");
  }

  @Test
  void whatWouldControlATerminalIsEscaped() throws Exception {
    CommandRun run = inspect(csr("a\\\\1B[31mred\u202e"));

    assertThat(run.out()).doesNotContain("\u001b", "\u202e");
  }

  @Test
  void textIsUtf8WithOrWithoutItsMark() throws Exception {
    byte[] marked = ("\ufeff" + Base64.getEncoder().encodeToString(csr("pump-7"))).getBytes(UTF_8);

    assertThat(inspect(marked).exitCode()).isZero();
  }
}
