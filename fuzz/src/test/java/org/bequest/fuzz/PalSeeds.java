package org.bequest.fuzz;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.bequest.formats.pal.Pal;
import org.bequest.formats.pal.PalEntry;
import org.bequest.formats.pal.PalFormat;
import org.bequest.formats.pal.PalInfo;
import org.bequest.formats.pal.PalPackageType;
import org.bouncycastle.asn1.x500.X500Name;

/** A list with an entry of each kind. */
final class PalSeeds {
  private static final X500Name NAME = new X500Name("CN=a,O=\"b, c\"");

  private PalSeeds() {}

  static String written(PalFormat format) {
    PalEntry offer =
        PalEntry.offer(
            PalPackageType.EE_CERTIFICATE,
            1234,
            URI.create("https://est.example/.well-known/est/eecerts/1"));
    Pal pal =
        new Pal(
            List.of(
                offer.fetched(Instant.parse("2026-11-21T10:00:00Z")),
                PalEntry.ask(PalPackageType.DS_START, new PalInfo.DistinguishedName(NAME)),
                PalEntry.ask(PalPackageType.DS_START, PalInfo.KeyIdentifier.of(new byte[] {1, 2})),
                PalEntry.ask(
                    PalPackageType.DS_START, new PalInfo.IssuerAndSerial(NAME, BigInteger.TEN)),
                PalEntry.offer(
                    PalPackageType.ADDITIONAL_PAL,
                    5,
                    URI.create("https://est.example/.well-known/est/pal/2"))));
    return new String(format.write(pal), StandardCharsets.UTF_8);
  }
}
