package org.bequest.ca.foreign;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.AttrOrOid;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.EstOids;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The CSR attributes of an authority elsewhere, which knows nothing of the connections here: what
 * our own say of the channel binding is added (RFC 7030 4.5.2, RFC 7894 4).
 */
final class LinkedAttributes {
  private static final List<ASN1ObjectIdentifier> LINKING =
      List.of(EstOids.CHALLENGE_PASSWORD, EstOids.EST_IDENTITY_LINKING);

  private LinkedAttributes() {}

  /** Both in DER; theirs as it is when ours ask for no binding. */
  static byte[] of(byte[] theirs, byte[] ours) {
    try {
      List<AttrOrOid> asked = ours.length == 0 ? List.of() : CsrAttributes.decode(ours).entries();
      List<AttrOrOid> entries = new ArrayList<>(CsrAttributes.decode(theirs).entries());
      int before = entries.size();
      for (ASN1ObjectIdentifier id : LINKING) {
        AttrOrOid entry = new AttrOrOid.Oid(id);
        if (asked.contains(entry) && !entries.contains(entry)) {
          entries.add(entry);
        }
      }
      return entries.size() == before ? theirs : new CsrAttributes(entries).encode();
    } catch (MalformedException e) {
      throw new IllegalStateException("CSR attributes that were read before", e);
    }
  }
}
