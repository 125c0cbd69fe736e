package org.bequest.ca.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bequest.ca.testing.Device.dns;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bequest.ca.Decision;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.testing.Device;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.AttrOrOid;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.WantedAttribute;
import org.bequest.formats.pkix.WantedExtension;
import org.bequest.formats.pkix.WantedName;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Attribute;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a label demands is what it refuses to do without (RFC 7030 4.5.2). */
class DemandsTest {
  private static final ASN1ObjectIdentifier MAC_ADDRESS =
      new ASN1ObjectIdentifier("1.3.6.1.1.1.1.22");
  private static final Device DEVICE = Device.create();
  private static final SubjectNames PUMP = Device.named("CN=pump");

  private static Demands demanding(CsrDemands demands) {
    return Demands.of(
        Profile.of("device", ProfileConfig.DEFAULT),
        new DemandRules(Optional.empty(), demands, List.of()));
  }

  private static CsrDemands extensions(WantedExtension... wanted) {
    return new CsrDemands(List.of(), new KeyDemand.Any(), List.of(wanted), Set.of());
  }

  private static CsrDemands named(ASN1ObjectIdentifier oid) {
    return new CsrDemands(List.of(), new KeyDemand.Any(), List.of(), Set.of(oid));
  }

  private static Optional<Reason> answer(
      CsrDemands demands, Device device, SubjectNames names, UnaryOperator<CsrBuilder> more) {
    Optional<Decision.Refused> refused =
        demanding(demands).check(device.csr(names, more).csr(), true);
    refused.ifPresent(r -> assertThat(r.detail()).contains("/csrattrs", "RFC 7030 section 4.5.2"));
    return refused.map(Decision.Refused::reason);
  }

  private static Optional<Reason> answer(CsrDemands demands, SubjectNames names) {
    return answer(demands, DEVICE, names, b -> b);
  }

  private static byte[] encoded(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded("DER");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static WantedExtension alternatives(GeneralName... names) {
    return new WantedExtension(
        Extension.subjectAlternativeName, false, encoded(new GeneralNames(names)));
  }

  @Test
  @Requirement("R7030-4.5.2-5")
  void anotherCurveOrSchemeThanTheOneThatIsDemandedIsRefused() {
    CsrDemands p384 =
        new CsrDemands(List.of(), ProfileKey.of(KeyAlgorithm.P384), List.of(), Set.of());
    assertThat(answer(p384, PUMP)).hasValue(Reason.BAD_KEY);
    assertThat(answer(p384, Device.with(KeyAlgorithm.P384), PUMP, b -> b)).isEmpty();
    assertThat(answer(named(X9ObjectIdentifiers.ecdsa_with_SHA384), PUMP)).hasValue(Reason.BAD_KEY);
    assertThat(answer(named(X9ObjectIdentifiers.ecdsa_with_SHA256), PUMP)).isEmpty();
  }

  @Test
  @Requirement({"R9908-3.4-2", "R9908-3.1-1"})
  void aSubjectHasTheAttributesThatAreDemandedWithTheValuesThatAreGiven() {
    CsrDemands demands =
        new CsrDemands(
            List.of(
                List.of(new WantedName(BCStyle.CN, null)),
                List.of(new WantedName(BCStyle.OU, new DERUTF8String("Plant 7")))),
            new KeyDemand.Any(),
            List.of(),
            Set.of());
    assertThat(answer(demands, PUMP)).hasValue(Reason.BAD_NAMES);
    assertThat(answer(demands, Device.named("CN=pump,OU=Plant 8"))).hasValue(Reason.BAD_NAMES);
    assertThat(answer(demands, Device.named("OU=Plant 7"))).hasValue(Reason.BAD_NAMES);
    assertThat(answer(demands, Device.named("OU=plant 7,CN=pump"))).isEmpty();
  }

  @Test
  @Requirement({"R9908-3.1-1", "R9908-3.4-6"})
  void aDictatedNameIsThereAndAnOpenOneIsFilledIn() {
    GeneralName address = new GeneralName(GeneralName.iPAddress, "10.0.0.7");
    GeneralName open = new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[0]));
    CsrDemands demands = extensions(alternatives(dns("gate.example"), open));
    assertThat(answer(demands, PUMP)).hasValue(Reason.BAD_NAMES);
    assertThat(answer(demands, Device.named("CN=pump", dns("gate.example"))))
        .hasValue(Reason.BAD_NAMES);
    assertThat(answer(demands, Device.named("CN=pump", dns("other.example"), address)))
        .hasValue(Reason.BAD_NAMES);
    assertThat(answer(demands, Device.named("CN=pump", dns("GATE.example"), address))).isEmpty();
  }

  @Test
  void anOpenNameOfAKindThatIsAlsoDictatedIsOneMore() {
    GeneralName open = new GeneralName(GeneralName.dNSName, new DERIA5String(""));
    CsrDemands demands = extensions(alternatives(dns("gate.example"), open));
    assertThat(answer(demands, Device.named("CN=pump", dns("gate.example"))))
        .hasValue(Reason.BAD_NAMES);
    assertThat(answer(demands, Device.named("CN=pump", dns("gate.example"), dns("own.example"))))
        .isEmpty();
  }

  @Test
  @Requirement("R9908-3.4-6")
  void anExtensionIsThereWithItsValueWhenOneIsGiven() {
    byte[] client = encoded(new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
    byte[] server = encoded(new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    CsrDemands given = extensions(new WantedExtension(Extension.extendedKeyUsage, false, client));
    CsrDemands open = extensions(WantedExtension.open(Extension.extendedKeyUsage));
    Extension other = new Extension(Extension.extendedKeyUsage, false, server);
    Extension wanted = new Extension(Extension.extendedKeyUsage, false, client);
    assertThat(answer(given, PUMP)).hasValue(Reason.BAD_REQUEST);
    assertThat(answer(given, DEVICE, PUMP, b -> b.extension(other))).hasValue(Reason.BAD_REQUEST);
    assertThat(answer(given, DEVICE, PUMP, b -> b.extension(wanted))).isEmpty();
    assertThat(answer(open, PUMP)).hasValue(Reason.BAD_REQUEST);
    assertThat(answer(open, DEVICE, PUMP, b -> b.extension(other))).isEmpty();
  }

  @Test
  void anAttributeIsThereWithTheValueThatIsGiven() {
    ASN1ObjectIdentifier type = PKCSObjectIdentifiers.pkcs_9_at_unstructuredName;
    CsrDemands demands =
        new CsrDemands(
            List.of(),
            new KeyDemand.Any(),
            List.of(),
            Set.of(),
            List.of(new WantedAttribute(type, List.of(new DERUTF8String("seven")))));
    assertThat(answer(demands, PUMP)).hasValue(Reason.BAD_REQUEST);
    assertThat(answer(demands, DEVICE, PUMP, b -> b.attribute(type, new DERUTF8String("eight"))))
        .hasValue(Reason.BAD_REQUEST);
    assertThat(answer(demands, DEVICE, PUMP, b -> b.attribute(type, new DERUTF8String("seven"))))
        .isEmpty();
  }

  @Test
  @Requirement("R9908-5")
  void whatIsOnlyNamedMayBeAnywhereInTheRequest() {
    CsrDemands demands = named(MAC_ADDRESS);
    DERPrintableString address = new DERPrintableString("00:00:5e:00:53:07");
    Attribute attribute = new Attribute(MAC_ADDRESS, new DERSet(address));
    Extension directory =
        new Extension(
            Extension.subjectDirectoryAttributes, false, encoded(new DERSequence(attribute)));
    assertThat(answer(demands, PUMP)).hasValue(Reason.BAD_REQUEST);
    assertThat(answer(demands, DEVICE, PUMP, b -> b.attribute(MAC_ADDRESS, address))).isEmpty();
    assertThat(answer(demands, DEVICE, PUMP, b -> b.extension(directory))).isEmpty();
    assertThat(answer(named(BCStyle.SERIALNUMBER), Device.named("SERIALNUMBER=7,CN=pump")))
        .isEmpty();
  }

  @Test
  void whatTheProfileOnlyCopiesIsAskedForAndNotDemanded() throws MalformedException {
    ProfileConfig copying = ProfileConfig.DEFAULT.withExtensions(Map.of("tls-feature", "copy"));
    Demands demands = Demands.of(Profile.of("device", copying), DemandRules.NONE);
    assertThat(CsrAttributes.decode(demands.encode()).demands().extensions()).hasSize(1);
    assertThat(demands.check(DEVICE.csr(PUMP, b -> b).csr(), true)).isEmpty();
  }

  @Test
  void theNamesOfARenewalAreNotForTheLabelToDemand() {
    Demands demands = demanding(extensions(alternatives(dns("gate.example"))));
    assertThat(demands.check(DEVICE.csr(PUMP, b -> b).csr(), false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'p256,p384',         1.2.840.10045.2.1",
    "'rsa-2048,rsa-4096', 1.2.840.113549.1.1.1",
    "'p256,rsa-2048',     ''",
    "'ed25519,ml-dsa-65', ''"
  })
  @Requirement({"R7030-4.5.2-5", "R9908-3.2-3"})
  void ofSeveralKindsOfKeyWhatTheyHaveInCommonIsSaid(String keys, String type)
      throws MalformedException {
    ProfileConfig config =
        ProfileConfig.DEFAULT.withKeys(new ProfileConfig.Keys(List.of(keys.split(",", -1)), true));
    byte[] said = Demands.of(Profile.of("device", config), DemandRules.NONE).encode();
    if (type.isEmpty()) {
      assertThat(said).isEmpty();
      return;
    }
    CsrAttributes attributes = CsrAttributes.decode(said);
    assertThat(attributes.entries()).hasSize(1);
    assertThat(attributes.entries().getFirst())
        .isInstanceOfSatisfying(
            AttrOrOid.Attr.class,
            a -> {
              assertThat(a.type().getId()).isEqualTo(type);
              assertThat(a.values()).isEmpty();
            });
  }
}
