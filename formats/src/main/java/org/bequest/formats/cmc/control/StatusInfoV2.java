package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** What became of parts of a request. Servers must say it so (RFC 5272 section 6.1.1). */
public record StatusInfoV2(StatusInfo info) implements Control {
  static StatusInfoV2 decode(Encoded value) throws MalformedException {
    return new StatusInfoV2(StatusInfo.decode(value));
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.STATUS_INFO_V2.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(info.encode());
  }
}
