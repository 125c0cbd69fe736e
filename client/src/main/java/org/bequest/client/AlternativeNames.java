package org.bequest.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.WantedExtension;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * A subjectAltName that a server gave in part: its empty names stand for what the client fills in
 * (RFC 9908 3.4).
 */
final class AlternativeNames {
  private AlternativeNames() {}

  /**
   * The given names with the blanks filled from the client's own of the same kind, then the rest.
   */
  static List<GeneralName> filled(byte[] given, List<GeneralName> own) {
    List<GeneralName> rest = new ArrayList<>(own);
    List<GeneralName> all = new ArrayList<>();
    for (GeneralName wanted : names(given)) {
      if (!isBlank(wanted)) {
        all.add(wanted);
        rest.remove(wanted);
      } else {
        own.stream()
            .filter(n -> n.getTagNo() == wanted.getTagNo() && rest.remove(n))
            .findFirst()
            .ifPresent(all::add);
      }
    }
    all.addAll(rest);
    return all;
  }

  /** A server that hands out a broken extension is found out before a request is built on it. */
  static void requireReadable(CsrDemands demands) throws MalformedException {
    for (WantedExtension wanted : demands.extensions()) {
      if (wanted.id().equals(Extension.subjectAlternativeName) && wanted.value().isPresent()) {
        requireReadable(wanted.value().get());
      }
    }
  }

  private static void requireReadable(byte[] given) throws MalformedException {
    try {
      names(given).forEach(AlternativeNames::isBlank);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new MalformedException("a broken subjectAltName", e);
    }
  }

  /** Whether nothing that the server wants stays blank. */
  static boolean areComplete(WantedExtension wanted, List<GeneralName> own) {
    return wanted
        .value()
        .map(given -> blanksAreCovered(names(given), own))
        .orElseGet(() -> !own.isEmpty());
  }

  private static boolean blanksAreCovered(List<GeneralName> wanted, List<GeneralName> own) {
    return wanted.stream()
        .filter(AlternativeNames::isBlank)
        .allMatch(blank -> own.stream().anyMatch(n -> n.getTagNo() == blank.getTagNo()));
  }

  private static List<GeneralName> names(byte[] given) {
    return Arrays.asList(GeneralNames.getInstance(given).getNames());
  }

  private static boolean isBlank(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.uniformResourceIdentifier ->
          ((ASN1String) name.getName()).getString().isEmpty();
      case GeneralName.iPAddress ->
          ASN1OctetString.getInstance(name.getName()).getOctetsLength() == 0;
      case GeneralName.directoryName -> X500Name.getInstance(name.getName()).getRDNs().length == 0;
      default -> false;
    };
  }
}
