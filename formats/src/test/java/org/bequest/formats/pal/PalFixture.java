package org.bequest.formats.pal;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bequest.conformance.Some;
import org.bequest.formats.pal.PalInfo.DistinguishedName;
import org.bequest.formats.pal.PalInfo.IssuerAndSerial;
import org.bequest.formats.pal.PalInfo.KeyIdentifier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Lists that keep every rule. */
final class PalFixture {
  static final Instant YESTERDAY = Instant.parse("2026-11-20T09:28:01Z");
  private static final List<ASN1ObjectIdentifier> ATTRIBUTES =
      List.of(BCStyle.CN, BCStyle.O, BCStyle.OU, new ASN1ObjectIdentifier("2.999.7"));

  private PalFixture() {}

  static URI uri(PalPackageType type, String suffix) {
    String path = type.operations().getFirst().path();
    return URI.create("https://est.example/.well-known/est/plant7/" + path + suffix);
  }

  static PalEntry entry(PalPackageType type) {
    URI uri = uri(type, "");
    return type.action().asks()
        ? PalEntry.ask(type, new PalInfo.Location(uri))
        : PalEntry.offer(type, 1234, uri);
  }

  /** Every type once, the pointer to the next part last. */
  static Pal everyType() {
    List<PalEntry> entries = new ArrayList<>();
    for (PalPackageType type : PalPackageType.values()) {
      if (type != PalPackageType.RESERVED) {
        entries.add(entry(type));
      }
    }
    return Pal.inOrder(entries);
  }

  static Pal of(int count) {
    List<PalEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      URI uri = uri(PalPackageType.FIRMWARE, "/" + (1_000_000 + i));
      PalEntry entry = PalEntry.offer(PalPackageType.FIRMWARE, 1_000_000L + i, uri);
      entries.add(i % 2 == 0 ? entry : entry.fetched(YESTERDAY));
    }
    return new Pal(entries);
  }

  static Pal some(Some some) {
    List<PalEntry> entries = new ArrayList<>(some.list(0, 20, () -> someEntry(some)));
    if (!entries.isEmpty() && some.yes()) {
      entries.add(entry(PalPackageType.ADDITIONAL_PAL));
    }
    return new Pal(entries);
  }

  private static PalEntry someEntry(Some some) {
    PalPackageType type =
        some.oneOf(List.of(PalPackageType.values()).subList(2, PalPackageType.values().length));
    if (some.number(0, 9) == 0) {
      return new PalEntry(some.number(38, 9999), null, 0, someInfo(some, type));
    }
    if (type.action().asks()) {
      return PalEntry.ask(type, someInfo(some, type));
    }
    long size = 1 + some.natural(62).longValueExact();
    PalEntry offer = PalEntry.offer(type, size, uri(type, "/" + some.plain(1, 30)));
    return some.yes() ? offer.fetched(someDate(some)) : offer;
  }

  private static Instant someDate(Some some) {
    Instant date = some.second();
    return date.isBefore(PalDate.EARLIEST) ? PalDate.EARLIEST : date;
  }

  private static PalInfo someInfo(Some some, PalPackageType type) {
    return some.either(
        () -> new PalInfo.Location(uri(type, "/" + some.plain(1, 90))),
        () -> KeyIdentifier.of(some.octets(1, 1024)),
        () -> new DistinguishedName(someName(some)),
        () -> new IssuerAndSerial(someName(some), some.natural(1000).add(BigInteger.ONE)));
  }

  private static X500Name someName(Some some) {
    X500NameBuilder name = new X500NameBuilder();
    for (int i = some.number(1, 5); i > 0; i--) {
      name.addRDN(some.oneOf(ATTRIBUTES), new DERUTF8String(some.text(1, 8)));
    }
    return name.build();
  }
}
