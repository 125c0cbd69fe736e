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
  @Requirement("R8295-8.1-3")
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
}
