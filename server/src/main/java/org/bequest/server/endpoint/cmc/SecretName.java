package org.bequest.server.endpoint.cmc;

import java.util.Optional;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Which shared secret a message means that has no Identification: the subject of its first request
 * tells (RFC 5272 6.3.1.1), by its common name.
 */
final class SecretName {
  private SecretName() {}

  static Optional<String> ofFirst(PkiData data) {
    return data.requests().stream()
        .findFirst()
        .flatMap(SecretName::subject)
        .flatMap(SecretName::commonName);
  }

  private static Optional<X500Name> subject(TaggedRequest request) {
    return switch (request) {
      case TaggedRequest.Tcr tcr -> Optional.of(tcr.csr().subject());
      case TaggedRequest.Crm crm -> crm.message().certReq().certTemplate().subject();
      case TaggedRequest.Orm _ -> Optional.empty();
    };
  }

  private static Optional<String> commonName(X500Name subject) {
    RDN[] names = subject.getRDNs(BCStyle.CN);
    return names.length == 1 && names[0].getFirst().getValue() instanceof ASN1String text
        ? Optional.of(text.getString())
        : Optional.empty();
  }
}
