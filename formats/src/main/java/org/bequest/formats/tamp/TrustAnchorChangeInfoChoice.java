package org.bequest.formats.tamp;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What an anchor is to be from now on; only in the form in which it was added.
 *
 * <pre>
 * TrustAnchorChangeInfoChoice ::= CHOICE {
 *   tbsCertChange  [0] TBSCertificateChangeInfo,
 *   taChange       [1] TrustAnchorChangeInfo }        -- RFC 5934 section 4.3
 * </pre>
 */
public sealed interface TrustAnchorChangeInfoChoice
    permits TbsCertificateChangeInfo, TrustAnchorChangeInfo {
  int TBS_CERT_CHANGE = 0;
  int TA_CHANGE = 1;

  /** The key of the anchor, which does not change. */
  SubjectPublicKeyInfo publicKey();

  static TrustAnchorChangeInfoChoice decode(Encoded value, String path) throws MalformedException {
    return switch (Tag.number(value)) {
      case TBS_CERT_CHANGE ->
          TbsCertificateChangeInfo.decode(Fields.untagged(value, path + "/tbsCertChange"));
      case TA_CHANGE -> TrustAnchorChangeInfo.decode(Fields.untagged(value, path + "/taChange"));
      default -> throw new MalformedException("unknown choice at " + path);
    };
  }

  Encoded encode();
}
