package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The status of RFC 2797, for peers that know no other; never instead of {@link StatusInfoV2}. */
public record StatusInfoV1(StatusInfo info) implements Control {
  public StatusInfoV1 {
    if (!info.fitsV1()) {
      throw new IllegalArgumentException("only the newer status can say this");
    }
  }

  static StatusInfoV1 decode(Encoded value) throws MalformedException {
    return new StatusInfoV1(StatusInfo.decodeV1(value));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.STATUS_INFO.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(info.encode());
  }
}
