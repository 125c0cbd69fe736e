package org.bequest.formats.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.PackageIdentifier.SingleAttribute;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.Test;

class KeyPackageReceiptTest {
  private static final PackageId ID = PackageId.of(new byte[] {9, 8, 7});
  private static final SirEntityName DEVICE = SirEntityName.of(new X500Name("CN=device"));

  @Test
  @Requirement({"R7191-4-1", "R7191-4-2"})
  void receiptsComeBack() throws MalformedException {
    KeyPackageReceipt receipt = KeyPackageReceipt.of(ID, DEVICE);
    assertThat(receipt.version()).isEqualTo(2);
    assertThat(KeyPackageReceipt.decode(receipt.encode())).isEqualTo(receipt);
    SingleAttribute attribute =
        new SingleAttribute(new ASN1ObjectIdentifier("2.999.2"), new DERUTF8String("package 7"));
    KeyPackageReceipt other = KeyPackageReceipt.of(attribute, DEVICE);
    assertThat(KeyPackageReceipt.decode(other.encode())).isEqualTo(other);
  }

  @Test
  void theReceiptOfAnotherProjectIsReadAndWrittenAgain() throws Exception {
    CMSSignedData signed = new CMSSignedData(Vectors.shared("rfc7191-key-package-receipt-signed"));
    assertThat(signed.getSignedContent().getContentType())
        .isEqualTo(ReceiptOids.KEY_PACKAGE_RECEIPT);
    byte[] content = (byte[]) signed.getSignedContent().getContent();
    KeyPackageReceipt receipt = KeyPackageReceipt.decode(content);
    assertThat(receipt.receiptOf())
        .isEqualTo(
            PackageId.of(HexFormat.of().parseHex("27b89c563b1622519d17871c79bfac886ddff83d")));
    assertThat(receipt.receivedBy().distinguishedName().orElseThrow().subjectText())
        .contains("Alice");
    assertThat(receipt.encode()).isEqualTo(content);
    assertThat(receipt.version()).isEqualTo(2);
    X509CertificateHolder signer = signed.getCertificates().getMatches(null).iterator().next();
    assertThat(signer.getSubject().toString()).contains("CN=Alice");
    assertThat(signer.getNotBefore().toInstant()).hasToString("2019-05-29T14:45:41Z");
    assertThat(signer.getNotAfter().toInstant()).hasToString("2020-05-28T14:45:41Z");
  }

  /** The default is version 2; version 1 is deprecated, and both are told apart. */
  @Test
  void versionOneIsReadAndAnEncodedDefaultIsNotDer() throws MalformedException {
    KeyPackageReceipt first = new KeyPackageReceipt(1, ID, DEVICE);
    assertThat(KeyPackageReceipt.decode(first.encode())).isEqualTo(first);
    byte[] spelledOut = first.encode();
    spelledOut[4] = 2;
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> KeyPackageReceipt.decode(spelledOut))
        .withMessageContaining("not DER");
    spelledOut[4] = 3;
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> KeyPackageReceipt.decode(spelledOut))
        .withMessageContaining("version");
  }

  @Test
  @Requirement("R7191-4-1")
  void berIsRefused() {
    byte[] der = KeyPackageReceipt.of(ID, DEVICE).encode();
    String body = HexFormat.of().formatHex(der).substring(4);
    byte[] indefinite = HexFormat.of().parseHex("3080" + body + "0000");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> KeyPackageReceipt.decode(indefinite))
        .withMessageContaining("DER");
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() {
    byte[] der = KeyPackageReceipt.of(ID, DEVICE).encode();
    int refused =
        Damage.everywhere(
            der, damaged -> KeyPackageReceipt.decode(damaged).receivedBy().distinguishedName());
    assertThat(refused).isPositive();
  }
}
