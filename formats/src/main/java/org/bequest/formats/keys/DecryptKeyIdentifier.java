package org.bequest.formats.keys;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Names a secret key that the server knows (RFC 7030 section 4.4.1.1).
 *
 * <pre>
 * DecryptKeyIdentifier ::= OCTET STRING                           -- RFC 4108 section 2.2.5
 * </pre>
 */
public record DecryptKeyIdentifier(byte[] octets) implements ProtectionKey {
  public static Optional<DecryptKeyIdentifier> of(Csr csr) throws MalformedException {
    return ProtectionKey.octets(csr, CmsOids.DECRYPT_KEY_IDENTIFIER).map(DecryptKeyIdentifier::new);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.DECRYPT_KEY_IDENTIFIER;
  }
}
