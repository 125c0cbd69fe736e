package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pal.Pal;
import org.bequest.formats.pal.PalEntry;
import org.bequest.formats.pal.PalFault;
import org.bequest.formats.pal.PalFormat;
import org.bequest.formats.pal.PalInfo;
import org.bequest.formats.pal.PalLimits;
import org.bequest.formats.pal.PalPackageType;

/**
 * Package Availability Lists in both forms, an entry a line; the rules that a list breaks are
 * findings of its entries.
 *
 * <pre>
 * PAL ::= zero or more { type, date OPTIONAL, size, info }         -- RFC 8295 section 2.1
 * </pre>
 */
final class PalNoun implements Noun {
  private static final PalLimits LIMITS = new PalLimits(Item.LIMITS.octets(), 100_000);

  @Override
  public List<Document> documents() {
    return List.of(document(PalFormat.XML, '<'), document(PalFormat.JSON, '['));
  }

  private static Document document(PalFormat format, char first) {
    return new Document(
        "PAL",
        "RFC 8295 2.1, " + format,
        Set.of(),
        item -> item.startsWith(first),
        (octets, in) -> read(format, octets, in));
  }

  private static Shown read(PalFormat format, byte[] document, Inspection in)
      throws MalformedException {
    Pal pal = format.read(document, LIMITS);
    List<Shown> entries = new ArrayList<>();
    for (PalEntry entry : pal.entries()) {
      entries.add(shown(entry, in));
    }
    for (PalFault fault : pal.faults()) {
      entries.set(fault.entry(), entries.get(fault.entry()).but(fault.rule().fault()));
    }
    return Shown.fields().add("message", Shown.list(entries)).shown();
  }

  private static Shown shown(PalEntry entry, Inspection in) {
    Shown info = info(entry.info(), in);
    return Shown.fields()
        .add("type", type(entry))
        .add("date", entry.lastFetched().map(Shown::time))
        .add("size", entry.size())
        .add("info", info)
        .shown()
        .brief(brief(entry));
  }

  private static Shown type(PalEntry entry) {
    return Shown.text(entry.digits()).brief(described(entry));
  }

  private static String described(PalEntry entry) {
    return entry.digits()
        + " "
        + entry.type().map(PalPackageType::description).orElse("(no type of RFC 8295)");
  }

  private static Shown info(PalInfo info, Inspection in) {
    return switch (info) {
      case PalInfo.Location location ->
          Shown.fields().add("uri", location.uri().toString()).shown();
      case PalInfo.DistinguishedName name -> Shown.fields().add("dn", in.name(name.name())).shown();
      case PalInfo.KeyIdentifier ski -> Shown.fields().add("ski", ski.octets().bytes()).shown();
      case PalInfo.IssuerAndSerial certificate ->
          Shown.fields()
              .add(
                  "iasn",
                  Shown.fields()
                      .add("issuer", in.name(certificate.issuer()))
                      .add("serial", Shown.number(certificate.serial()))
                      .shown())
              .shown();
    };
  }

  private static String brief(PalEntry entry) {
    List<String> parts = new ArrayList<>();
    parts.add(described(entry));
    entry.lastFetched().ifPresent(date -> parts.add("fetched " + date));
    parts.add(entry.size() + " octets");
    parts.add(target(entry.info()));
    return parts.stream().collect(Collectors.joining(", "));
  }

  private static String target(PalInfo info) {
    return switch (info) {
      case PalInfo.Location location -> location.uri().toString();
      case PalInfo.DistinguishedName name -> "dn " + name.text();
      case PalInfo.KeyIdentifier ski -> "ski " + HexFormat.of().formatHex(ski.octets().bytes());
      case PalInfo.IssuerAndSerial certificate ->
          "serial " + certificate.serial() + " of " + certificate.issuerText();
    };
  }
}
