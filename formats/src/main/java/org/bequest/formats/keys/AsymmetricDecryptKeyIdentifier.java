package org.bequest.formats.keys;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Names a public key that the server knows (RFC 7030 section 4.4.1.2).
 *
 * <pre>
 * AsymmetricDecryptKeyIdentifier ::= OCTET STRING
 * </pre>
 */
public record AsymmetricDecryptKeyIdentifier(byte[] octets) implements ProtectionKey {
  public static Optional<AsymmetricDecryptKeyIdentifier> of(Csr csr) throws MalformedException {
    return ProtectionKey.octets(csr, CmsOids.ASYMMETRIC_DECRYPT_KEY_IDENTIFIER)
        .map(AsymmetricDecryptKeyIdentifier::new);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.ASYMMETRIC_DECRYPT_KEY_IDENTIFIER;
  }
}
