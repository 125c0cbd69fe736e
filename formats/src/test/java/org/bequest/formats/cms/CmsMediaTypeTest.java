package org.bequest.formats.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.wire.MediaType;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;

/** The parameters of application/cms (RFC 7193). */
class CmsMediaTypeTest {
  private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.2.3");

  private static CmsMediaType parsed(String header) throws Exception {
    return CmsMediaType.decode(MediaType.parse(header));
  }

  @Test
  @Requirement({"R8295-8.1-3", "R7193-2-1", "R7193-2-2"})
  void oneLayerIsATokenAndSeveralAreQuoted() throws Exception {
    CmsMediaType one = CmsMediaType.of(List.of(CmsOids.SIGNED_DATA), CmsOids.KEY_PACKAGE_RECEIPT);
    assertThat(one.encode())
        .hasToString(
            "application/cms; encapsulatingContent=signedData; innerContent=keyPackageReceipt");
    CmsMediaType three =
        CmsMediaType.of(
            List.of(CmsOids.SIGNED_DATA, CmsOids.ENCRYPTED_KEY_PACKAGE, CmsOids.SIGNED_DATA),
            CmsOids.ASYMMETRIC_KEY_PACKAGE);
    assertThat(three.encode())
        .hasToString(
            "application/cms; encapsulatingContent=\"signedData, encryptedKeyPkg, signedData\";"
                + " innerContent=aKeyPackage");
    assertThat(parsed(three.encode().toString())).isEqualTo(three);
  }

  @Test
  void whatHasNoNameIsLeftOut() {
    assertThat(CmsMediaType.of(List.of(), CmsOids.KEY_PACKAGE_ERROR).encode())
        .hasToString("application/cms; innerContent=keyPackageError");
    assertThat(CmsMediaType.of(List.of(UNKNOWN), UNKNOWN).encode()).hasToString("application/cms");
  }

  @Test
  void theOrderOfLayersDoesNotMatter() throws Exception {
    CmsMediaType body =
        CmsMediaType.of(
            List.of(CmsOids.ENVELOPED_DATA, CmsOids.SIGNED_DATA), CmsOids.ASYMMETRIC_KEY_PACKAGE);
    assertThat(
            parsed("application/cms; encapsulatingContent=\"signedData,envelopedData\"")
                .agreesWith(body))
        .isTrue();
    assertThat(parsed("application/cms").agreesWith(body)).isTrue();
    assertThat(parsed("application/cms; innercontent=aKeyPackage").agreesWith(body)).isTrue();
    assertThat(parsed("application/cms; innerContent=akeypackage").agreesWith(body)).isFalse();
    assertThat(parsed("application/cms; encapsulatingContent=signedData").agreesWith(body))
        .isFalse();
    assertThat(
            parsed("application/cms; encapsulatingContent=\"somethingNew\"").encapsulatingContent())
        .containsExactly("somethingNew");
  }

  /** The names of RFC 7193 section 2, with the types that the documents they come from define. */
  @Test
  @Requirement({"R7193-2-3", "R7193-2-4"})
  void everyRegisteredNameStandsForItsType() throws Exception {
    String layers =
        """
        authData 1.2.840.113549.1.9.16.1.2
        compressedData 1.2.840.113549.1.9.16.1.9
        contentCollection 1.2.840.113549.1.9.16.1.19
        contentInfo 1.2.840.113549.1.9.16.1.6
        contentWithAttrs 1.2.840.113549.1.9.16.1.20
        authEnvelopedData 1.2.840.113549.1.9.16.1.23
        encryptedKeyPkg 2.16.840.1.101.2.1.2.78.2
        digestData 1.2.840.113549.1.7.5
        encryptedData 1.2.840.113549.1.7.6
        envelopedData 1.2.840.113549.1.7.3
        signedData 1.2.840.113549.1.7.2
        """;
    for (String line : layers.lines().toList()) {
      CmsMediaType type =
          CmsMediaType.of(List.of(new ASN1ObjectIdentifier(word(line, 1))), UNKNOWN);
      assertThat(type.encapsulatingContent()).containsExactly(word(line, 0));
      assertThat(type.innerContent()).isEmpty();
      assertThat(parsed(type.encode().toString())).isEqualTo(type);
    }
    for (String line : leaves().lines().toList()) {
      CmsMediaType type = CmsMediaType.of(List.of(), new ASN1ObjectIdentifier(word(line, 1)));
      assertThat(type.innerContent()).containsExactly(word(line, 0));
      assertThat(parsed(type.encode().toString())).isEqualTo(type);
    }
    assertThat(layers.lines()).hasSize(11);
    assertThat(leaves().lines()).hasSize(19);
  }

  private static String leaves() {
    return """
    firmwarePackage 1.2.840.113549.1.9.16.1.16
    firmwareLoadReceipt 1.2.840.113549.1.9.16.1.17
    firmwareLoadError 1.2.840.113549.1.9.16.1.18
    aKeyPackage 2.16.840.1.101.2.1.2.78.5
    sKeyPackage 1.2.840.113549.1.9.16.1.25
    trustAnchorList 1.2.840.113549.1.9.16.1.34
    TAMP-statusQuery 2.16.840.1.101.2.1.2.77.1
    TAMP-statusResponse 2.16.840.1.101.2.1.2.77.2
    TAMP-update 2.16.840.1.101.2.1.2.77.3
    TAMP-updateConfirm 2.16.840.1.101.2.1.2.77.4
    TAMP-apexUpdate 2.16.840.1.101.2.1.2.77.5
    TAMP-apexUpdateConfirm 2.16.840.1.101.2.1.2.77.6
    TAMP-communityUpdate 2.16.840.1.101.2.1.2.77.7
    TAMP-communityUpdateConfirm 2.16.840.1.101.2.1.2.77.8
    TAMP-seqNumAdjust 2.16.840.1.101.2.1.2.77.10
    TAMP-seqNumAdjustConfirm 2.16.840.1.101.2.1.2.77.11
    TAMP-error 2.16.840.1.101.2.1.2.77.9
    keyPackageReceipt 2.16.840.1.101.2.1.2.78.3
    keyPackageError 2.16.840.1.101.2.1.2.78.6
    """;
  }

  @Test
  @Requirement("R7193-2-2")
  void aCollectionNamesEachKindOfLeafOnce() throws Exception {
    CmsMediaType type =
        CmsMediaType.of(
            List.of(CmsOids.SIGNED_DATA, CmsOids.CONTENT_COLLECTION),
            List.of(
                CmsOids.SYMMETRIC_KEY_PACKAGE,
                CmsOids.ASYMMETRIC_KEY_PACKAGE,
                CmsOids.SYMMETRIC_KEY_PACKAGE));
    assertThat(type.encode())
        .hasToString(
            "application/cms; encapsulatingContent=\"signedData, contentCollection\";"
                + " innerContent=\"sKeyPackage, aKeyPackage\"");
    assertThat(parsed(type.encode().toString())).isEqualTo(type);
    assertThat(
            parsed("application/cms; innerContent=\"aKeyPackage ,\tsKeyPackage\"").agreesWith(type))
        .isTrue();
    assertThat(parsed("application/cms; innerContent=aKeyPackage").agreesWith(type)).isFalse();
  }

  @Test
  @Requirement("R7193-2-9")
  void theLeafNeedNotBeTold() throws Exception {
    CmsMediaType whole =
        CmsMediaType.of(List.of(CmsOids.ENVELOPED_DATA), CmsOids.SYMMETRIC_KEY_PACKAGE);
    assertThat(whole.withoutInnerContent().encode())
        .hasToString("application/cms; encapsulatingContent=envelopedData");
    assertThat(whole.withoutInnerContent().agreesWith(whole)).isTrue();
  }

  @Test
  @Requirement({"R7193-2-5", "R7193-2-6", "R7193-2-11"})
  void namesOfTheFutureAndFurtherParametersDoNotDisturb() throws Exception {
    CmsMediaType read =
        parsed(
            "Application/CMS; ENCAPSULATINGCONTENT=\"signedData , quantumData\"; name=a.cmsc;"
                + " innercontent=teaLeaves; charset=binary");
    assertThat(read.encapsulatingContent()).containsExactly("signedData", "quantumData");
    assertThat(read.innerContent()).containsExactly("teaLeaves");
    assertThat(
            parsed("application/cms; encapsulatingContent=SignedData")
                .agreesWith(CmsMediaType.of(List.of(CmsOids.SIGNED_DATA), UNKNOWN)))
        .isFalse();
  }

  private static String word(String line, int number) {
    return line.split(" ", -1)[number];
  }
}
