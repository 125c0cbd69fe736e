package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import org.bequest.conformance.Vectors;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignatureCheck.Refused;
import org.bequest.crypto.cms.SignatureCheck.Verified;
import org.bequest.formats.cms.SignedContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures in the vectors of public projects are worth what their index says. */
class CmsVectorsTest {
  private static SignatureCheck check(String vector) throws Exception {
    SignedContent message = SignedContent.decode(Vectors.shared(vector));
    return SignatureCheck.of(message, SignerKeys.in(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rfc7191-key-package-receipt-signed",
        "rfc5934-tamp-update-signed",
        "rfc5272-full-cmc-request-pkcs10"
      })
  void goodSignaturesVerifyWithTheCertificateInside(String vector) throws Exception {
    assertThat(check(vector)).isInstanceOf(Verified.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rfc5272-full-cmc-request-bad-signature", "rfc7191-receipt-request-signed"})
  void badSignaturesDoNot(String vector) throws Exception {
    assertThat(check(vector))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.fault()).isEqualTo(Fault.BAD_SIGNATURE));
  }

  @Test
  void aSignerWithoutACertificateIsUnknown() throws Exception {
    assertThat(check("rfc4108-firmware-signed"))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.fault()).isEqualTo(Fault.UNKNOWN_SIGNER));
  }

  @Test
  void certificatesAloneAreNoSignedContent() throws Exception {
    assertThat(check("cms-certs-only"))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.fault()).isEqualTo(Fault.MISSING_CONTENT));
  }

  /** Indefinite lengths do not change what was signed: attributes are hashed in DER. */
  @Test
  void aSignatureInBerVerifies() throws Exception {
    assertThat(check("cms-signed-ber")).isInstanceOf(Verified.class);
  }
}
