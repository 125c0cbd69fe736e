package org.bequest.formats.firmware;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;

/**
 * Which symmetric key decrypts the package. In a request for a key the same attribute names the key
 * that is to protect the answer.
 *
 * <pre>
 * DecryptKeyIdentifier ::= OCTET STRING               -- RFC 4108 section 2.2.5
 * </pre>
 */
public record DecryptKeyName(Octets octets) implements FirmwareAttribute {
  public static DecryptKeyName of(byte[] octets) {
    return new DecryptKeyName(Octets.of(octets));
  }

  static DecryptKeyName decode(ASN1Encodable value, String path) throws MalformedException {
    return of(Asn1.typed(value, v -> ASN1OctetString.getInstance(v).getOctets(), path));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return FirmwareOids.DECRYPT_KEY;
  }

  @Override
  public ASN1Encodable value() {
    return new DEROctetString(octets.bytes());
  }
}
