package org.bequest.formats.pkix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.OpenSsl;
import org.bequest.formats.TestKeys;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrTest {
  private static final TestKeys KEYS = new TestKeys();
  private static final GeneralName HOST =
      new GeneralName(GeneralName.dNSName, "pump-7.plant.example");

  private static CsrBuilder request(String subject, GeneralName... alternatives) {
    return new CsrBuilder(
        new SubjectNames(new X500Name(subject), List.of(alternatives)), KEYS.publicKey());
  }

  private static Csr full() throws IOException {
    return KEYS.sign(
        request("CN=pump-7,O=Example", HOST, new GeneralName(GeneralName.iPAddress, "10.0.0.7"))
            .extension(
                new Extension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature).getEncoded()))
            .challengePassword("T2xk")
            .otpChallenge("über")
            .revocationChallenge("revoke me")
            .estIdentityLinking("TmV3")
            .attribute(new ASN1ObjectIdentifier("2.999.1"), new DERUTF8String("kept")));
  }

  /** Everything that an accessor gives. */
  private static void readAll(byte[] encoded) throws MalformedException {
    Csr csr = Csr.decode(encoded);
    assertThat(csr.encoded()).isEqualTo(encoded);
    assertThat(csr.toBeSigned()).isNotEmpty();
    assertThat(csr.signature()).isNotNull();
    assertThat(csr.names().subjectText()).isNotNull();
    assertThat(csr.names().sameAs(csr.names())).isTrue();
    csr.changeSubjectName().ifPresent(n -> assertThat(n.sameAs(n)).isTrue());
    csr.challengePassword().ifPresent(s -> assertThat(s).isNotEmpty());
    csr.requestedExtensions().ifPresent(e -> assertThat(e.getExtensionOIDs()).isNotEmpty());
    assertThat(csr.subjectPublicKeyInfo().getAlgorithm()).isNotNull();
  }

  @Test
  @Requirement("R7030-4.2.1-1")
  void theExamplesOfTheRfcAreRead() throws MalformedException {
    Csr enroll = Csr.decode(Vectors.resource("rfc7030/a3-request.b64"));
    assertThat(enroll.names().subjectText()).startsWith("CN=");
    assertThat(enroll.challengePassword()).get().asString().hasSize(16);
    Csr keygen = Csr.decode(Vectors.resource("rfc7030/a4-request.b64"));
    assertThat(keygen.names().subjectText())
        .isEqualTo(
            "serialNumber=PID:Widget SN:10,"
                + "CN=serverKeyGen req by client in demo step 12 1368141955");
    assertThat(keygen.requestedExtensions()).isEmpty();
  }

  @Test
  void theVectorWithoutAttributesIsRead() throws MalformedException {
    byte[] vector = Vectors.shared("rfc2986-certification-request");
    Csr csr = Csr.decode(vector);
    assertThat(csr.attributes()).isEmpty();
    readAll(vector);
  }

  @Test
  @Requirement({"R7894-3-1", "R7894-3-2", "R7894-4-5"})
  void whatIsBuiltIsReadAgain() throws IOException {
    Csr csr = full();
    assertThat(csr.challengePassword()).contains("T2xk");
    assertThat(csr.otpChallenge()).contains("über");
    assertThat(csr.revocationChallenge()).contains("revoke me");
    assertThat(csr.estIdentityLinking()).contains("TmV3");
    assertThat(csr.names().subjectText()).isEqualTo("O=Example,CN=pump-7");
    assertThat(csr.names().alternatives()).hasSize(2).contains(HOST);
    assertThat(csr.requestedExtensions().orElseThrow().getCriticalExtensionOIDs())
        .containsExactly(Extension.keyUsage);
    assertThat(csr.attribute(new ASN1ObjectIdentifier("2.999.1"))).isPresent();
    assertThat(csr.subjectPublicKeyInfo()).isEqualTo(KEYS.publicKey());
    assertThat(csr.changeSubjectName()).isEmpty();
  }

  @Test
  void opensslReadsAndVerifiesWhatIsBuilt() throws IOException {
    String text =
        OpenSsl.run(
            full().encoded(), "req", "-inform", "DER", "-verify", "-noout", "-text", "-subject");
    assertThat(text)
        .contains("verify OK", "DNS:pump-7.plant.example, IP Address:10.0.0.7")
        .contains("Digital Signature");
  }

  @Test
  void whatOpensslBuildsIsRead() throws IOException, MalformedException {
    String pem =
        OpenSsl.run(
            new byte[0],
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null"
                .concat(" -subj /C=DE/O=Müller/CN=a -utf8 -addext subjectAltName=DNS:a.example")
                .split(" "));
    byte[] der =
        java.util.Base64.getMimeDecoder()
            .decode(pem.replaceAll("(?s).*BEGIN CERTIFICATE REQUEST-----|-----END.*", ""));
    Csr csr = Csr.decode(der);
    assertThat(csr.names().subjectText()).isEqualTo("CN=a,O=Müller,C=DE");
    assertThat(csr.names().alternatives())
        .containsExactly(new GeneralName(GeneralName.dNSName, "a.example"));
  }

  @Test
  @Requirement({"S-50", "R7030-6-6"})
  void damageNeverEscapes() throws IOException {
    assertThat(Damage.everywhere(full().encoded(), CsrTest::readAll)).isPositive();
    assertThat(Damage.everywhere(Vectors.resource("rfc7030/a3-request.b64"), CsrTest::readAll))
        .isPositive();
  }

  @Test
  void anyStringTypeOfAChallengeIsReadAndAnythingElseRefused() throws MalformedException {
    for (ASN1Encodable value :
        List.of(
            new DERPrintableString("secret"),
            new DERUTF8String("secret"),
            new DERIA5String("secret"),
            new DERBMPString("secret"))) {
      Csr csr = KEYS.sign(request("CN=a").attribute(EstOids.CHALLENGE_PASSWORD, value));
      assertThat(Csr.decode(csr.encoded()).challengePassword()).contains("secret");
    }
    for (ASN1Encodable value :
        List.of(
            new DEROctetString(new byte[] {1}),
            new DERUTF8String(""),
            new DERUTF8String("a".repeat(256)),
            new DERSequence())) {
      refused(request("CN=a").attribute(EstOids.OTP_CHALLENGE, value));
    }
  }

  private static void refused(CsrBuilder builder) {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> KEYS.sign(builder))
        .withCauseInstanceOf(MalformedException.class);
  }

  @Test
  @Requirement("R9908-3.2-2")
  void whatMayComeOnceIsRefusedWhenItComesTwice() throws IOException {
    refused(request("CN=a").challengePassword("a").challengePassword("b"));
    Extension usage = new Extension(Extension.keyUsage, true, new KeyUsage(128).getEncoded());
    refused(request("CN=a", HOST).attribute(EstOids.EXTENSION_REQUEST, new DERSequence(usage)));
  }

  @Test
  @Requirement({"S-50", "S-51"})
  void longNamesAndManyAttributesAreRefused() {
    refused(request("CN=a" + ",OU=b".repeat(999)));
    refused(request("CN=a" + ",OU=b".repeat(100)));
    CsrBuilder many = request("CN=a");
    for (int i = 0; i < 65; i++) {
      many.attribute(new ASN1ObjectIdentifier("2.999." + i), new DERUTF8String("x"));
    }
    refused(many);
    refused(
        request("CN=a")
            .attribute(new ASN1ObjectIdentifier("2.999"), new DEROctetString(new byte[66_000])));
  }

  @ParameterizedTest
  @Requirement("S-53")
  @ValueSource(strings = {"", "3000", "04020500", "3005"})
  void anExtensionThatIsNoSubjectAltNameIsRefused(String hex) {
    byte[] value = java.util.HexFormat.of().parseHex(hex);
    refused(
        request("CN=a").extension(new Extension(Extension.subjectAlternativeName, false, value)));
  }

  @Test
  @Requirement("S-56")
  void aHostNameWithANulOrABlankIsRefused() {
    refused(request("CN=a", new GeneralName(GeneralName.dNSName, "good.example\0.bad.example")));
    refused(request("CN=a", new GeneralName(GeneralName.dNSName, "two words")));
  }

  @Test
  void anEmptySubjectMakesTheAlternativeNamesCritical() {
    Csr csr = KEYS.sign(request("", HOST));
    assertThat(csr.names().subjectText()).isEmpty();
    assertThat(csr.requestedExtensions().orElseThrow().getCriticalExtensionOIDs())
        .containsExactly(Extension.subjectAlternativeName);
  }
}
