package org.bequest.formats.keys;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.Attribute;

/**
 * The form in which a client would like its key: a content-type attribute in the request, with the
 * value {@link CmsOids#ENCRYPTED_KEY_PACKAGE} when it can read that (RFC 8295 section 8.1).
 *
 * <pre>
 * ContentType ::= OBJECT IDENTIFIER                               -- RFC 5652 section 11.1
 * </pre>
 */
public record WantedContentType(ASN1ObjectIdentifier type) {
  private static final String PATH = "/attributes/contentType";

  public static Optional<WantedContentType> of(Csr csr) throws MalformedException {
    Optional<Attribute> attribute = csr.attribute(CmsOids.CONTENT_TYPE);
    if (attribute.isEmpty()) {
      return Optional.empty();
    }
    if (attribute.get().getAttrValues().size() != 1) {
      throw new MalformedException("not exactly one value at " + PATH);
    }
    Object value = attribute.get().getAttrValues().getObjectAt(0);
    return Optional.of(
        new WantedContentType(Asn1.typed(value, ASN1ObjectIdentifier::getInstance, PATH)));
  }

  public boolean isEncryptedKeyPackage() {
    return type.equals(CmsOids.ENCRYPTED_KEY_PACKAGE);
  }
}
