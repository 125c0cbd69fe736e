package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignatureCheck.Refused;
import org.bequest.crypto.cms.SignatureCheck.Verified;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.Test;

/**
 * Where CMS and PKCS #7 differ (RFC 5652 section 5.2.1): CMS digests all octets of the structure in
 * the OCTET STRING, PKCS #7 has the structure itself there and leaves its tag and length out.
 */
class CmsRulesTest {
  private static final Content KEYS =
      new Content(CmsOids.SYMMETRIC_KEY_PACKAGE, new byte[] {0x30, 0x03, 0x02, 0x01, 0x05});

  private final Holder signer = Holder.of(KeyAlgorithm.P256);

  /** Signed with this as the digested octets, whatever the content is. */
  private SignedContent signedOver(byte[] digested) {
    MessageSigner by = signer.signer();
    DigestAlgorithm digest = DigestAlgorithm.beside(by.signer().algorithm());
    Attributes attributes =
        Attributes.of(
            Attributes.attribute(CmsOids.CONTENT_TYPE, KEYS.type()),
            Attributes.attribute(
                CmsOids.MESSAGE_DIGEST, new DEROctetString(digest.digest(digested))));
    SignerInfo info =
        new SignerInfo(
            SignerInfo.versionFor(by.id()),
            by.id(),
            digest.identifier(),
            attributes,
            by.signer().algorithm(),
            by.signer().sign(attributes.encode()),
            Attributes.NONE);
    return new SignedContent(
        KEYS.type(), KEYS.octets(), by.certificates(), List.of(), List.of(info));
  }

  private static SignatureCheck check(SignedContent message) throws MalformedException {
    SignedContent received = SignedContent.of(message.encode());
    return SignatureCheck.of(received, SignerKeys.in(received));
  }

  @Test
  @Requirement({"R6032-4-2", "R6032-4-3", "R7193-2-10"})
  void theDigestIsOverTheWholeStructureInTheOctetString() throws Exception {
    assertThat(check(signedOver(KEYS.octets()))).isInstanceOf(Verified.class);
    byte[] withoutHeader = Arrays.copyOfRange(KEYS.octets(), 2, KEYS.octets().length);
    assertThat(check(signedOver(withoutHeader)))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.fault()).isEqualTo(Fault.BAD_MESSAGE_DIGEST));
  }

  @Test
  @Requirement({"R6032-4-3", "R7193-2-10"})
  void contentThatIsNoOctetStringIsRefused() {
    ASN1Sequence whole = ASN1Sequence.getInstance(signedOver(KEYS.octets()).encode().octets());
    ASN1Encodable[] fields = whole.toArray();
    fields[2] =
        new DERSequence(
            new ASN1Encodable[] {
              KEYS.type(), new DERTaggedObject(true, 0, new DERSequence(new ASN1Integer(5)))
            });
    Content pkcs7 = new Content(CmsOids.SIGNED_DATA, Der.of(new DERSequence(fields)));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> SignedContent.of(pkcs7));
  }
}
