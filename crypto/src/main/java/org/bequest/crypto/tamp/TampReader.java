package org.bequest.crypto.tamp;

import java.util.List;
import java.util.Optional;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.constraint.SignerTrace;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.tamp.TampCheck.Accepted;
import org.bequest.crypto.tamp.TampCheck.Refused;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.tamp.SequenceNumberAdjust;
import org.bequest.formats.tamp.StatusCode;
import org.bequest.formats.tamp.TampApexUpdate;
import org.bequest.formats.tamp.TampMessage;
import org.bequest.formats.tamp.TampMessageType;
import org.bequest.formats.tamp.TampMsgRef;
import org.bequest.formats.tamp.TampReading;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Reads messages by the profile of RFC 5934 section 2 and looks for who has signed them, with a
 * right to this type of message (RFC 6010); of those messages that no certificate may sign, only an
 * anchor is a signer. Whether the reader is the target, what the sequence number must be, and whom
 * the signer may manage, is for the store that acts on the message.
 */
public final class TampReader {
  private static final int OCTET_STRING = 0x04;

  private final AnchorStore anchors;
  private final List<X509CertificateHolder> known;
  private final ConstraintRules rules;
  private final CmsLimits limits;

  /**
   * @param known certificates of signers and of those above them, beside those in messages
   */
  public TampReader(AnchorStore anchors, List<X509CertificateHolder> known, ConstraintRules rules) {
    this(anchors, known, rules, CmsLimits.STANDARD);
  }

  /**
   * @param rules for anchors and certificates that say nothing of what they may sign
   * @param limits of the layers around a message
   */
  public TampReader(
      AnchorStore anchors,
      List<X509CertificateHolder> known,
      ConstraintRules rules,
      CmsLimits limits) {
    this.anchors = anchors;
    this.known = List.copyOf(known);
    this.rules = rules;
    this.limits = limits;
  }

  /**
   * @param body a ContentInfo in DER
   * @param inputs for the paths of certificates
   */
  public TampCheck read(byte[] body, PathInputs inputs) {
    try {
      Asn1.checkDer(body, limits.structure());
    } catch (MalformedException e) {
      return refused(StatusCode.DECODE_FAILURE, String.valueOf(e.getMessage()));
    }
    Content content;
    try {
      content = Content.decode(body, limits);
    } catch (MalformedException e) {
      return refused(StatusCode.BAD_CONTENT_INFO, String.valueOf(e.getMessage()));
    }
    if (content.is(CmsOids.SIGNED_DATA)) {
      return signed(content, inputs);
    }
    return TampMessageType.of(content.type()).isPresent()
        ? unsigned(content)
        : refused(StatusCode.BAD_CONTENT_INFO, "the content is neither signed nor a TAMP message");
  }

  private TampCheck unsigned(Content content) {
    Content message = unwrapped(content);
    return TampMessageType.of(content.type()).filter(TampMessageType::isRequest).isPresent()
        ? refused(new TampFault(StatusCode.MISSING_SIGNATURE, "the message is not signed"), message)
        : accepted(message, new TampSigner.Nobody());
  }

  /** RFC 5934 section 2 shows an OCTET STRING where CMS has the structure itself. */
  private static Content unwrapped(Content content) {
    Encoded value = Encoded.known(content.octets());
    try {
      return value.identifier() == OCTET_STRING
          ? new Content(content.type(), value.content())
          : content;
    } catch (MalformedException _) {
      return content;
    }
  }

  private TampCheck signed(Content content, PathInputs inputs) {
    TampLayers layers;
    SignedContent message;
    try {
      layers = TampLayers.of(content);
    } catch (MalformedException e) {
      return refused(StatusCode.BAD_SIGNED_DATA, String.valueOf(e.getMessage()));
    }
    Optional<TampFault> fault = TampProfile.fault(layers);
    if (fault.isPresent()) {
      return refused(fault.get(), layers);
    }
    try {
      message = SignedContent.of(content, limits);
    } catch (MalformedException e) {
      return refused(
          new TampFault(StatusCode.BAD_SIGNED_DATA, String.valueOf(e.getMessage())), layers);
    }
    return switch (search(inputs).of(message)) {
      case SignerSearch.Found found -> accepted(message.content().orElseThrow(), found.signer());
      case SignerSearch.NotFound none -> refused(none.fault(), layers);
    };
  }

  private SignerSearch search(PathInputs inputs) {
    return new SignerSearch(anchors, known, new SignerTrace(anchors, known, inputs, rules));
  }

  private TampCheck accepted(Content content, TampSigner signer) {
    TampReading reading;
    try {
      reading = TampReading.of(content);
    } catch (MalformedException e) {
      return refused(
          new TampFault(StatusCode.DECODE_FAILURE, String.valueOf(e.getMessage())), content);
    }
    return fault(reading)
        .or(() -> misplaced(reading.message(), signer))
        .map(fault -> refused(fault, content))
        .orElseGet(() -> new Accepted(reading.message(), signer));
  }

  private static Optional<TampFault> fault(TampReading reading) {
    if (reading.version() != TampReading.VERSION) {
      return Optional.of(
          new TampFault(StatusCode.VERSION_NUMBER_MISMATCH, "the message is not of version 2"));
    }
    return reading.isDer()
        ? Optional.empty()
        : Optional.of(new TampFault(StatusCode.DECODE_FAILURE, "the message is not in DER"));
  }

  /** RFC 5934 sections 4.5 and 4.9. */
  private Optional<TampFault> misplaced(TampMessage message, TampSigner signer) {
    return switch (message) {
      case TampApexUpdate update -> misplaced(update, signer);
      case SequenceNumberAdjust _ when !(signer instanceof TampSigner.Anchor) ->
          Optional.of(
              new TampFault(StatusCode.NOT_AUTHORIZED, "only an anchor adjusts its number"));
      case TampMessage _ -> Optional.empty();
    };
  }

  private Optional<TampFault> misplaced(TampApexUpdate update, TampSigner signer) {
    if (signer instanceof TampSigner.Contingency) {
      return update.msgRef().seqNum() == 0
          ? Optional.empty()
          : Optional.of(
              new TampFault(
                  StatusCode.SEQ_NUM_FAILURE, "the sequence number of a contingency key is zero"));
    }
    return signer instanceof TampSigner.Anchor direct && anchors.isApex(direct.anchor())
        ? Optional.empty()
        : Optional.of(
            new TampFault(StatusCode.NOT_AUTHORIZED, "only the apex itself replaces the apex"));
  }

  private static TampCheck refused(StatusCode status, String detail) {
    return new Refused(status, detail, Optional.empty(), Optional.empty());
  }

  private static TampCheck refused(TampFault fault, TampLayers layers) {
    try {
      Optional<Content> content = layers.content();
      if (content.isPresent()) {
        return refused(fault, content.get());
      }
      Optional<TampMessageType> type = TampMessageType.of(layers.contentType());
      return new Refused(fault.status(), fault.detail(), type, Optional.empty());
    } catch (MalformedException _) {
      return refused(fault.status(), fault.detail());
    }
  }

  /** With the reference, whenever it can be read (RFC 5934 section 4.11). */
  private static TampCheck refused(TampFault fault, Content message) {
    Optional<TampMessageType> type = TampMessageType.of(message.type());
    return new Refused(fault.status(), fault.detail(), type, reference(message));
  }

  private static Optional<TampMsgRef> reference(Content message) {
    try {
      return TampReading.of(message).message().reference();
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }
}
