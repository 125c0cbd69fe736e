package org.bequest.formats.pkix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An otherName is exactly a type and a value (RFC 5280 section 4.2.1.6), or no name. */
class OtherNameTest {
  private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("1.2.3");
  private static final ASN1Encodable VALUE = new DERTaggedObject(true, 0, new DERUTF8String("x"));

  static Stream<DERSequence> malformed() {
    return Stream.of(
        new DERSequence(),
        new DERSequence(TYPE),
        new DERSequence(new ASN1Encodable[] {new DERUTF8String("x"), VALUE}),
        new DERSequence(new ASN1Encodable[] {TYPE, new DERUTF8String("x")}),
        new DERSequence(new ASN1Encodable[] {TYPE, VALUE, VALUE}));
  }

  private static GeneralNames names(DERSequence other) {
    return new GeneralNames(new GeneralName(GeneralName.otherName, other));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  @Requirement("S-53")
  void anythingElseIsMalformed(DERSequence other) {
    assertThatThrownBy(() -> Names.alternatives(names(other), "/subjectAltName"))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aTypeAndAValueAreRead() throws MalformedException {
    GeneralNames names = names(new DERSequence(new ASN1Encodable[] {TYPE, VALUE}));
    assertThat(Names.alternatives(names, "/subjectAltName")).isEqualTo(names);
  }
}
