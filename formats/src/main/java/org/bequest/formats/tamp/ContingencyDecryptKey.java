package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.Attributes;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.Attribute;

/**
 * The key that opens the contingency key of the present apex, given away in the message that the
 * contingency key has signed. Its presence, not the signer's identifier, says which key signed.
 *
 * <pre>
 * contingency-public-key-decrypt-key ATTRIBUTE ::= {
 *   WITH SYNTAX PlaintextSymmetricKey
 *   SINGLE VALUE TRUE
 *   ID id-aa-TAMP-contingencyPublicKeyDecryptKey }
 *
 * PlaintextSymmetricKey ::= OCTET STRING              -- RFC 5934 section 2.2.4.1
 * </pre>
 *
 * @param plaintextSymmetricKey no secret any more: it travels in the open
 */
public record ContingencyDecryptKey(Octets plaintextSymmetricKey) {
  /**
   * Of the unsigned attributes of a signature.
   *
   * @throws MalformedException for more than one attribute or value, or one of another type
   */
  public static Optional<ContingencyDecryptKey> in(Attributes unsigned) throws MalformedException {
    Optional<ASN1Encodable> value = unsigned.single(TampOids.CONTINGENCY_PUBLIC_KEY_DECRYPT_KEY);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get().toASN1Primitive() instanceof ASN1OctetString octets)) {
      throw new MalformedException("no OCTET STRING at /PlaintextSymmetricKey");
    }
    return Optional.of(new ContingencyDecryptKey(Octets.of(octets.getOctets())));
  }

  public Attribute toAttribute() {
    return Attributes.attribute(
        TampOids.CONTINGENCY_PUBLIC_KEY_DECRYPT_KEY,
        new DEROctetString(plaintextSymmetricKey.bytes()));
  }
}
