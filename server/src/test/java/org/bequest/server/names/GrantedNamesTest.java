package org.bequest.server.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.server.support.TestEst.REENROLL;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.Reason;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Security rule S-05 through a configured server: each kind of name is allowed by a rule of the
 * label, or the request is refused.
 */
class GrantedNamesTest {
  private static final String PUMPS = "/.well-known/est/pumps/simpleenroll";
  private static final String KINDS = "/.well-known/est/kinds/simpleenroll";
  private static final String LABELS =
      """
        pumps:
          profile: granted
          authenticators: [client-certificate, one-time-password, basic]
          names:
            subject: CN=${otp.name},O=Plant 7
            grants:
              - dns:${otp.name}.plant7.example
              - CN=${user}
            rules:
              renewed:
                authenticators: [client-certificate]
                anchors: [own]
                subject: CN=${cert.cn},OU=renewed,O=Plant 7
            patterns:
              user: '[a-z]+'
        kinds:
          profile: kinds
          authenticators: [client-certificate, one-time-password]
          names:
            grants:
              - CN=*
              - dns:*.plant7.example
              - wildcard:plant7.example
              - ip:10.0.0.0/8
              - uri:urn:dev:*
              - email:*@plant7.example
              - upn:*@plant7.example
              - directory:CN=a,O=b
              - registered-id:1.2.3
              - hardware-module:1.2.3/0a*
              - other:1.3.6.1.5.2.2
      """;
  private static final String PROFILES =
      """

        granted:
          names:
            subject: granted
        kinds:
          names:
            alternatives:
              [dns, ip, uri, email, upn, directory, registered-id, hardware-module, other]
      """;

  private static final int BAD_NAMES = Reason.BAD_NAMES.httpStatus();

  private static @TempDir Path folder;
  private static ConfiguredEst server;

  @BeforeAll
  static void start() {
    server = new ConfiguredEst(folder, PROFILES, LABELS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Csr csr(KeyPair keys, String subject, GeneralName... alternatives) {
    SubjectNames names = new SubjectNames(new X500Name(subject), List.of(alternatives));
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    return TestKeys.sign(new CsrBuilder(names, key), keys);
  }

  private static HttpReply kinds(String subject, GeneralName... alternatives) {
    return server.post(KINDS, csr(TestKeys.p256(), subject, alternatives), otp("pump-7", "kinds"));
  }

  private static String otp(String device, String label) {
    return RawClient.basic("", server.oneTimePassword(device, label));
  }

  private static GeneralName text(int tag, String text) {
    return new GeneralName(tag, new DERIA5String(text));
  }

  private static GeneralName dns(String text) {
    return text(GeneralName.dNSName, text);
  }

  private static GeneralName uri(String text) {
    return text(GeneralName.uniformResourceIdentifier, text);
  }

  private static GeneralName email(String text) {
    return text(GeneralName.rfc822Name, text);
  }

  private static GeneralName ip(int... octets) {
    byte[] address = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      address[i] = (byte) octets[i];
    }
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(address));
  }

  private static GeneralName other(String type, ASN1Encodable value) {
    return new GeneralName(
        GeneralName.otherName, new OtherName(new ASN1ObjectIdentifier(type), value));
  }

  private static GeneralName upn(String text) {
    return other("1.3.6.1.4.1.311.20.2.3", new DERUTF8String(text));
  }

  private static GeneralName hardware(String type, int first) {
    return other(
        "1.3.6.1.5.5.7.8.4",
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1ObjectIdentifier(type), new DEROctetString(new byte[] {(byte) first, 1})
            }));
  }

  private static GeneralName directory(String name) {
    return new GeneralName(new X500Name(name));
  }

  private static GeneralName registered(String id) {
    return new GeneralName(GeneralName.registeredID, new ASN1ObjectIdentifier(id));
  }

  static Stream<GeneralName> granted() {
    return Stream.of(
        dns("a.plant7.example"),
        dns("A.Plant7.EXAMPLE"),
        dns("xn--bcher-kva.plant7.example"),
        dns("*.plant7.example"),
        ip(10, 1, 2, 3),
        uri("urn:dev:17"),
        email("joe@plant7.example"),
        upn("joe@plant7.example"),
        directory("O=b,CN=a"),
        registered("1.2.3"),
        hardware("1.2.3", 10),
        other("1.3.6.1.5.2.2", new DERUTF8String("x")));
  }

  @ParameterizedTest
  @MethodSource("granted")
  @Requirement("S-05")
  void aNameOfEachKindIsCertifiedUnderItsRule(GeneralName name) {
    X509CertificateHolder certificate = TestEst.certificate(kinds("CN=pump-7", name));
    assertThat(GeneralNames.fromExtensions(certificate.getExtensions(), SAN).getNames())
        .containsExactly(name);
  }

  private static final ASN1ObjectIdentifier SAN = Extension.subjectAlternativeName;

  static Stream<GeneralName> refused() {
    return Stream.of(
        dns("a.b.plant7.example"),
        dns("plant7.example"),
        dns("a.plant8.example"),
        dns("a.plant7.example."),
        dns(".plant7.example"),
        dns("a*.plant7.example"),
        dns("*.*.plant7.example"),
        dns("*"),
        dns(""),
        dns("-a.plant7.example"),
        dns("a_b.plant7.example"),
        dns("a".repeat(64) + ".plant7.example"),
        dns("a".repeat(3000)),
        dns("10.1.2.3"),
        ip(11, 1, 2, 3),
        ip(10, 1, 2),
        ip(10, 0, 0, 0, 255, 0, 0, 0),
        ip(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 1, 2, 3),
        ip(),
        uri("urn:dev:a/b"),
        uri("urn:dev:"),
        uri("urn:dev2:a"),
        uri(""),
        email("joe@plant8.example"),
        email("joe@evil@plant7.example"),
        email("@plant7.example"),
        upn("joe@plant8.example"),
        upn(""),
        directory("O=b,CN=c"),
        directory("CN=a"),
        registered("1.2.3.4"),
        hardware("1.2.4", 10),
        hardware("1.2.3", 11),
        other("1.3.6.1.5.5.7.8.4", new DERUTF8String("x")),
        other("1.3.6.1.5.5.7.8.9", new DERUTF8String("joe@plant7.example")),
        new GeneralName(GeneralName.x400Address, new DERSequence()),
        new GeneralName(
            GeneralName.ediPartyName,
            new DERSequence(new DERTaggedObject(true, 1, new DERUTF8String("a")))));
  }

  @ParameterizedTest
  @MethodSource("refused")
  @Requirement("S-05")
  void aNameOfAnyKindThatNoRuleCoversIsRefusedAndNotDropped(GeneralName name) {
    HttpReply reply = kinds("CN=pump-7", dns("a.plant7.example"), name);
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, ' ', 0x7f, 0xfc})
  @Requirement("S-05")
  void aCharacterThatNoHostHasIsMalformed(int character) {
    byte[] request = csr(TestKeys.p256(), "CN=pump-7", dns("a@.plant7.example")).encoded();
    for (int i = 1; i < request.length; i++) {
      if (request[i] == '@' && request[i - 1] == 'a') {
        request[i] = (byte) character;
      }
    }
    try (RawClient client = server.client()) {
      byte[] body = Base64.getEncoder().encode(request);
      HttpReply reply = client.post(KINDS, body, otp("pump-7", "kinds"));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text()).contains("not printable ASCII");
    }
  }

  @Test
  @Requirement("S-05")
  void aNameThatStandsThereTwiceIsCertifiedOnce() {
    HttpReply reply = kinds("CN=pump-7", dns("a.plant7.example"), dns("a.plant7.example"));
    X509CertificateHolder certificate = TestEst.certificate(reply);
    assertThat(GeneralNames.fromExtensions(certificate.getExtensions(), SAN).getNames()).hasSize(1);
  }

  static Stream<Arguments> commonNames() {
    return Stream.of(
        Arguments.of("CN=pump-7", 200),
        Arguments.of("CN=a.plant7.example", 200),
        Arguments.of("CN=10.1.2.3", 200),
        Arguments.of("CN=*.plant7.example", 200),
        Arguments.of("CN=www.bank.example", BAD_NAMES),
        Arguments.of("CN=www.bank.example.", BAD_NAMES),
        Arguments.of("CN=*.bank.example", BAD_NAMES),
        Arguments.of("CN=11.1.2.3", BAD_NAMES),
        Arguments.of("CN=b\u00fccher.example", BAD_NAMES),
        Arguments.of("CN=pump-7+CN=www.bank.example", BAD_NAMES),
        Arguments.of("CN=pump-7,CN=www.bank.example", BAD_NAMES),
        Arguments.of("CN=pump-7,O=Bank", BAD_NAMES));
  }

  @ParameterizedTest
  @MethodSource("commonNames")
  @Requirement("S-05")
  void aCommonNameThatLooksLikeAHostNeedsTheRuleOfAHost(String subject, int status) {
    assertThat(kinds(subject).status()).isEqualTo(status);
  }

  @Test
  @Requirement("S-05")
  void theSubjectIsPutTogetherFromWhatTheCredentialProves() {
    KeyPair keys = TestKeys.p256();
    Csr csr = csr(keys, "CN=admin,O=Evil", dns("pump-7.plant7.example"));
    X509CertificateHolder certificate =
        TestEst.certificate(server.post(PUMPS, csr, otp("pump-7", "pumps")));
    assertThat(certificate.getSubject()).hasToString("O=Plant 7,CN=pump-7");
    Csr other = csr(TestKeys.p256(), "", dns("pump-8.plant7.example"));
    assertThat(server.post(PUMPS, other, otp("pump-7", "pumps")).status()).isEqualTo(BAD_NAMES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pump-7,O=Evil", "pump-7+UID=root", "#0c0161", "\"pump\"", "a\\,b"})
  @Requirement({"S-05", "S-56"})
  void anIdentityWithTheSignsOfANameStaysOneValue(String name) {
    Csr csr = csr(TestKeys.p256(), "");
    X509CertificateHolder certificate =
        TestEst.certificate(server.post(PUMPS, csr, otp(name, "pumps")));
    assertThat(certificate.getSubject().getRDNs()).hasSize(2);
    assertThat(certificate.getSubject().getRDNs()[1].getFirst().getValue())
        .isEqualTo(new DERUTF8String(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "pump-*", "www.bank.example", "pump\n", ""})
  @Requirement("S-05")
  void anIdentityThatIsNoNameGetsNone(String name) {
    Csr csr = csr(TestKeys.p256(), "");
    assertThat(server.post(PUMPS, csr, otp(name, "pumps")).status()).isEqualTo(BAD_NAMES);
  }

  @Test
  @Requirement("S-05")
  void aUserGetsTheNamesOfTheLabelAndNotItsOwn() {
    String user = server.user("joe", "*", List.of("CN=anything", "CN=joe2"));
    Csr csr = csr(TestKeys.p256(), "CN=anything");
    assertThat(TestEst.certificate(server.post(PUMPS, csr, user)).getSubject())
        .hasToString("CN=joe");
    String unfit = server.user("joe2", "*", List.of("CN=joe2"));
    assertThat(server.post(PUMPS, csr(TestKeys.p256(), ""), unfit).status()).isEqualTo(BAD_NAMES);
  }

  @Test
  @Requirement("S-06")
  void aRenewalKeepsItsNamesWhateverTheRulesSayAndAnEnrolmentByCertificateGetsTheRules() {
    KeyPair keys = TestKeys.p256();
    HttpReply first =
        server.post(PUMPS, csr(keys, "", dns("pump-9.plant7.example")), otp("pump-9", "pumps"));
    TlsIdentity device = ConfiguredEst.identity(keys, first);
    String renew = REENROLL.replace("est/", "est/pumps/");
    String subject = "O=Plant 7,CN=pump-9";
    GeneralName host = dns("pump-9.plant7.example");
    assertThat(status(device, renew, csr(keys, subject, host))).isEqualTo(200);
    assertThat(status(device, renew, csr(keys, subject))).isEqualTo(BAD_NAMES);
    assertThat(status(device, renew, csr(keys, "CN=pump-9", host))).isEqualTo(BAD_NAMES);
    assertThat(status(device, renew, csr(keys, subject, host, dns("b.plant7.example"))))
        .isEqualTo(BAD_NAMES);
    assertThat(status(device, renew, csr(keys, subject, uri("pump-9.plant7.example"))))
        .isEqualTo(BAD_NAMES);
    HttpReply again = server.post(device, PUMPS, csr(TestKeys.p256(), "CN=x"));
    assertThat(TestEst.certificate(again).getSubject())
        .hasToString("O=Plant 7,OU=renewed,CN=pump-9");
  }

  private static int status(TlsIdentity device, String path, Csr csr) {
    return server.post(device, path, csr).status();
  }
}
