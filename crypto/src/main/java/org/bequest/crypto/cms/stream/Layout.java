package org.bequest.crypto.cms.stream;

import java.util.Arrays;
import java.util.Optional;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Where the content lies in a layer: in a SEQUENCE (EncapsulatedContentInfo or
 * EncryptedContentInfo) among the fields, under the tag 0.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
enum Layout {
  SIGNED_DATA(CmsOids.SIGNED_DATA, 1, true),
  ENVELOPED_DATA(CmsOids.ENVELOPED_DATA, 1, false),
  AUTH_ENVELOPED_DATA(CmsOids.AUTH_ENVELOPED_DATA, 1, false),
  ENCRYPTED_DATA(CmsOids.ENCRYPTED_DATA, 1, false),
  DIGESTED_DATA(CmsOids.DIGESTED_DATA, 2, true),
  COMPRESSED_DATA(CmsOids.COMPRESSED_DATA, 2, true);

  private final ASN1ObjectIdentifier type;
  private final int sequence;
  private final boolean explicit;

  Layout(ASN1ObjectIdentifier type, int sequence, boolean explicit) {
    this.type = type;
    this.sequence = sequence;
    this.explicit = explicit;
  }

  static Optional<Layout> of(ASN1ObjectIdentifier type) {
    return Arrays.stream(values()).filter(l -> l.type.equals(type)).findFirst();
  }

  /** Which of the SEQUENCEs among the fields it is, counted from 1. */
  int sequence() {
    return sequence;
  }

  /** Whether the OCTET STRING has its own tag inside the other. */
  boolean explicit() {
    return explicit;
  }
}
