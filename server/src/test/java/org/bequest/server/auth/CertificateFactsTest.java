package org.bequest.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.formats.pkix.NameText;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** What is known of the holder of a certificate, as 802.1AR devices have them and others. */
class CertificateFactsTest {
  private static Facts facts(String subject, GeneralName... names) throws Exception {
    KeyPair keys = TestKeys.p256();
    X509CertificateHolder certificate =
        new X509v3CertificateBuilder(
                new X500Name("CN=Factory"),
                BigInteger.TWO,
                Date.from(Instant.now()),
                Date.from(Instant.now().plusSeconds(60)),
                NameText.parse(subject),
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
            .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    return CertificateFacts.of(certificate);
  }

  private static GeneralName hardware(byte... serial) {
    ASN1Encodable[] module = {new ASN1ObjectIdentifier("1.2.3"), new DEROctetString(serial)};
    return other("1.3.6.1.5.5.7.8.4", new DERSequence(module));
  }

  private static GeneralName other(String type, ASN1Encodable value) {
    return new GeneralName(
        GeneralName.otherName, new OtherName(new ASN1ObjectIdentifier(type), value));
  }

  private static GeneralName ip(byte... octets) {
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(octets));
  }

  @Test
  void attributesAndNamesAreKnownByTheirKind() throws Exception {
    Facts facts =
        facts(
            "serialNumber=17,CN=a\\,b,OU=x,OU=y,O=Acme",
            new GeneralName(GeneralName.dNSName, "a.example"),
            new GeneralName(GeneralName.dNSName, "b.example"),
            new GeneralName(GeneralName.rfc822Name, "j@a.example"),
            new GeneralName(GeneralName.uniformResourceIdentifier, "urn:dev:1"),
            other("1.3.6.1.4.1.311.20.2.3", new DERUTF8String("j@b.example")));
    assertThat(facts.of("cert.cn")).containsExactly("a,b");
    assertThat(facts.of("cert.serial-number")).containsExactly("17");
    assertThat(facts.of("cert.ou")).containsExactlyInAnyOrder("x", "y");
    assertThat(facts.of("cert.subject"))
        .containsExactly("serialNumber=17,CN=a\\,b,OU=x,OU=y,O=Acme");
    assertThat(facts.of("cert.dns")).containsExactly("a.example", "b.example");
    assertThat(facts.of("cert.email")).containsExactly("j@a.example");
    assertThat(facts.of("cert.uri")).containsExactly("urn:dev:1");
    assertThat(facts.of("cert.upn")).containsExactly("j@b.example");
    assertThat(facts.of("cert.ip")).isEmpty();
  }

  @Test
  void aHardwareModuleIsKnownInHexadecimalAndAsTextWhereItIsText() throws Exception {
    Facts text = facts("CN=a", hardware("SN-17".getBytes(StandardCharsets.US_ASCII)));
    assertThat(text.of("cert.hardware-type")).containsExactly("1.2.3");
    assertThat(text.of("cert.hardware-serial")).containsExactly("SN-17");
    assertThat(text.of("cert.hardware-serial-hex")).containsExactly("534e2d3137");
    Facts binary = facts("CN=a", hardware((byte) 0, (byte) 0xff));
    assertThat(binary.of("cert.hardware-serial")).isEmpty();
    assertThat(binary.of("cert.hardware-serial-hex")).containsExactly("00ff");
  }

  /** An IPv4-mapped address is one of IPv6, whatever the JDK makes of it. */
  @Test
  void addressesKeepTheirFamily() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    mapped[12] = 10;
    Facts facts = facts("CN=a", ip((byte) 10, (byte) 1, (byte) 2, (byte) 200), ip(mapped));
    assertThat(facts.of("cert.ip")).isEqualTo(List.of("10.1.2.200", "0:0:0:0:0:ffff:a00:0"));
  }
}
