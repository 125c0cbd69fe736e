package org.bequest.client;

import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.cms.OwnCapabilities;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.keys.ProtectionKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;

/**
 * The attributes by which a request says under which key the new one shall come (RFC 7030 4.4.1.1,
 * 4.4.1.2), with which algorithms (4.4.1), and in which content type (RFC 8295 8.1).
 */
final class ProtectionAttributes {
  private ProtectionAttributes() {}

  static List<Attribute> of(KeygenRequest request) {
    List<Attribute> attributes = new ArrayList<>();
    request.protection().named().map(ProtectionAttributes::attribute).ifPresent(attributes::add);
    request
        .protection()
        .recipientKey()
        .map(key -> OwnCapabilities.of(key, request.form().authenticated()))
        .map(own -> attribute(CmsOids.SMIME_CAPABILITIES, own.encode()))
        .ifPresent(attributes::add);
    if (request.form().encryptedKeyPackage()) {
      attributes.add(attribute(CmsOids.CONTENT_TYPE, CmsOids.ENCRYPTED_KEY_PACKAGE));
    }
    return attributes;
  }

  private static Attribute attribute(ProtectionKey named) {
    return attribute(named.type(), named.value());
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }
}
