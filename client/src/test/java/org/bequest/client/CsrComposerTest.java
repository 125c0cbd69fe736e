package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.Signer;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.WantedAttribute;
import org.bequest.formats.pkix.WantedExtension;
import org.bequest.formats.pkix.WantedName;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 7030 4.2.1 and 4.5, RFC 7894, RFC 9908: what goes into the request. */
class CsrComposerTest {
  private final Signer key = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
  private final GeneralName dns = new GeneralName(GeneralName.dNSName, "device-7.example");
  private final EnrollRequest.Composed request =
      EnrollRequest.of(new SubjectNames(new X500Name("CN=device-7"), List.of(dns)), key);

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "RSA_2048", "ED25519", "ML_DSA_65"})
  @Requirement({"R7030-4.2.1-1", "R7030-4.2.1-2"})
  void signsWithTheKeyThatItNames(KeyAlgorithm algorithm) {
    Signer signer = PrivateKeySigner.of(algorithm.generate());
    Csr csr = compose(EnrollRequest.of(request.names(), signer));
    assertThat(new ProofOfPossession().verify(csr))
        .isInstanceOf(ProofOfPossession.Result.Proven.class);
    assertThat(csr.names().sameAs(request.names())).isTrue();
  }

  @Test
  void takesAnySignerWhateverHoldsItsKey() {
    Csr csr = compose(EnrollRequest.of(request.names(), new DeviceSigner(key)));
    assertThat(new ProofOfPossession().verify(csr))
        .isInstanceOf(ProofOfPossession.Result.Proven.class);
  }

  @Test
  @Requirement("R7030-4.5.2-3")
  void takesOverTheExtensionsThatTheServerGives() throws IOException {
    byte[] usage = new KeyUsage(KeyUsage.digitalSignature).getEncoded();
    var composed = request.following(wanting(new WantedExtension(Extension.keyUsage, true, usage)));
    Extension sent = extension(compose(composed), Extension.keyUsage);
    assertThat(sent.isCritical()).isTrue();
    assertThat(sent.getExtnValue().getOctets()).isEqualTo(usage);
    assertThat(composed.unmet()).isEmpty();
  }

  @Test
  @Requirement("R9908-3.4-6")
  void fillsInWhatTheServerLeavesOpen() throws IOException {
    var own =
        new Extension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth).getEncoded());
    var composed =
        request
            .withExtensions(List.of(own))
            .following(wanting(new WantedExtension(Extension.extendedKeyUsage, true, null)));
    Extension sent = extension(compose(composed), Extension.extendedKeyUsage);
    assertThat(sent.isCritical()).isTrue();
    assertThat(sent.getExtnValue()).isEqualTo(own.getExtnValue());
    assertThat(composed.unmet()).isEmpty();
  }

  @Test
  @Requirement("R9908-3.4-6")
  void fillsTheBlanksOfAGivenAlternativeName() throws IOException {
    var address = new GeneralName(GeneralName.iPAddress, "10.0.0.7");
    var fixed = new GeneralName(GeneralName.uniformResourceIdentifier, "urn:plant7");
    var blank = new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[0]));
    byte[] given = new GeneralNames(new GeneralName[] {blank, fixed}).getEncoded();
    var names = new SubjectNames(new X500Name("CN=device-7"), List.of(dns, address));
    var composed =
        EnrollRequest.of(names, key)
            .following(
                wanting(new WantedExtension(Extension.subjectAlternativeName, false, given)));
    assertThat(compose(composed).names().alternatives()).containsExactly(address, fixed, dns);
    assertThat(composed.unmet()).isEmpty();
  }

  @Test
  @Requirement("R9908-3.1-1")
  void putsTheGivenSubjectInTheGivenOrder() {
    var subject =
        List.of(
            List.of(name(BCStyle.O, new DERUTF8String("Plant 7"))),
            List.of(new WantedName(BCStyle.CN, null)));
    var asked = new CsrDemands(subject, new KeyDemand.Any(), List.of(), Set.of());
    var composed = request.following(asked);
    assertThat(compose(composed).subject()).isEqualTo(new X500Name("O=Plant 7,CN=device-7"));
    assertThat(composed.unmet()).isEmpty();
  }

  @Test
  void saysWhatItCannotGive() {
    var subject = List.of(List.of(new WantedName(BCStyle.SERIALNUMBER, null)));
    var rsa = new KeyDemand.Rsa(3072);
    var usage = new WantedExtension(Extension.extendedKeyUsage, false, null);
    var asked = new CsrDemands(subject, rsa, List.of(usage), Set.of());
    assertThat(request.following(asked).unmet())
        .hasSize(3)
        .anyMatch(s -> s.contains("key"))
        .anyMatch(s -> s.contains(BCStyle.SERIALNUMBER.getId()))
        .anyMatch(s -> s.contains(Extension.extendedKeyUsage.getId()));
  }

  @Test
  @Requirement("R7030-4.5.2-5")
  void comparesItsSignatureAlgorithmWithTheOnesThatAreNamed() {
    var sha256 = X9ObjectIdentifiers.ecdsa_with_SHA256;
    var sha384 = X9ObjectIdentifiers.ecdsa_with_SHA384;
    assertThat(request.following(naming(sha256)).unmet()).isEmpty();
    assertThat(request.following(naming(sha384)).unmet()).hasSize(1);
    assertThat(request.following(naming(EstOids.CHALLENGE_PASSWORD)).unmet()).isEmpty();
  }

  @Test
  @Requirement("R7030-4.5.2-5")
  void signsWithTheSchemeThatIsDemandedWhenTheKeyCan() {
    var keys = KeyAlgorithm.P256.generate();
    var sha384 = X9ObjectIdentifiers.ecdsa_with_SHA384;
    var demanded = EnrollRequest.of(request.names(), DemandedKey.signer(keys, naming(sha384)));
    Csr csr = compose(demanded.following(naming(sha384)));
    assertThat(csr.signatureAlgorithm().getAlgorithm()).isEqualTo(sha384);
    assertThat(new ProofOfPossession().verify(csr))
        .isInstanceOf(ProofOfPossession.Result.Proven.class);
    var rsa = PKCSObjectIdentifiers.sha512WithRSAEncryption;
    assertThat(DemandedKey.signer(keys, naming(rsa)).algorithm().getAlgorithm())
        .isEqualTo(X9ObjectIdentifiers.ecdsa_with_SHA256);
  }

  @Test
  @Requirement("R7030-4.5.2-3")
  void takesOverTheAttributesThatItKnowsAndIgnoresTheOthers() {
    var unstructured = PKCSObjectIdentifiers.pkcs_9_at_unstructuredName;
    var unknown = new ASN1ObjectIdentifier("2.999.1");
    var named = new ASN1ObjectIdentifier("2.999.2");
    var asked =
        new CsrDemands(
            List.of(),
            new KeyDemand.Any(),
            List.of(),
            Set.of(named),
            List.of(
                new WantedAttribute(unstructured, List.of(new DERUTF8String("seven"))),
                new WantedAttribute(unknown, List.of(new DERUTF8String("?")))));
    var composed = request.following(asked);
    Csr csr = compose(composed);
    assertThat(csr.attribute(unstructured)).isPresent();
    assertThat(csr.attribute(unknown)).isEmpty();
    assertThat(csr.attribute(named)).isEmpty();
    assertThat(composed.unmet())
        .hasSize(2)
        .anyMatch(u -> u.contains("2.999.1"))
        .anyMatch(u -> u.contains("2.999.2"));
  }

  @Test
  @Requirement("R7030-4.2.2-1")
  void aRenewalKeepsItsNamesWhateverIsDemanded() {
    var certificate = TestCa.root("CN=Root").issue(TestCa.keyPair(), Leaf.of("CN=device-7"));
    var subject = List.of(List.of(name(BCStyle.OU, new DERUTF8String("Plant 7"))));
    var asked = new CsrDemands(subject, new KeyDemand.Any(), List.of(), Set.of());
    var renewal = EnrollRequest.renewing(certificate, request.key()).following(asked);
    assertThat(compose(renewal).subject()).isEqualTo(new X500Name("CN=device-7"));
    assertThat(renewal.unmet()).isEmpty();
  }

  @Test
  @Requirement({"R7030-4.2.1-5", "R7030-4.2.2-3"})
  void aRenewalAsksForOtherNamesBesideItsOwn() {
    var certificate = TestCa.root("CN=Root").issue(TestCa.keyPair(), Leaf.of("CN=device-7"));
    var renewal = EnrollRequest.renewing(certificate, request.key());
    var wanted = SubjectNames.of(new X500Name("CN=device-8"));
    Csr csr = compose(renewal.changingTo(wanted));
    assertThat(csr.subject()).isEqualTo(new X500Name("CN=device-7"));
    assertThat(csr.changeSubjectName()).hasValueSatisfying(n -> assertThat(n).isEqualTo(wanted));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> renewal.changingTo(SubjectNames.of(new X500Name(""))));
    assertThatIllegalStateException().isThrownBy(() -> request.changingTo(wanted));
  }

  @Test
  void refusesABrokenAlternativeNameBeforeItBuildsOnIt() {
    var broken =
        wanting(new WantedExtension(Extension.subjectAlternativeName, false, new byte[] {5, 0}));
    assertThatThrownBy(() -> AlternativeNames.requireReadable(broken))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  @Requirement("R9908-4-2")
  void followsTheTemplateAloneWhenThereIsAlsoAList() throws MalformedException {
    var list = wantingKey(new KeyDemand.Rsa(3072));
    var template = wantingKey(curve(SECObjectIdentifiers.secp256r1));
    var both =
        new CsrAttributes(
            java.util.stream.Stream.of(
                    CsrAttributes.of(list, CsrAttributes.Style.LIST),
                    CsrAttributes.of(template, CsrAttributes.Style.TEMPLATE))
                .flatMap(a -> a.entries().stream())
                .toList());
    CsrDemands read = CsrAttributes.decode(both.encode()).demands();
    assertThat(request.following(read).unmet()).isEmpty();
    assertThat(DemandedKey.choose(read.key(), KeyAlgorithm.RSA_3072)).contains(KeyAlgorithm.P256);
  }

  @Test
  @Requirement("R7030-4.5.2-5")
  void choosesAKeyThatTheServerWants() {
    assertThat(DemandedKey.choose(new KeyDemand.Any(), KeyAlgorithm.ED25519))
        .contains(KeyAlgorithm.ED25519);
    assertThat(DemandedKey.choose(curve(SECObjectIdentifiers.secp384r1), KeyAlgorithm.P256))
        .contains(KeyAlgorithm.P384);
    assertThat(DemandedKey.choose(new KeyDemand.Rsa(0), KeyAlgorithm.RSA_4096))
        .contains(KeyAlgorithm.RSA_4096);
    assertThat(DemandedKey.choose(new KeyDemand.Rsa(3072), KeyAlgorithm.P256))
        .contains(KeyAlgorithm.RSA_3072);
    assertThat(DemandedKey.choose(new KeyDemand.Rsa(1024), KeyAlgorithm.P256)).isEmpty();
  }

  @Test
  @Requirement({"R7894-3-1", "R7894-4-3"})
  void sendsTheChallengesThatAreAdvertisedAndThatItHas() {
    var secrets = ChallengeSecrets.none().withOtp("otp-1").withRevocation("revoke-1");
    var one = request.withSecrets(secrets).following(naming(EstOids.OTP_CHALLENGE));
    assertThat(compose(one).otpChallenge()).contains("otp-1");
    assertThat(compose(one).revocationChallenge()).isEmpty();
    assertThat(compose(request.following(naming(EstOids.OTP_CHALLENGE))).otpChallenge()).isEmpty();
    assertThat(secrets.toString()).doesNotContain("otp-1", "revoke-1");
  }

  private static Csr compose(EnrollRequest.Composed composed) {
    return new CsrComposer(composed).compose("");
  }

  private static Extension extension(Csr csr, ASN1ObjectIdentifier id) {
    return csr.requestedExtensions().orElseThrow().getExtension(id);
  }

  private static CsrDemands wanting(WantedExtension... extensions) {
    return new CsrDemands(List.of(), new KeyDemand.Any(), Arrays.asList(extensions), Set.of());
  }

  private static CsrDemands wantingKey(KeyDemand demand) {
    return new CsrDemands(List.of(), demand, List.of(), Set.of());
  }

  private static CsrDemands naming(ASN1ObjectIdentifier oid) {
    return new CsrDemands(List.of(), new KeyDemand.Any(), List.of(), Set.of(oid));
  }

  private static KeyDemand curve(ASN1ObjectIdentifier curve) {
    return new KeyDemand.Of(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve));
  }

  private static WantedName name(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new WantedName(type, value);
  }

  /** Stands for a key in a device: only its signatures come out. */
  private record DeviceSigner(Signer inner) implements Signer {
    @Override
    public AlgorithmIdentifier algorithm() {
      return inner.algorithm();
    }

    @Override
    public org.bouncycastle.asn1.x509.SubjectPublicKeyInfo publicKey() {
      return inner.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
      return inner.sign(message);
    }
  }
}
