package org.bequest.formats.pkix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.TestKeys;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class ChangeSubjectNameTest {
  private static final X500Name NAME = new X500Name("CN=new");
  private static final GeneralName HOST = new GeneralName(GeneralName.dNSName, "new.example");

  private static SubjectNames roundTrip(SubjectNames wanted) {
    TestKeys keys = new TestKeys();
    CsrBuilder builder =
        new CsrBuilder(SubjectNames.of(new X500Name("CN=old")), keys.publicKey())
            .changeSubjectName(wanted);
    return keys.sign(builder).changeSubjectName().orElseThrow();
  }

  @Test
  @Requirement("R7030-4.2.2-3")
  void aMissingFieldMeansThatNothingOfItRemains() {
    for (SubjectNames wanted :
        List.of(
            new SubjectNames(NAME, List.of(HOST)),
            new SubjectNames(NAME, List.of()),
            new SubjectNames(new X500Name(""), List.of(HOST)),
            new SubjectNames(new X500Name(""), List.of()))) {
      assertThat(roundTrip(wanted).sameAs(wanted)).isTrue();
    }
  }

  @Test
  @Requirement("R6402-A-2")
  void alternativeNamesAreWrittenWithTheTagOfTheErratumAndReadWithoutItToo() throws Exception {
    DERSequence names = new DERSequence(HOST.toASN1Primitive());
    DERTaggedObject tagged = new DERTaggedObject(false, 1, names);
    SubjectNames both = new SubjectNames(NAME, List.of(HOST));
    SubjectNames alone = new SubjectNames(new X500Name(""), List.of(HOST));
    assertThat(ChangeSubjectName.encode(both))
        .isEqualTo(new DERSequence(new ASN1Encodable[] {NAME, tagged}));
    assertThat(ChangeSubjectName.encode(alone)).isEqualTo(new DERSequence(tagged));
    for (ASN1Encodable form : List.of(names, tagged)) {
      var two = new DERSequence(new ASN1Encodable[] {NAME, form});
      assertThat(ChangeSubjectName.decode(two)).isEqualTo(both);
      assertThat(ChangeSubjectName.decode(new DERSequence(form)).sameAs(alone)).isTrue();
    }
  }

  @Test
  @Requirement("R6402-2.8-3")
  void anythingElseIsRefused() {
    DERSequence names = new DERSequence(HOST.toASN1Primitive());
    DERSequence noNames = new DERSequence();
    for (ASN1Encodable value :
        List.of(
            new DERSequence(),
            new ASN1Integer(1),
            new DERSequence(new ASN1Integer(1)),
            new DERSequence(new ASN1Encodable[] {names, NAME}),
            new DERSequence(new DERTaggedObject(false, 0, names)),
            new DERSequence(new ASN1Encodable[] {NAME, new DERTaggedObject(false, 2, names)}),
            new DERSequence(new ASN1Encodable[] {NAME, noNames}),
            new DERSequence(new ASN1Encodable[] {NAME, names, names}))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> ChangeSubjectName.decode(value));
    }
  }
}
