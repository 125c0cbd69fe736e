package org.bequest.crypto.firmware;

/**
 * What is taken beside signed packages of RFC 4108.
 *
 * @param unsigned packages that nobody vouches for (RFC 8295 section 6.1.2): they have no name, no
 *     target and no signer
 * @param nested images with a header of an OCTET STRING of their own, as some peers write them
 * @param unboundKeys wrapped keys for a package without a signed digest of what comes out of it:
 *     who exchanges the key, which nobody signs, changes the image then
 */
public record FirmwarePolicy(boolean unsigned, boolean nested, boolean unboundKeys) {
  public static final FirmwarePolicy STRICT = new FirmwarePolicy(false, false, false);

  public FirmwarePolicy withUnsigned() {
    return new FirmwarePolicy(true, nested, unboundKeys);
  }

  public FirmwarePolicy withNested() {
    return new FirmwarePolicy(unsigned, true, unboundKeys);
  }

  public FirmwarePolicy withUnboundKeys() {
    return new FirmwarePolicy(unsigned, nested, true);
  }
}
