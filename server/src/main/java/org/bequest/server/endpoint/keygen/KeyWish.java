package org.bequest.server.endpoint.keygen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.AttrOrOid;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.server.label.KeyGeneration;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.Attribute;

/**
 * Which kind of key a request wants to have made. Its own public key and signature are of no
 * account (RFC 7030 4.4.1), but for the kind of that key. A client that cannot write a request for
 * the kind that it wants names it in an attribute: the subjectPKInfo of a
 * CertificationRequestInfoTemplate (RFC 9908 section 3.4), which then counts alone.
 *
 * <p>What is unknown or not allowed is refused with what is, and never replaced.
 */
public sealed interface KeyWish {
  record Of(KeyAlgorithm algorithm) implements KeyWish {}

  /**
   * @param detail one clause for the client
   */
  record Refused(String detail) implements KeyWish {}

  static KeyWish of(Csr csr, KeyGeneration.Keys keys) {
    Optional<Attribute> template = csr.attribute(EstOids.CERTIFICATION_REQUEST_INFO_TEMPLATE);
    return (template.isPresent() ? named(template.get()) : keys.usual().or(() -> own(csr)))
        .filter(keys.allowed()::contains)
        .<KeyWish>map(Of::new)
        .orElseGet(
            () -> new Refused("the kind of key that is asked for is none of " + words(keys)));
  }

  private static Optional<KeyAlgorithm> own(Csr csr) {
    return KeyAlgorithm.of(csr.subjectPublicKeyInfo());
  }

  private static Optional<KeyAlgorithm> named(Attribute template) {
    List<ASN1Encodable> values = new ArrayList<>();
    template.getAttrValues().forEach(values::add);
    try {
      var attribute = new AttrOrOid.Attr(template.getAttrType(), values);
      return kind(new CsrAttributes(List.of(attribute)).demands().key());
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }

  private static Optional<KeyAlgorithm> kind(KeyDemand demand) {
    return switch (demand) {
      case KeyDemand.Any() -> Optional.empty();
      case KeyDemand.Rsa(int bits) -> KeyAlgorithm.named("rsa-" + bits);
      case KeyDemand.Of(var identifier) ->
          Arrays.stream(KeyAlgorithm.values())
              .filter(a -> a.keyIdentifier().equals(identifier))
              .findFirst();
    };
  }

  private static String words(KeyGeneration.Keys keys) {
    return keys.allowed().stream()
        .map(KeyAlgorithm::configName)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
