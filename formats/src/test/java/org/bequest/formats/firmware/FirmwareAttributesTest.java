package org.bequest.formats.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.Attributes;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.junit.jupiter.api.Test;

class FirmwareAttributesTest {
  private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("1.2.3");
  private static final FirmwarePackageIdentifier NAME =
      FirmwarePackageIdentifier.of(PackageName.Preferred.of(TYPE, 1));
  private static final TargetHardwareIdentifiers TARGETS = TargetHardwareIdentifiers.of(TYPE);
  private static final DecryptKeyName KEY = DecryptKeyName.of(new byte[] {1});

  private static void assertRefused(Attribute... attributes) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> FirmwareAttributes.decode(Attributes.of(attributes)));
  }

  @Test
  @Requirement({"R4108-2.1.2.1-6", "R4108-2.1.2.1-7", "R4108-2.2-9"})
  void unknownAttributesAreKeptAndPassedOver() throws MalformedException {
    Attribute unknown =
        new Attribute(
            new ASN1ObjectIdentifier("2.999.1"),
            new DERSet(new ASN1Encodable[] {new DERUTF8String("a"), new DERUTF8String("b")}));
    FirmwareAttributes read = FirmwareAttributes.decode(Attributes.of(NAME.toAttribute(), unknown));
    assertThat(read.find(FirmwarePackageIdentifier.class)).contains(NAME);
    assertThat(read.find(TargetHardwareIdentifiers.class)).isEmpty();
    assertThat(read.toAttributes()).containsExactly(NAME.toAttribute(), unknown);
  }

  @Test
  @Requirement("R4108-2.2-1")
  void eachTypeComesOnce() {
    assertRefused(NAME.toAttribute(), TARGETS.toAttribute(), NAME.toAttribute());
    Attribute unknown = Attributes.attribute(new ASN1ObjectIdentifier("2.999.1"), TYPE);
    assertRefused(unknown, unknown);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FirmwareAttributes.of(NAME, TARGETS).and(NAME));
  }

  @Test
  @Requirement("R4108-2.2-1")
  void eachHasExactlyOneValue() {
    assertRefused(new Attribute(FirmwareOids.DECRYPT_KEY, new DERSet()));
    ASN1Encodable[] two = {new DEROctetString(new byte[] {1}), new DEROctetString(new byte[] {2})};
    assertRefused(new Attribute(FirmwareOids.DECRYPT_KEY, new DERSet(two)));
  }

  @Test
  @Requirement({"R4108-2.2-1", "R4108-1.4-1"})
  void eachIsDer() throws MalformedException {
    FirmwareAttributes.decode(Attributes.of(KEY.toAttribute()));
    ASN1OctetString[] parts = {new DEROctetString(new byte[] {1})};
    assertRefused(reread(FirmwareOids.DECRYPT_KEY, new BERSet(new BEROctetString(parts))));
    assertRefused(reread(FirmwareOids.TARGET_HARDWARE, new BERSet(new BERSequence(TYPE))));
    ASN1EncodableVector unsorted = new ASN1EncodableVector();
    unsorted.add(new DERUTF8String("b"));
    unsorted.add(new DERUTF8String("a"));
    assertRefused(reread(new ASN1ObjectIdentifier("2.999.1"), new DLSet(unsorted)));
  }

  private static Attribute reread(ASN1ObjectIdentifier type, ASN1Set values) {
    try {
      Limits limits = new Limits(1000, 10, 100);
      return new Attribute(type, (ASN1Set) Asn1.ber(values.getEncoded(), limits));
    } catch (IOException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theyAreFoundByKind() {
    FirmwareAttributes all = FirmwareAttributes.of(NAME, TARGETS).and(KEY);
    assertThat(all.find(DecryptKeyName.class).map(DecryptKeyName::octets))
        .contains(Octets.of(new byte[] {1}));
    assertThat(all.all()).isEqualTo(List.of(NAME, TARGETS, KEY));
  }
}
