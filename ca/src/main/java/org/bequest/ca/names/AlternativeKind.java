package org.bequest.ca.names;

import java.util.Arrays;
import java.util.Optional;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;

/**
 * The kinds of alternative name (RFC 5280 4.2.1.6), by the word that profiles and grants use.
 * x400Address and ediPartyName are missing: they are never certified.
 */
public enum AlternativeKind {
  DNS("dns"),
  IP("ip"),
  URI("uri"),
  EMAIL("email"),
  /** The user principal name: an otherName of Microsoft's. */
  UPN("upn"),
  DIRECTORY("directory"),
  REGISTERED_ID("registered-id"),
  /** The otherName of RFC 4108 section 5, which 802.1AR devices carry. */
  HARDWARE_MODULE("hardware-module"),
  /** Any other otherName. */
  OTHER("other");

  static final ASN1ObjectIdentifier UPN_ID = new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3");

  private final String word;

  AlternativeKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<AlternativeKind> named(String word) {
    return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
  }

  /** Empty for a kind that is never certified. */
  public static Optional<AlternativeKind> of(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.otherName -> Optional.of(ofOther(name));
      case GeneralName.rfc822Name -> Optional.of(EMAIL);
      case GeneralName.dNSName -> Optional.of(DNS);
      case GeneralName.directoryName -> Optional.of(DIRECTORY);
      case GeneralName.uniformResourceIdentifier -> Optional.of(URI);
      case GeneralName.iPAddress -> Optional.of(IP);
      case GeneralName.registeredID -> Optional.of(REGISTERED_ID);
      default -> Optional.empty();
    };
  }

  private static AlternativeKind ofOther(GeneralName name) {
    ASN1ObjectIdentifier type = OtherName.getInstance(name.getName()).getTypeID();
    if (type.equals(UPN_ID)) {
      return UPN;
    }
    return type.equals(HardwareModuleName.ID) ? HARDWARE_MODULE : OTHER;
  }
}
