package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * What came of an apex update.
 *
 * <pre>
 * TAMPApexUpdateConfirm ::= SEQUENCE {
 *   version  [0] TAMPVersion DEFAULT v2,
 *   apexReplace  TAMPMsgRef,
 *   apexConfirm  ApexUpdateConfirm }                  -- RFC 5934 section 4.6
 * </pre>
 *
 * @param apexReplace the reference of the apex update
 */
public record TampApexUpdateConfirm(TampMsgRef apexReplace, ApexUpdateConfirm apexConfirm)
    implements TampAnswer {
  static TampApexUpdateConfirm decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    TampMsgRef apexReplace = fields.reference("apexReplace");
    ApexUpdateConfirm confirm =
        ApexUpdateConfirm.decode(fields.next("apexConfirm"), fields.at("apexConfirm"));
    fields.end();
    return new TampApexUpdateConfirm(apexReplace, confirm);
  }

  @Override
  public Encoded encode() {
    return Encoded.sequence(apexReplace.encode(), apexConfirm.encode());
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.APEX_UPDATE_CONFIRM;
  }

  @Override
  public Optional<TampMsgRef> reference() {
    return Optional.of(apexReplace);
  }
}
