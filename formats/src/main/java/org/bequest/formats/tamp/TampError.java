package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * That a message was not acted on. It never says success.
 *
 * <pre>
 * TAMPError ::= SEQUENCE {
 *   version  [0] TAMPVersion DEFAULT v2,
 *   msgType      OBJECT IDENTIFIER,
 *   status       StatusCode,
 *   msgRef       TAMPMsgRef OPTIONAL }                -- RFC 5934 section 4.11
 * </pre>
 *
 * @param msgType the content type of the message
 * @param msgRef of the message, whenever it could be read
 */
public record TampError(ASN1ObjectIdentifier msgType, Status status, Optional<TampMsgRef> msgRef)
    implements TampAnswer {
  public TampError {
    if (status.isSuccess()) {
      throw new IllegalArgumentException("an error is no success");
    }
  }

  static TampError decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.ofMessage(value, path);
    ASN1ObjectIdentifier type = Fields.identifier(fields.next("msgType"), fields.at("msgType"));
    Status status = fields.status();
    if (status.isSuccess()) {
      throw new MalformedException("success as an error at " + path);
    }
    Optional<TampMsgRef> msgRef =
        fields.read(fields.optional(Encoded.SEQUENCE), "msgRef", TampMsgRef::decode);
    fields.end();
    return new TampError(type, status, msgRef);
  }

  @Override
  public Encoded encode() {
    return new Fields.Written()
        .add(Encoded.of(msgType))
        .add(status.encode())
        .addIfPresent(msgRef.map(TampMsgRef::encode))
        .sequence();
  }

  @Override
  public TampMessageType messageType() {
    return TampMessageType.ERROR;
  }

  @Override
  public Optional<TampMsgRef> reference() {
    return msgRef;
  }
}
