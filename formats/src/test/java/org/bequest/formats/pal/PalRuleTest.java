package org.bequest.formats.pal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pal.PalInfo.DistinguishedName;
import org.bequest.formats.pal.PalInfo.IssuerAndSerial;
import org.bequest.formats.pal.PalInfo.KeyIdentifier;
import org.bequest.formats.pal.PalInfo.Location;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;

class PalRuleTest {
  private static final PalEntry CRL = PalFixture.entry(PalPackageType.CRL);
  private static final PalEntry NEXT = PalFixture.entry(PalPackageType.ADDITIONAL_PAL);
  private static final PalInfo NAME = new DistinguishedName(new X500Name("CN=device"));

  /** 1,025 characters. */
  private static final X500Name LONG_NAME = unit(1022);

  private static X500Name unit(int length) {
    return new X500NameBuilder().addRDN(BCStyle.OU, new DERUTF8String("x".repeat(length))).build();
  }

  private static List<PalRule> broken(PalEntry... entries) {
    return new Pal(List.of(entries)).faults().stream().map(PalFault::rule).toList();
  }

  private static PalEntry sized(PalEntry entry, long size) {
    return new PalEntry(entry.number(), entry.date(), size, entry.info());
  }

  private static PalEntry at(PalEntry entry, String uri) {
    return new PalEntry(entry.number(), entry.date(), entry.size(), new Location(URI.create(uri)));
  }

  @Test
  @Requirement({"R8295-2.1.1-1", "R8295-2.1.1-2"})
  void theNextListIsLastAndNeverAlone() {
    assertThat(broken(CRL, NEXT)).isEmpty();
    assertThat(broken(NEXT)).containsExactly(PalRule.ADDITIONAL_IS_NOT_ALONE);
    assertThat(broken(CRL, NEXT, CRL)).containsExactly(PalRule.ADDITIONAL_IS_LAST);
    assertThat(broken(NEXT, NEXT)).containsExactly(PalRule.ADDITIONAL_IS_LAST);
  }

  @Test
  @Requirement("R8295-2.1.1-3")
  void whatStandsBehindThePointerIsIgnored() {
    Pal pal = new Pal(List.of(CRL, NEXT, CRL, NEXT));
    assertThat(pal.packages()).containsExactly(CRL);
    assertThat(pal.additional()).contains(NEXT);
    assertThat(new Pal(List.of(CRL)).additional()).isEmpty();
  }

  @Test
  @Requirement({"R8295-2.1-3", "R8295-2.1-5"})
  void whatIsAskedForHasNoDateAndNoSize() {
    for (PalPackageType type : PalPackageType.values()) {
      if (type != PalPackageType.RESERVED && type != PalPackageType.ADDITIONAL_PAL) {
        PalEntry entry = PalFixture.entry(type);
        boolean asks = type.action().asks();
        assertThat(broken(entry)).isEmpty();
        assertThat(broken(sized(entry, 17)).contains(PalRule.NO_SIZE_WHEN_ASKING)).isEqualTo(asks);
        assertThat(broken(sized(entry, 0)).contains(PalRule.SIZE_OF_PACKAGE)).isEqualTo(!asks);
        assertThat(
                broken(entry.fetched(PalFixture.YESTERDAY)).contains(PalRule.DATE_OF_PACKAGES_ONLY))
            .isEqualTo(asks);
      }
    }
    assertThat(broken(CRL, NEXT.fetched(PalFixture.YESTERDAY)))
        .containsExactly(PalRule.DATE_OF_PACKAGES_ONLY);
    assertThat(broken(CRL, sized(NEXT, 0))).containsExactly(PalRule.SIZE_OF_PACKAGE);
  }

  @Test
  @Requirement("R8295-2.1-7")
  void aCertificateIsNamedWhereTheClientActsOnOne() {
    assertThat(broken(PalEntry.ask(PalPackageType.DS_RESTART, NAME))).isEmpty();
    assertThat(broken(new PalEntry(CRL.number(), null, 17, NAME)))
        .containsExactly(PalRule.PACKAGE_HAS_LOCATION);
  }

  @Test
  void aLocationIsWholeAndFitsTheType() {
    assertThat(broken(at(CRL, "https://est.example/.well-known/est/crls"))).isEmpty();
    assertThat(broken(at(CRL, "/.well-known/est/crls"))).containsExactly(PalRule.LOCATION_IS_WHOLE);
    assertThat(broken(at(CRL, "https:/.well-known/est/crls")))
        .containsExactly(PalRule.LOCATION_IS_WHOLE);
    assertThat(broken(at(CRL, "https://est.example/.well-known/est/cacerts")))
        .containsExactly(PalRule.LOCATION_FITS_TYPE);
  }

  @Test
  void nobodySendsTheReservedType() {
    assertThat(broken(new PalEntry(0, null, 17, CRL.info()))).contains(PalRule.NOT_RESERVED);
  }

  /** What no form can say is wrong for types of later days as well. */
  @Test
  void aSerialNumberOfZeroIsWrongForEveryType() {
    PalInfo zero = new IssuerAndSerial(new X500Name("CN=a"), BigInteger.ZERO);
    assertThat(broken(PalEntry.ask(PalPackageType.DS_RESTART, zero)))
        .containsExactly(PalRule.SERIAL_IS_POSITIVE);
    assertThat(broken(new PalEntry(999, PalFixture.YESTERDAY, 17, zero)))
        .containsExactly(PalRule.SERIAL_IS_POSITIVE);
  }

  @Test
  void faultsSayWhereTheyAre() {
    Pal pal = new Pal(List.of(CRL, sized(CRL, 0)));
    assertThat(pal.faults()).hasToString("[entry 1: " + PalRule.SIZE_OF_PACKAGE.fault() + "]");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(pal::withoutFaults)
        .withMessageContaining("entry 1");
    assertThat(Arrays.stream(PalRule.values()).map(PalRule::fault)).doesNotHaveDuplicates();
  }

  @Test
  @Requirement({"R8295-2.1-2", "R8295-2.1-4", "R8295-2.1.2-1"})
  void anEntryCannotHoldWhatHasNoForm() {
    List<Runnable> wrong = new ArrayList<>();
    wrong.add(() -> new PalEntry(-1, null, 1, NAME));
    wrong.add(() -> new PalEntry(10_000, null, 1, NAME));
    wrong.add(() -> new PalEntry(5, null, -1, NAME));
    wrong.add(() -> new PalEntry(5, Instant.parse("2013-05-22T23:59:59Z"), 1, NAME));
    wrong.add(() -> new PalEntry(5, Instant.parse("+10000-01-01T00:00:00Z"), 1, NAME));
    wrong.add(() -> new PalEntry(5, Instant.parse("2026-01-01T00:00:00.5Z"), 1, NAME));
    wrong.add(() -> KeyIdentifier.of(new byte[0]));
    wrong.add(() -> KeyIdentifier.of(new byte[1025]));
    wrong.add(() -> new Location(URI.create("")));
    wrong.add(() -> new Location(URI.create("https://est.example/" + "x".repeat(1005))));
    wrong.add(() -> new Location(URI.create("https://est.example/\u00e9")));
    wrong.add(() -> new DistinguishedName(LONG_NAME));
    wrong.add(() -> new IssuerAndSerial(new X500Name("CN=a"), BigInteger.ONE.negate()));
    wrong.add(() -> new IssuerAndSerial(new X500Name("CN=a"), BigInteger.ONE.shiftLeft(1024)));
    wrong.add(() -> new IssuerAndSerial(LONG_NAME, BigInteger.ONE));
    wrong.add(() -> new IssuerAndSerial(new X500Name(""), BigInteger.ONE));
    assertThat(wrong).allSatisfy(w -> assertThatIllegalArgumentException().isThrownBy(w::run));
  }

  @Test
  @Requirement("R8295-2.1.2-1")
  void anEntryHoldsWhatIsAsLongAsItMayBe() {
    String path = "https://est.example/" + "x".repeat(1004);
    assertThat(new Location(URI.create(path)).uri().toString()).hasSize(1024);
    assertThat(new DistinguishedName(unit(1021)).text()).hasSize(1024);
    assertThat(KeyIdentifier.of(new byte[1024]).octets().length()).isEqualTo(1024);
  }

  @Test
  @Requirement("R8295-2.1-4")
  void aDateIsCutToTheSecond() {
    Instant fine = Instant.parse("2026-11-20T09:28:01.999Z");
    assertThat(CRL.fetched(fine).lastFetched()).contains(PalFixture.YESTERDAY);
  }
}
