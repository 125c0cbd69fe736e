package org.bequest.crypto.keypackage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.formats.cms.CmsMediaType;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.wire.MediaType;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The forms that RFC 8295 has for keys and for what is said of them, one row each: the media type,
 * what lies inside, and the layers around it, the outermost first.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum KeyPackageShape {
  /** Section 5.1.2, as the next four. This one is protected by TLS alone. */
  SK1(MediaType.CMS, CmsOids.SYMMETRIC_KEY_PACKAGE),
  SK2(MediaType.CMS, CmsOids.SYMMETRIC_KEY_PACKAGE, Part.ENVELOPED, Part.SIGNED),
  SK3(MediaType.CMS, CmsOids.SYMMETRIC_KEY_PACKAGE, Part.SIGNED, Part.ENVELOPED, Part.SIGNED),
  SK4(MediaType.CMS, CmsOids.SYMMETRIC_KEY_PACKAGE, Part.KEY_PACKAGE, Part.PERHAPS_SIGNED),
  SK5(
      MediaType.CMS,
      CmsOids.SYMMETRIC_KEY_PACKAGE,
      Part.SIGNED,
      Part.KEY_PACKAGE,
      Part.PERHAPS_SIGNED),

  /** RFC 7030 section 4.4.2: a PrivateKeyInfo and no message, protected by TLS alone. */
  AK1(MediaType.PKCS8, null),
  /** RFC 7030 section 4.4.2. */
  AK2(MediaType.SERVER_GENERATED_KEY, CmsOids.ASYMMETRIC_KEY_PACKAGE, Part.ENVELOPED, Part.SIGNED),
  /** Section 8.1, as the next two. */
  AK3(MediaType.CMS, CmsOids.ASYMMETRIC_KEY_PACKAGE, Part.SIGNED, Part.ENVELOPED, Part.SIGNED),
  AK4(MediaType.CMS, CmsOids.ASYMMETRIC_KEY_PACKAGE, Part.KEY_PACKAGE, Part.SIGNED),
  AK5(MediaType.CMS, CmsOids.ASYMMETRIC_KEY_PACKAGE, Part.SIGNED, Part.KEY_PACKAGE, Part.SIGNED),
  /** Section 8.3: a PFX and no message. */
  AK6(MediaType.PKCS12, null),

  /** Section 5.2.1: a receipt. */
  KR(MediaType.CMS, CmsOids.KEY_PACKAGE_RECEIPT, Part.SIGNED),
  /** Section 5.2.1: an error. */
  KE(MediaType.CMS, CmsOids.KEY_PACKAGE_ERROR, Part.PERHAPS_SIGNED);

  /** One layer of a row. */
  enum Part {
    SIGNED(CmsOids.SIGNED_DATA),
    PERHAPS_SIGNED(CmsOids.SIGNED_DATA),
    /** Whoever asked for a cipher that notices changes has the second of them (RFC 5083). */
    ENVELOPED(CmsOids.ENVELOPED_DATA, CmsOids.AUTH_ENVELOPED_DATA),
    /** With each of its three choices. */
    KEY_PACKAGE(CmsOids.ENCRYPTED_KEY_PACKAGE);

    private final List<ASN1ObjectIdentifier> types;

    Part(ASN1ObjectIdentifier... types) {
      this.types = List.of(types);
    }

    boolean mayBeAbsent() {
      return this == PERHAPS_SIGNED;
    }
  }

  private final MediaType mediaType;
  private final @Nullable ASN1ObjectIdentifier leaf;
  private final List<Part> parts;

  KeyPackageShape(MediaType mediaType, @Nullable ASN1ObjectIdentifier leaf, Part... parts) {
    this.mediaType = mediaType;
    this.leaf = leaf;
    this.parts = List.of(parts);
  }

  /** The shape of what has opened; empty when RFC 8295 has none like it. */
  public static Optional<KeyPackageShape> of(Unpacked.Whole message) {
    return of(message.types(), message.leaf().type());
  }

  /**
   * @param layers by their types, the outermost first
   */
  public static Optional<KeyPackageShape> of(
      List<ASN1ObjectIdentifier> layers, ASN1ObjectIdentifier leaf) {
    return Arrays.stream(values())
        .filter(shape -> leaf.equals(shape.leaf) && shape.fits(layers))
        .findFirst();
  }

  /** What may be absent is the last of a row. */
  private boolean fits(List<ASN1ObjectIdentifier> layers) {
    int most = parts.size();
    int least = most > 0 && parts.getLast().mayBeAbsent() ? most - 1 : most;
    if (layers.size() < least || layers.size() > most) {
      return false;
    }
    for (int i = 0; i < layers.size(); i++) {
      if (!parts.get(i).types.contains(layers.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is a message at all. */
  public boolean isMessage() {
    return leaf != null;
  }

  /**
   * Puts keys, or what is said of them, into this shape.
   *
   * @throws IllegalArgumentException when they are of another type, or the protection is not what
   *     the shape asks for
   */
  public ShapedPackage build(Content inside, PackageProtection protection) {
    if (!inside.type().equals(leaf)) {
      throw new IllegalArgumentException("not inside of " + this + ": " + inside.type());
    }
    return new ShapeBuilder(protection).around(inside, parts, this);
  }

  /** The parameters of RFC 7193 say what is inside of a message that has none of its own. */
  MediaType mediaType(List<ASN1ObjectIdentifier> layers, ASN1ObjectIdentifier inside) {
    return mediaType.equals(MediaType.CMS) ? CmsMediaType.of(layers, inside).encode() : mediaType;
  }
}
