package org.bequest.crypto.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.path.NameSpace.Verdict;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5280 section 4.2.1.10, where the JDK and others are of different opinions too. */
class NameSpaceTest {
  private static final int DNS = GeneralName.dNSName;
  private static final int MAIL = GeneralName.rfc822Name;
  private static final int URI = GeneralName.uniformResourceIdentifier;

  private static GeneralName name(int form, String text) {
    return form == GeneralName.directoryName
        ? new GeneralName(new X500Name(text))
        : new GeneralName(form, new DERIA5String(text));
  }

  private static GeneralName address(int... octets) {
    byte[] bytes = new byte[octets.length];
    IntStream.range(0, octets.length).forEach(i -> bytes[i] = (byte) octets[i]);
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(bytes));
  }

  private static GeneralSubtree[] trees(GeneralName... bases) {
    return Arrays.stream(bases).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
  }

  private static NameConstraints permits(GeneralName... bases) {
    return new NameConstraints(trees(bases), null);
  }

  private static NameConstraints excludes(GeneralName... bases) {
    return new NameConstraints(null, trees(bases));
  }

  private static Verdict verdict(NameSpace space, GeneralName name) throws MalformedException {
    return space.verdict(List.of(name));
  }

  @ParameterizedTest
  @CsvSource({
    "2, example.com,   example.com,       PERMITTED",
    "2, example.com,   a.b.EXAMPLE.com,   PERMITTED",
    "2, example.com,   badexample.com,    NOT_PERMITTED",
    "2, .example.com,  a.example.com,     PERMITTED",
    "2, .example.com,  example.com,       NOT_PERMITTED",
    "2, '',            anything.at.all,   PERMITTED",
    "1, example.com,   u@Example.COM,     PERMITTED",
    "1, example.com,   u@a.example.com,   NOT_PERMITTED",
    "1, .example.com,  u@a.example.com,   PERMITTED",
    "1, .example.com,  u@example.com,     NOT_PERMITTED",
    "1, u@example.com, u@EXAMPLE.com,     PERMITTED",
    "1, u@example.com, U@example.com,     NOT_PERMITTED",
    "1, example.com,   nobody,            NOT_UNDERSTOOD",
    "6, example.com,   https://u@example.com:8443/x?y,  PERMITTED",
    "6, example.com,   https://a.example.com/,          NOT_PERMITTED",
    "6, .example.com,  ldap://a.example.com/,           PERMITTED",
    "6, example.com,   urn:x:y,           NOT_UNDERSTOOD",
    "6, example.com,   https://10.0.0.1/, NOT_UNDERSTOOD",
    "6, example.com,   'https://[::1]/',  NOT_UNDERSTOOD",
    "4, 'C=US,O=A',    'C=us,O= a ,CN=x', PERMITTED",
    "4, 'C=US,O=A',    'C=US',            NOT_PERMITTED",
    "4, 'C=US,O=A',    'O=A,C=US,CN=x',   NOT_PERMITTED"
  })
  @Requirement("R5914-2.5-15")
  void namesArePermittedBelowTheirBase(int form, String base, String name, Verdict expected)
      throws MalformedException {
    NameSpace permitted = NameSpace.UNBOUNDED.narrowed(permits(name(form, base)));
    assertThat(verdict(permitted, name(form, name))).isEqualTo(expected);
    NameSpace excluded = NameSpace.UNBOUNDED.narrowed(excludes(name(form, base)));
    Verdict opposite =
        switch (expected) {
          case PERMITTED -> Verdict.EXCLUDED;
          case NOT_PERMITTED -> Verdict.PERMITTED;
          case EXCLUDED, NOT_UNDERSTOOD -> expected;
        };
    assertThat(verdict(excluded, name(form, name))).isEqualTo(opposite);
    assertThat(verdict(permitted, address(1, 2, 3, 4))).isEqualTo(Verdict.PERMITTED);
  }

  @Test
  void addressesAreInTheirNetwork() throws MalformedException {
    NameSpace space = NameSpace.UNBOUNDED.narrowed(permits(address(10, 1, 0, 0, 255, 255, 0, 0)));
    assertThat(verdict(space, address(10, 1, 255, 3))).isEqualTo(Verdict.PERMITTED);
    assertThat(verdict(space, address(10, 2, 0, 1))).isEqualTo(Verdict.NOT_PERMITTED);
    assertThat(verdict(space, address(10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
        .isEqualTo(Verdict.NOT_PERMITTED);
    for (GeneralName bad :
        List.of(address(10, 0, 0, 0, 255, 0, 255, 0), address(10, 0, 0, 0), address(1))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> NameSpace.UNBOUNDED.narrowed(permits(bad)));
    }
  }

  @Test
  void whatTwoListsPermitIsWhatBothDo() throws MalformedException {
    NameSpace space =
        NameSpace.UNBOUNDED
            .narrowed(permits(name(DNS, "example.com"), name(DNS, "other.org")))
            .narrowed(permits(name(DNS, "a.example.com"), name(MAIL, "example.com")));
    assertThat(verdict(space, name(DNS, "x.a.example.com"))).isEqualTo(Verdict.PERMITTED);
    assertThat(verdict(space, name(DNS, "b.example.com"))).isEqualTo(Verdict.NOT_PERMITTED);
    assertThat(verdict(space, name(DNS, "other.org"))).isEqualTo(Verdict.NOT_PERMITTED);
    assertThat(verdict(space, name(MAIL, "u@other.org"))).isEqualTo(Verdict.NOT_PERMITTED);
    NameSpace nothing = space.narrowed(permits(name(DNS, "net")));
    assertThat(nothing.permitted().get(DNS)).isEmpty();
    assertThat(verdict(nothing, name(DNS, "a.example.com"))).isEqualTo(Verdict.NOT_PERMITTED);
    NameSpace disjoint =
        NameSpace.UNBOUNDED
            .narrowed(permits(name(URI, "example.com"), name(MAIL, "u@example.com")))
            .narrowed(permits(name(URI, "other.org"), name(MAIL, "v@example.com")));
    assertThat(verdict(disjoint, name(URI, "https://example.com")))
        .isEqualTo(Verdict.NOT_PERMITTED);
    assertThat(verdict(disjoint, name(MAIL, "v@example.com"))).isEqualTo(Verdict.NOT_PERMITTED);
  }

  /** The JDK forgets the permitted network here, and permits any. */
  @Test
  void whatIsExcludedStaysSoAndPermitsNothingElse() throws MalformedException {
    NameSpace space =
        NameSpace.UNBOUNDED
            .narrowed(permits(address(10, 1, 0, 0, 255, 255, 0, 0)))
            .narrowed(excludes(address(10, 0, 0, 0, 255, 0, 0, 0)));
    assertThat(verdict(space, address(10, 1, 2, 3))).isEqualTo(Verdict.EXCLUDED);
    assertThat(verdict(space, address(192, 0, 2, 1))).isEqualTo(Verdict.NOT_PERMITTED);
  }

  @Test
  void aWildcardMayStandForAnExcludedHost() throws MalformedException {
    NameSpace space =
        NameSpace.UNBOUNDED.narrowed(
            new NameConstraints(
                trees(name(DNS, "example.com")), trees(name(DNS, "a.example.com"))));
    assertThat(verdict(space, name(DNS, "*.example.com"))).isEqualTo(Verdict.EXCLUDED);
    assertThat(verdict(space, name(DNS, "*.b.example.com"))).isEqualTo(Verdict.PERMITTED);
  }

  /** RFC 5280: a form that is not understood is no reason to believe the name. */
  @Test
  void aConstrainedFormThatIsNotUnderstoodIsRefused() throws MalformedException {
    GeneralName registered = new GeneralName(GeneralName.registeredID, "1.2.3");
    NameSpace space = NameSpace.UNBOUNDED.narrowed(excludes(registered));
    assertThat(verdict(space, new GeneralName(GeneralName.registeredID, "1.2.4")))
        .isEqualTo(Verdict.NOT_UNDERSTOOD);
    assertThat(verdict(space, name(DNS, "example.com"))).isEqualTo(Verdict.PERMITTED);
  }

  @Test
  void distancesAreRefused() {
    GeneralSubtree far = new GeneralSubtree(name(DNS, "example.com"), BigInteger.ONE, null);
    NameConstraints constraints = new NameConstraints(new GeneralSubtree[] {far}, null);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> NameSpace.UNBOUNDED.narrowed(constraints));
  }

  @Test
  @Requirement("S-50")
  void manyNamesUnderManyConstraintsAreRefused() throws MalformedException {
    GeneralName[] bases =
        IntStream.range(0, 1100)
            .mapToObj(i -> name(DNS, i + ".example"))
            .toArray(GeneralName[]::new);
    NameSpace space = NameSpace.UNBOUNDED.narrowed(permits(bases));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> space.verdict(List.of(bases)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> space.narrowed(permits(bases)));
  }
}
