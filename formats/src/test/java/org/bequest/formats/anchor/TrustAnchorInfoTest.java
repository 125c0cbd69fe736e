package org.bequest.formats.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.formats.MalformedException;
import org.bequest.formats.TestKeys;
import org.bequest.formats.anchor.TrustAnchorChoice.Certificate;
import org.bequest.formats.anchor.TrustAnchorChoice.TaInfo;
import org.bequest.formats.anchor.TrustAnchorChoice.TbsCert;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustAnchorInfoTest {
  private static final String ED25519 = "300506032b6570";

  /** SubjectPublicKeyInfo of three octets. */
  private static final String KEY = "300b" + ED25519 + "030200ff";

  private static final String KEY_ID = "04020708";
  private static final String NAME = "300c310a300806035504030c0141";
  private static final TestKeys KEYS = new TestKeys();
  private static final X509CertificateHolder ROOT = KEYS.certificate("CN=A", 1);
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3");

  /** An anchor of these fields after the key identifier. */
  private static TrustAnchorInfo read(String fields) throws MalformedException {
    byte[] octets = HexFormat.of().parseHex(hex("a2", hex("30", KEY + KEY_ID + fields)));
    TrustAnchorChoice anchor = TrustAnchorChoice.decode(octets);
    assertThat(anchor.encode().octets()).isEqualTo(octets);
    return ((TaInfo) anchor).info();
  }

  private static String hex(String tag, String content) {
    int length = content.length() / 2;
    return tag + (length < 128 ? "" : "81") + "%02x".formatted(length) + content;
  }

  /** By the grammar, tag by tag. */
  @Test
  @Requirement({"R5914-2-1", "R5914-2.2-1", "R5914-2.3-1", "R5914-2.5-1", "R5914-2.5-11"})
  void everyFieldHasItsTagAndItsPlace() throws MalformedException {
    String tree = hex("30", "8201" + "61");
    String controls =
        hex(
            "30",
            NAME
                + hex("a1", hex("30", "06022a03"))
                + "82020560"
                + hex("a3", hex("a1", tree))
                + "840103");
    String extension = hex("30", hex("30", "06022a04" + "0101ff" + "04020500"));
    TrustAnchorInfo info = read("0c0141" + controls + hex("a1", extension) + "82026465");
    assertThat(info.keyId().octets()).containsExactly(7, 8);
    assertThat(info.taTitle()).hasValue("A");
    assertThat(info.taTitleLangTag()).hasValue("de");
    assertThat(
            info.exts().orElseThrow().getExtension(new ASN1ObjectIdentifier("1.2.4")).isCritical())
        .isTrue();
    CertPathControls read = info.certPath().orElseThrow();
    assertThat(read.taName()).isEqualTo(new X500Name("CN=A"));
    assertThat(read.policySet().orElseThrow()).containsExactly(POLICY);
    assertThat(read.policyFlags()).hasValue(new CertPolicyFlags(false, true, true));
    assertThat(read.nameConstr().orElseThrow().getExcludedSubtrees()[0].getBase())
        .isEqualTo(new GeneralName(GeneralName.dNSName, "a"));
    assertThat(read.pathLenConstraint().orElseThrow()).isEqualTo(3);
  }

  @Test
  @Requirement("R5914-2.1-1")
  void aVersionIsNeverWritten() {
    for (String version : List.of("020101", "020102")) {
      byte[] octets = HexFormat.of().parseHex(hex("a2", hex("30", version + KEY + KEY_ID)));
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> TrustAnchorChoice.decode(octets))
          .withMessageContaining("version");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0c00", // an empty title
        "0c0180", // no UTF-8
        "82026465" + "a104" + "30020500", // the language before the extensions
        "30023000", // an empty name
        "3000", // no name
        "a1023000", // no extension
        "a10430020500", // no extensions
        "3012" + NAME + "82020400", // zero bits at the end of the flags
        "3011" + NAME + "8401ff", // a negative length
        "3010" + NAME + "a100" // no policies
      })
  @Requirement({"R5914-2.4-1", "R5914-2.5-3", "R5914-2.5-11", "R5914-2.5-16"})
  void whatTheGrammarForbidsIsRefused(String fields) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(fields));
  }

  @Test
  @Requirement("R5914-2.5-10")
  void qualifiersAndRepetitionsOfPoliciesAreRefused() {
    String qualified = hex("30", "06022a03" + hex("30", hex("30", "06022a05" + "0500")));
    String plain = hex("30", "06022a03");
    for (String set : List.of(qualified, plain + plain)) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> read(hex("30", NAME + hex("a1", set))));
    }
  }

  @Test
  @Requirement({"R5914-2.4-1", "R5914-2.5-3", "R5914-2.5-16"})
  void nothingForbiddenIsBuilt() {
    TrustAnchorInfo info = TrustAnchorInfo.of(KEYS.publicKey(), new KeyIdentifier(new byte[1]));
    assertThat(info.withTitle("é".repeat(64)).encode().length()).isGreaterThan(128);
    assertThatIllegalArgumentException().isThrownBy(() -> info.withTitle(""));
    assertThatIllegalArgumentException().isThrownBy(() -> info.withTitle("é".repeat(65)));
    CertPathControls controls = CertPathControls.of(new X500Name("CN=A"));
    assertThatIllegalArgumentException().isThrownBy(() -> CertPathControls.of(new X500Name("")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> controls.withPolicies(List.of(), CertPolicyFlags.NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> controls.withPathLength(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrustAnchorList(List.of()));
  }

  @Test
  @Requirement({
    "R5914-2.5-4",
    "R5914-2.5-5",
    "R5914-2.5-6",
    "R5914-2.5-12",
    "R5914-2.6-1",
    "R5914-4-1"
  })
  void contradictionsHaveNames() {
    KeyIdentifier id = new KeyIdentifier(new byte[] {1});
    CertPathControls of = CertPathControls.of(ROOT.getSubject()).withCertificate(ROOT);
    TrustAnchorInfo good = TrustAnchorInfo.of(KEYS.publicKey(), id).withCertPath(of);
    assertThat(good.faults()).isEmpty();
    CertPathControls other = CertPathControls.of(new X500Name("CN=a")).withCertificate(ROOT);
    assertThat(good.withCertPath(other).faults())
        .containsExactly(AnchorFault.CERTIFICATE_OF_ANOTHER_NAME);
    assertThat(TrustAnchorInfo.of(new TestKeys().publicKey(), id).withCertPath(of).faults())
        .containsExactly(AnchorFault.CERTIFICATE_OF_ANOTHER_KEY);
    CertPathControls explicit =
        new CertPathControls(
            ROOT.getSubject(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new CertPolicyFlags(false, true, false)),
            Optional.empty(),
            Optional.empty());
    assertThat(good.withCertPath(explicit).faults()).isEqualTo(Set.of(AnchorFault.NO_POLICY_SET));
    assertThat(
            good.withCertPath(explicit.withPolicies(List.of(POLICY), CertPolicyFlags.NONE))
                .faults())
        .isEmpty();
    for (ASN1ObjectIdentifier type :
        List.of(
            Extension.certificatePolicies,
            Extension.policyConstraints,
            Extension.inhibitAnyPolicy,
            Extension.nameConstraints)) {
      Extensions misplaced = new Extensions(new Extension(type, false, new byte[] {5, 0}));
      TrustAnchorInfo info = good.withExtensions(misplaced);
      assertThat(info.faults()).containsExactly(AnchorFault.MISPLACED_EXTENSION);
      assertThat(info.extension(type)).isEmpty();
    }
  }

  @Test
  @Requirement({"R5914-3-2", "R5914-2.4-2"})
  void whateverIsBuiltComesBack() {
    Some.check(some -> {
      TrustAnchorChoice anchor =
          some.either(
              () -> new Certificate(ROOT),
              () -> new TbsCert(ROOT.toASN1Structure().getTBSCertificate()),
              () -> new TaInfo(info(some)));
      TrustAnchorChoice read = TrustAnchorChoice.decode(anchor.encode().octets());
      assertThat(read).isEqualTo(anchor);
      assertThat(read.publicKey()).isEqualTo(anchor.publicKey());
    });
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() {
    byte[] octets = new TaInfo(info(Some.seed(3))).encode().octets();
    int refused =
        Damage.everywhere(octets, d -> ((TaInfo) TrustAnchorChoice.decode(d)).info().faults());
    assertThat(refused).isGreaterThan(octets.length);
  }

  private static TrustAnchorInfo info(Some some) {
    SubjectPublicKeyInfo key =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(new ASN1ObjectIdentifier(some.oid())), some.octets(0, 300));
    return new TrustAnchorInfo(
        key,
        new KeyIdentifier(some.octets(0, 40)),
        some.perhaps(() -> some.text(1, 60)),
        some.perhaps(() -> controls(some)),
        some.perhaps(() -> extensions(some)),
        some.perhaps(() -> some.plain(0, 8)));
  }

  private static CertPathControls controls(Some some) {
    return new CertPathControls(
        new X500Name("CN=" + some.plain(1, 60)),
        some.perhaps(() -> ROOT),
        some.perhaps(() -> policies(some)),
        some.perhaps(() -> new CertPolicyFlags(some.yes(), some.yes(), some.yes())),
        some.perhaps(() -> new NameConstraints(trees(some), some.yes() ? trees(some) : null)),
        some.perhaps(() -> some.natural(70)));
  }

  private static List<ASN1ObjectIdentifier> policies(Some some) {
    List<String> all = some.list(1, 40, some::oid);
    return all.stream().distinct().map(ASN1ObjectIdentifier::new).toList();
  }

  private static GeneralSubtree[] trees(Some some) {
    List<GeneralSubtree> trees = new ArrayList<>();
    trees.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, some.plain(0, 20))));
    trees.add(new GeneralSubtree(new GeneralName(new X500Name("O=" + some.plain(1, 20)))));
    return trees.toArray(GeneralSubtree[]::new);
  }

  private static Extensions extensions(Some some) {
    return new Extensions(
        policies(some).stream()
            .map(type -> new Extension(type, some.yes(), some.octets(0, 200)))
            .toArray(Extension[]::new));
  }
}
