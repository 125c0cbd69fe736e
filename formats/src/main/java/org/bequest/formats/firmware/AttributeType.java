package org.bequest.formats.firmware;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The signed attributes that mean something here, by the words of RFC 4108 section 2.2. */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
enum AttributeType {
  PACKAGE_IDENTIFIER("firmware-package-identifier", FirmwareOids.PACKAGE_IDENTIFIER),
  TARGET_HARDWARE("target-hardware-module-identifiers", FirmwareOids.TARGET_HARDWARE),
  DECRYPT_KEY("decrypt-key-identifier", FirmwareOids.DECRYPT_KEY),
  CRYPTO_ALGORITHMS("implemented-crypto-algorithms", FirmwareOids.CRYPTO_ALGORITHMS),
  COMPRESSION_ALGORITHMS("implemented-compress-algorithms", FirmwareOids.COMPRESSION_ALGORITHMS),
  COMMUNITIES("community-identifiers", FirmwareOids.COMMUNITIES),
  PACKAGE_DIGEST("firmware-package-message-digest", FirmwareOids.PACKAGE_DIGEST),
  PACKAGE_INFO("firmware-package-info", FirmwareOids.PACKAGE_INFO),
  CONTENT_HINTS("content-hints", FirmwareOids.CONTENT_HINTS),
  SIGNING_CERTIFICATE("signing-certificate", FirmwareOids.SIGNING_CERTIFICATE),
  SIGNING_CERTIFICATE_V2("signing-certificate-v2", FirmwareOids.SIGNING_CERTIFICATE_V2);

  private static final Map<ASN1ObjectIdentifier, AttributeType> BY_IDENTIFIER =
      Arrays.stream(values()).collect(Collectors.toMap(t -> t.identifier, Function.identity()));

  private final String word;
  private final ASN1ObjectIdentifier identifier;

  AttributeType(String word, ASN1ObjectIdentifier identifier) {
    this.word = word;
    this.identifier = identifier;
  }

  static Optional<AttributeType> of(ASN1ObjectIdentifier identifier) {
    return Optional.ofNullable(BY_IDENTIFIER.get(identifier));
  }

  String word() {
    return word;
  }
}
