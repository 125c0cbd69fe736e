package org.bequest.formats.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice.Certificate;
import org.bequest.formats.anchor.TrustAnchorChoice.TaInfo;
import org.bequest.formats.anchor.TrustAnchorChoice.TbsCert;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStrictStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.junit.jupiter.api.Test;

/** Anchors that others have made. */
class TrustAnchorVectorsTest {
  private static final String ECA = "C=US,O=U.S. Government,OU=ECA,CN=ECA Root CA 4";

  @Test
  @Requirement({"R5914-2-1", "R5914-2.5-1", "R5914-2.5-6", "R5914-3-2"})
  void anAnchorWithManyPoliciesAndAnExcludedNameIsReadToItsLastField() throws Exception {
    byte[] octets = Vectors.shared("rfc5914-ta-eca-policies");
    assertThat(octets[0]).isEqualTo((byte) 0xa2);
    TrustAnchorChoice anchor = TrustAnchorChoice.decode(octets);
    assertThat(anchor.encode().octets()).isEqualTo(octets);
    TrustAnchorInfo info = ((TaInfo) anchor).info();
    assertThat(info.keyId()).hasToString("335ba56f7a55602b814b2614cc79bf4aba8b32bd");
    CertPathControls controls = info.certPath().orElseThrow();
    assertThat(BCStrictStyle.INSTANCE.areEqual(controls.taName(), new X500Name(ECA))).isTrue();
    List<ASN1ObjectIdentifier> policies = controls.policySet().orElseThrow();
    assertThat(policies).hasSize(42);
    assertThat(policies.getFirst().getId()).isEqualTo("1.2.36.1.334.1.2.1.2");
    assertThat(policies.getLast().getId()).isEqualTo("2.16.840.1.114027.200.3.10.7.6");
    GeneralSubtree[] excluded = controls.nameConstr().orElseThrow().getExcludedSubtrees();
    assertThat(excluded).hasSize(1);
    GeneralName base = excluded[0].getBase();
    assertThat(base.getTagNo()).isEqualTo(GeneralName.directoryName);
    assertThat(base.getName()).hasToString("C=US,O=U.S. Government,OU=DoD");
    assertThat(controls.nameConstr().orElseThrow().getPermittedSubtrees()).isNull();
    assertThat(controls.certificate().orElseThrow().getSubject()).isEqualTo(controls.taName());
    assertThat(anchor.certificate()).isEqualTo(controls.certificate());
    assertThat(anchor.publicKey())
        .isEqualTo(controls.certificate().orElseThrow().getSubjectPublicKeyInfo());
    assertThat(info.faults()).isEmpty();
    assertThat(
            TrustAnchorInfo.of(info.pubKey(), new KeyIdentifier(new byte[] {1}))
                .withCertPath(controls)
                .faults())
        .containsExactly(AnchorFault.CERTIFICATE_OF_ANOTHER_KEY_ID);
  }

  @Test
  @Requirement({"R5914-3-1", "R5914-3-2", "R5914-3-3"})
  void theListHasOneAnchorOfEachForm() throws Exception {
    byte[] octets = Vectors.shared("rfc5914-trust-anchor-list");
    Content content = Content.decode(octets);
    assertThat(content.type().getId()).isEqualTo("1.2.840.113549.1.9.16.1.34");
    TrustAnchorList list = TrustAnchorList.of(content);
    assertThat(list.content().encode()).isEqualTo(octets);
    assertThat(list.anchors()).hasSize(3);
    TbsCert tbs = (TbsCert) list.anchors().get(0);
    assertThat(tbs.tbsCertificate().getSerialNumber().intValueExact()).isEqualTo(201);
    assertThat(tbs.name().orElseThrow()).hasToString("CN=ripe-ncc-ta");
    Certificate certificate = (Certificate) list.anchors().get(1);
    assertThat(certificate.name().orElseThrow()).hasToString("C=US,ST=VA,L=Herndon,O=Bogus CA");
    TrustAnchorInfo info = ((TaInfo) list.anchors().get(2)).info();
    assertThat(info.keyId()).hasToString("a39de61ff9da394fc06ee891cb95a5da31e20a9f");
    assertThat(info.taTitle()).hasValue("DigiCert Trust Anchor");
    assertThat(info.taTitleLangTag()).hasValue("en");
    CertPathControls controls = info.certPath().orElseThrow();
    assertThat(controls.taName().toString()).contains("CN=DigiCert ECC Secure Server CA");
    assertThat(controls.policyFlags()).hasValue(new CertPolicyFlags(false, false, true));
    assertThat(controls)
        .isEqualTo(
            new CertPathControls(
                controls.taName(),
                Optional.empty(),
                Optional.empty(),
                controls.policyFlags(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() throws MalformedException {
    byte[] anchor = Vectors.shared("rfc5914-ta-eca-policies");
    assertThat(Damage.everywhere(anchor, d -> TrustAnchorChoice.decode(d).keyId())).isPositive();
    byte[] list = Content.decode(Vectors.shared("rfc5914-trust-anchor-list")).octets();
    int refused =
        Damage.everywhere(
            list, d -> TrustAnchorList.of(new Content(CmsOids.TRUST_ANCHOR_LIST, d)).encode());
    assertThat(refused).isGreaterThan(list.length);
  }
}
