package org.bequest.crypto.firmware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.cms.CmsMediaType;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What lies around a firmware package: anything of RFC 8295 section 6.1.2. RFC 4108 itself knows
 * those that are signed.
 */
public record FirmwareShape(boolean signed, boolean encrypted, boolean compressed) {
  /** Every shape there is, the plainest first. */
  public static List<FirmwareShape> all() {
    List<Boolean> both = List.of(false, true);
    return both.stream()
        .flatMap(signed ->
            both.stream()
                .flatMap(encrypted ->
                    both.stream()
                        .map(compressed -> new FirmwareShape(signed, encrypted, compressed))))
        .toList();
  }

  /** By the layers around the package, outermost first; empty for any others. */
  public static Optional<FirmwareShape> of(List<ASN1ObjectIdentifier> layers) {
    return all().stream().filter(s -> s.layers().equals(layers)).findFirst();
  }

  /** The types of the layers, outermost first. */
  public List<ASN1ObjectIdentifier> layers() {
    List<ASN1ObjectIdentifier> layers = new ArrayList<>();
    if (signed) {
      layers.add(CmsOids.SIGNED_DATA);
    }
    if (encrypted) {
      layers.add(CmsOids.ENCRYPTED_DATA);
    }
    if (compressed) {
      layers.add(CmsOids.COMPRESSED_DATA);
    }
    return List.copyOf(layers);
  }

  /** As a header would describe it (RFC 7193). */
  public CmsMediaType mediaType() {
    return CmsMediaType.of(layers(), CmsOids.FIRMWARE_PACKAGE);
  }
}
