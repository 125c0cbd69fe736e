package org.bequest.ca.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bequest.ca.Issuer;
import org.bequest.ca.der.Der;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinterTest {
  private static final KeyPair KEYS = KeyAlgorithm.P256.generate();
  private static final SubjectPublicKeyInfo KEY =
      SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded());
  private static final byte[] ISSUER_ID = new byte[20];
  private static final Issuer ISSUER =
      new Issuer(
          "00",
          new X500Name("CN=Issuer"),
          KEY,
          ISSUER_ID,
          KeyAlgorithm.P256.signatureAlgorithm().orElseThrow(),
          Instant.parse("2036-01-01T00:00:00Z"));

  /** The parts of a certificate, to be spoiled one by one. */
  record Parts(Map<String, byte[]> fields, Map<ASN1ObjectIdentifier, byte[]> extensions) {
    byte[] encode() {
      List<byte[]> all = new ArrayList<>(fields.values());
      byte[] list = Der.sequence(extensions.values().toArray(byte[][]::new));
      all.add(Der.explicit(3, list));
      return Der.sequence(all.toArray(byte[][]::new));
    }

    Parts with(String field, byte[] value) {
      fields.put(field, value);
      return this;
    }

    Parts with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
      extensions.put(id, extension(id, critical, value));
      return this;
    }

    Parts without(ASN1ObjectIdentifier id) {
      extensions.remove(id);
      return this;
    }

    Parts named(GeneralName name) {
      return with(Extension.subjectAlternativeName, false, new GeneralNames(name));
    }
  }

  private static Parts good() {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put("version", Der.explicit(0, Der.encode(new ASN1Integer(2))));
    fields.put("serial", Der.encode(new ASN1Integer(BigInteger.ONE.shiftLeft(100))));
    fields.put("signature", Der.encode(ISSUER.signatureAlgorithm()));
    fields.put("issuer", Der.encode(ISSUER.name()));
    fields.put("validity", validity("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
    fields.put("subject", Der.encode(new X500Name("CN=device-7")));
    fields.put("key", Der.encode(KEY));
    return new Parts(fields, new LinkedHashMap<>())
        .with(Extension.subjectKeyIdentifier, false, new DEROctetString(new byte[20]))
        .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(ISSUER_ID))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .named(new GeneralName(GeneralName.dNSName, "pump.plant7.example"));
  }

  record Bad(String rule, String what, UnaryOperator<Parts> spoil) {
    @Override
    public String toString() {
      return rule + ": " + what;
    }
  }

  private static Stream<Bad> bad() {
    return Stream.of(badFields(), badNames(), badExtensions(), badAlternativeNames())
        .flatMap(all -> all);
  }

  private static Stream<Bad> badFields() {
    return Stream.of(
        new Bad(
            "Der",
            "long length",
            p ->
                p.with("version", new byte[] {(byte) 0xa0, 3, 2, 1, 2})
                    .with("serial", new byte[] {2, (byte) 0x81, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0})),
        new Bad(
            "VersionThree",
            "v1",
            p -> p.with("version", Der.explicit(0, Der.encode(new ASN1Integer(0))))),
        new Bad("SerialNumberRange", "zero", p -> p.with("serial", serial(BigInteger.ZERO))),
        new Bad(
            "SerialNumberRange",
            "negative",
            p -> p.with("serial", serial(BigInteger.ONE.shiftLeft(100).negate()))),
        new Bad(
            "SerialNumberRange",
            "21 octets",
            p -> p.with("serial", serial(BigInteger.ONE.shiftLeft(160)))),
        new Bad(
            "SignatureAlgorithmOfIssuer",
            "other",
            p ->
                p.with(
                    "signature", Der.encode(KeyAlgorithm.P384.signatureAlgorithm().orElseThrow()))),
        new Bad(
            "IssuerName", "other", p -> p.with("issuer", Der.encode(new X500Name("CN=issuer")))),
        new Bad(
            "ValidityOrder",
            "reversed",
            p -> p.with("validity", validity("2027-01-01T00:00:00Z", "2026-01-01T00:00:00Z"))),
        new Bad(
            "ValidityEncoding",
            "GeneralizedTime before 2050",
            p ->
                p.with(
                    "validity",
                    times(
                        new DERUTCTime("260101000000Z"),
                        new DERGeneralizedTime("20270101000000Z")))),
        new Bad(
            "ValidityEncoding",
            "offset",
            p ->
                p.with(
                    "validity",
                    times(new DERUTCTime("260101000000+0100"), new DERUTCTime("270101000000Z")))),
        new Bad(
            "WithinIssuerLifetime",
            "longer",
            p -> p.with("validity", validity("2026-01-01T00:00:00Z", "2036-01-01T00:00:01Z"))));
  }

  private static Stream<Bad> badNames() {
    return Stream.of(
        new Bad("NameBounds", "65 characters", p -> p.with("subject", Der.encode(longName()))),
        new Bad(
            "NameBounds",
            "control character",
            p -> p.with("subject", Der.encode(new X500Name("CN=a\\00b")))),
        new Bad(
            "NameBounds",
            "33 attributes",
            p -> p.with("subject", Der.encode(new X500Name("OU=a" + ",OU=a".repeat(32))))),
        new Bad(
            "PublicKeyEncoding",
            "RSA without NULL",
            p -> p.with("key", Der.encode(rsaWithoutNull()))));
  }

  private static Stream<Bad> badExtensions() {
    return Stream.of(
        new Bad("NoDuplicateExtension", "twice", p -> p.with("key", twoKeyUsages(p))),
        new Bad(
            "SubjectKeyIdentifierPresent",
            "missing",
            p -> p.without(Extension.subjectKeyIdentifier)),
        new Bad(
            "AuthorityKeyIdentifierOfIssuer",
            "other",
            p ->
                p.with(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(new byte[] {1}))),
        new Bad(
            "KeyUsagePresent",
            "not critical",
            p -> p.with(Extension.keyUsage, false, new KeyUsage(KeyUsage.digitalSignature))),
        new Bad("KeyUsagePresent", "missing", p -> p.without(Extension.keyUsage)),
        new Bad(
            "KeyUsageFitsKey",
            "encipherment by a curve",
            p -> p.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))),
        new Bad(
            "KeyUsageFitsKey",
            "X25519 without keyAgreement",
            p ->
                p.with("key", Der.encode(key(KeyAlgorithm.X25519)))
                    .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.encipherOnly))),
        new Bad(
            "KeyUsageFitsKey",
            "ML-KEM that signs",
            p ->
                p.with("key", Der.encode(key(KeyAlgorithm.ML_KEM_512)))
                    .with(
                        Extension.keyUsage,
                        true,
                        new KeyUsage(KeyUsage.keyEncipherment | KeyUsage.digitalSignature))),
        new Bad(
            "BasicConstraintsConsistent",
            "CA without keyCertSign",
            p -> p.with(Extension.basicConstraints, true, new BasicConstraints(true))),
        new Bad(
            "BasicConstraintsConsistent",
            "keyCertSign without CA",
            p -> p.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))),
        new Bad(
            "ExtendedKeyUsageNotEmpty",
            "empty",
            p -> p.with(Extension.extendedKeyUsage, false, new DERSequence())));
  }

  private static Stream<Bad> badAlternativeNames() {
    return Stream.of(
        new Bad(
            "AlternativeNamesPresent",
            "empty",
            p -> p.with(Extension.subjectAlternativeName, false, new DERSequence())),
        new Bad(
            "AlternativeNamesPresent",
            "no name at all",
            p ->
                p.without(Extension.subjectAlternativeName)
                    .with("subject", Der.encode(new DERSequence()))),
        new Bad(
            "AlternativeNamesPresent",
            "not critical without subject",
            p -> p.with("subject", Der.encode(new DERSequence()))),
        new Bad(
            "DnsNameSyntax",
            "underscore",
            p -> p.named(new GeneralName(GeneralName.dNSName, "a_b.example"))),
        new Bad(
            "DnsNameSyntax",
            "trailing dot",
            p -> p.named(new GeneralName(GeneralName.dNSName, "a.example."))),
        new Bad(
            "IpAddressLength",
            "five octets",
            p -> p.named(new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[5])))),
        new Bad(
            "UriSyntax",
            "relative",
            p -> p.named(new GeneralName(GeneralName.uniformResourceIdentifier, "a/b"))),
        new Bad(
            "EmailSyntax",
            "with a phrase",
            p -> p.named(new GeneralName(GeneralName.rfc822Name, "A <a@b.example>"))),
        new Bad(
            "PointersNotCritical",
            "critical AIA",
            p -> p.with(Extension.authorityInfoAccess, true, new DERSequence())),
        new Bad("CmcAccessOfService", "without the purpose", p -> cmcAccess(p, URI)));
  }

  private static final GeneralName URI =
      new GeneralName(GeneralName.uniformResourceIdentifier, "https://ca.example/fullcmc");

  private static Parts cmcAccess(Parts parts, GeneralName place) {
    var access = new AccessDescription(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.12"), place);
    return parts.with(Extension.subjectInfoAccess, false, new AuthorityInformationAccess(access));
  }

  @Test
  @Requirement({"R6402-2.11-1", "R6402-2.11-2"})
  void theAccessToCmcIsThatOfAServiceByItsUri() {
    Parts service =
        good()
            .with(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(
                    KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.27"))));
    assertThat(new Linter(ISSUER).lint(cmcAccess(service, URI).encode()))
        .isInstanceOf(Linter.Result.Clean.class);
    GeneralName mail = new GeneralName(GeneralName.rfc822Name, "cmc@ca.example");
    for (Parts bad : List.of(cmcAccess(good(), URI), cmcAccess(service, mail))) {
      assertThat(new Linter(ISSUER).lint(bad.encode()))
          .isInstanceOfSatisfying(
              Linter.Result.Faulty.class,
              faulty ->
                  assertThat(faulty.findings())
                      .extracting(Linter.Finding::rule)
                      .containsExactly("CmcAccessOfService"));
    }
  }

  @Test
  void findsNothingInAGoodCertificate() {
    byte[] good = good().encode();
    assertThat(new Linter(ISSUER).lint(good))
        .isInstanceOfSatisfying(
            Linter.Result.Clean.class,
            clean -> assertThat(clean.certificate().toBeSigned()).isEqualTo(good));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void findsTheFaultByItsRule(Bad bad) {
    Linter.Result result = new Linter(ISSUER).lint(bad.spoil().apply(good()).encode());
    assertThat(result)
        .isInstanceOfSatisfying(
            Linter.Result.Faulty.class,
            faulty ->
                assertThat(faulty.findings())
                    .extracting(Linter.Finding::rule)
                    .contains(bad.rule()));
  }

  @Test
  void everyRuleHasABadExample() {
    assertThat(bad().map(Bad::rule).collect(Collectors.toSet()))
        .isEqualTo(
            Linter.RULES.stream()
                .map(r -> r.getClass().getSimpleName())
                .collect(Collectors.toSet()));
  }

  @Test
  @Requirement("S-53")
  void judgesTornBytesWithoutAnException() {
    byte[] good = good().encode();
    for (int length = 0; length < good.length; length++) {
      byte[] torn = Arrays.copyOf(good, length);
      assertThat(new Linter(ISSUER).lint(torn)).isInstanceOf(Linter.Result.Faulty.class);
    }
  }

  private static X500Name longName() {
    RDN name = new RDN(BCStyle.CN, new DERUTF8String("a".repeat(65)));
    return new X500Name(new RDN[] {name});
  }

  private static byte[] serial(BigInteger value) {
    return Der.encode(new ASN1Integer(value));
  }

  private static byte[] validity(String from, String to) {
    return Der.sequence(Der.time(Instant.parse(from)), Der.time(Instant.parse(to)));
  }

  private static byte[] times(ASN1Encodable from, ASN1Encodable to) {
    return Der.sequence(Der.encode(from), Der.encode(to));
  }

  private static SubjectPublicKeyInfo key(KeyAlgorithm algorithm) {
    return SubjectPublicKeyInfo.getInstance(algorithm.generate().getPublic().getEncoded());
  }

  private static SubjectPublicKeyInfo rsaWithoutNull() {
    SubjectPublicKeyInfo rsa = key(KeyAlgorithm.RSA_2048);
    return new SubjectPublicKeyInfo(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
        rsa.getPublicKeyData().getBytes());
  }

  private static byte[] extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
    return Der.encode(new Extension(id, critical, Der.encode(value)));
  }

  /** Puts a second KeyUsage under another key of the map; the field itself stays. */
  private static byte[] twoKeyUsages(Parts parts) {
    parts
        .extensions()
        .put(
            new ASN1ObjectIdentifier("1.2.3"),
            extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)));
    return Der.encode(KEY);
  }
}
