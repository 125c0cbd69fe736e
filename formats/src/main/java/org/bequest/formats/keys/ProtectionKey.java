package org.bequest.formats.keys;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.Attribute;

/** The attribute of a request that names the key for its private key (RFC 7030 section 4.4.1). */
public sealed interface ProtectionKey permits DecryptKeyIdentifier, AsymmetricDecryptKeyIdentifier {
  /** Of the attribute. */
  ASN1ObjectIdentifier type();

  /** The identifier itself. */
  byte[] octets();

  /** The value of the attribute. */
  default ASN1Encodable value() {
    return new DEROctetString(octets());
  }

  /**
   * What a request asks for; empty when it asks for no protection.
   *
   * @throws MalformedException when it names two keys, or none where it should name one
   */
  static Optional<ProtectionKey> of(Csr csr) throws MalformedException {
    Optional<DecryptKeyIdentifier> symmetric = DecryptKeyIdentifier.of(csr);
    Optional<AsymmetricDecryptKeyIdentifier> asymmetric = AsymmetricDecryptKeyIdentifier.of(csr);
    if (symmetric.isPresent() && asymmetric.isPresent()) {
      throw new MalformedException("two keys named at /attributes");
    }
    return symmetric.<ProtectionKey>map(id -> id).or(() -> asymmetric);
  }

  /** The octets of the only value of the only attribute of this type. */
  static Optional<byte[]> octets(Csr csr, ASN1ObjectIdentifier type) throws MalformedException {
    int most = 1024;
    String path = "/attributes/" + type;
    List<Attribute> found =
        csr.attributes().stream().filter(a -> a.getAttrType().equals(type)).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.size() > 1 || found.getFirst().getAttrValues().size() != 1) {
      throw new MalformedException("not exactly one value at " + path);
    }
    Function<ASN1Encodable, ASN1OctetString> octets = ASN1OctetString::getInstance;
    ASN1Encodable value = found.getFirst().getAttrValues().getObjectAt(0);
    byte[] id = Asn1.typed(value, octets, path).getOctets();
    if (id.length == 0 || id.length > most) {
      throw new MalformedException("not from 1 to " + most + " octets at " + path);
    }
    return Optional.of(id);
  }
}
