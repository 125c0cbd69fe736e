package org.bequest.formats.firmware;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;

/** What the signer of a package says of it, signed with it (RFC 4108 section 2.2). */
public sealed interface FirmwareAttribute
    permits FirmwarePackageIdentifier,
        TargetHardwareIdentifiers,
        DecryptKeyName,
        ImplementedAlgorithms,
        CommunityIdentifiers,
        FirmwarePackageInfo,
        FirmwarePackageMessageDigest,
        ContentHints,
        SigningCertificate,
        FirmwareAttribute.Other {
  /** One that is not known here: passed over and kept (RFC 4108 section 2.1.2.1). */
  record Other(Attribute attribute) implements FirmwareAttribute {
    @Override
    public ASN1ObjectIdentifier type() {
      return attribute.getAttrType();
    }

    @Override
    public ASN1Encodable value() {
      return attribute.getAttrValues();
    }

    @Override
    public Attribute toAttribute() {
      return attribute;
    }
  }

  ASN1ObjectIdentifier type();

  ASN1Encodable value();

  /** With its one value. */
  default Attribute toAttribute() {
    return new Attribute(type(), new DERSet(value()));
  }

  /**
   * @throws MalformedException also when a type of RFC 4108 has not exactly one value
   */
  static FirmwareAttribute decode(Attribute attribute) throws MalformedException {
    Optional<AttributeType> type = AttributeType.of(attribute.getAttrType());
    if (type.isEmpty()) {
      return new Other(attribute);
    }
    String path = "/signedAttrs/" + type.get().word();
    if (attribute.getAttrValues().size() != 1) {
      throw new MalformedException("not exactly one value at " + path);
    }
    return decode(type.get(), attribute.getAttrValues().getObjectAt(0), path);
  }

  private static FirmwareAttribute decode(AttributeType type, ASN1Encodable value, String path)
      throws MalformedException {
    return switch (type) {
      case PACKAGE_IDENTIFIER -> FirmwarePackageIdentifier.decode(value, path);
      case TARGET_HARDWARE -> TargetHardwareIdentifiers.decode(value, path);
      case DECRYPT_KEY -> DecryptKeyName.decode(value, path);
      case CRYPTO_ALGORITHMS ->
          new ImplementedAlgorithms.Crypto(ImplementedAlgorithms.decode(value, path));
      case COMPRESSION_ALGORITHMS ->
          new ImplementedAlgorithms.Compression(ImplementedAlgorithms.decode(value, path));
      case COMMUNITIES -> CommunityIdentifiers.decode(value, path);
      case PACKAGE_DIGEST -> FirmwarePackageMessageDigest.decode(value, path);
      case PACKAGE_INFO -> FirmwarePackageInfo.decode(value, path);
      case CONTENT_HINTS -> ContentHints.decode(value, path);
      case SIGNING_CERTIFICATE -> SigningCertificate.decodeFirst(value, path);
      case SIGNING_CERTIFICATE_V2 -> SigningCertificate.decodeSecond(value, path);
    };
  }
}
