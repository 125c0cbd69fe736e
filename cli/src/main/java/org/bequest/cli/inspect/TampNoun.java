package org.bequest.cli.inspect;

import java.util.Arrays;
import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.cms.Content;
import org.bequest.formats.tamp.ApexContingencyKey;
import org.bequest.formats.tamp.SequenceNumberAdjust;
import org.bequest.formats.tamp.SequenceNumberAdjustConfirm;
import org.bequest.formats.tamp.TampAnswer;
import org.bequest.formats.tamp.TampApexUpdate;
import org.bequest.formats.tamp.TampApexUpdateConfirm;
import org.bequest.formats.tamp.TampCommunityUpdate;
import org.bequest.formats.tamp.TampCommunityUpdateConfirm;
import org.bequest.formats.tamp.TampError;
import org.bequest.formats.tamp.TampMessage;
import org.bequest.formats.tamp.TampMessageType;
import org.bequest.formats.tamp.TampOids;
import org.bequest.formats.tamp.TampReading;
import org.bequest.formats.tamp.TampRequest;
import org.bequest.formats.tamp.TampStatusQuery;
import org.bequest.formats.tamp.TampStatusResponse;
import org.bequest.formats.tamp.TampUpdate;
import org.bequest.formats.tamp.TampUpdateConfirm;
import org.bouncycastle.asn1.ASN1OctetString;

/** The messages of trust anchor management (RFC 5934), and what of it stands elsewhere. */
final class TampNoun implements Noun {
  private static final int OCTET_STRING = 0x04;

  @Override
  public List<Kind> contents() {
    return Arrays.stream(TampMessageType.values())
        .map(type -> new Kind(type.identifier(), type.structure(), reader(type)))
        .toList();
  }

  @Override
  public List<Kind> attributes() {
    return List.of(
        new Kind(
            TampOids.CONTINGENCY_PUBLIC_KEY_DECRYPT_KEY,
            "id-aa-TAMP-contingencyPublicKeyDecryptKey",
            TampNoun::plaintextKey));
  }

  @Override
  public List<Kind> extensions() {
    return List.of(
        new Kind(
            TampOids.WRAPPED_APEX_CONTIN_KEY, "id-pe-wrappedApexContinKey", TampNoun::apexKey));
  }

  private static Reader reader(TampMessageType type) {
    return (encoded, in) -> {
      if (encoded.length > 0 && encoded[0] == OCTET_STRING) {
        byte[] inside = octets(encoded);
        return shown(type, inside, in).but("an OCTET STRING around the message");
      }
      return shown(type, encoded, in);
    };
  }

  private static byte[] octets(byte[] encoded) throws MalformedException {
    Object value = Asn1.ber(encoded, Item.LIMITS);
    return Asn1.typed(value, ASN1OctetString::getInstance, "/content").getOctets();
  }

  private static Shown shown(TampMessageType type, byte[] encoded, Inspection in)
      throws MalformedException {
    TampReading reading = TampReading.of(new Content(type.identifier(), encoded));
    Shown version = Shown.number(reading.version());
    boolean current = reading.version() == TampReading.VERSION;
    Shown.Builder fields =
        Shown.fields()
            .add("version", current ? version : version.but("not version 2 (RFC 5934 4.1)"));
    add(reading.message(), fields, new TampView(in));
    Shown shown = fields.shown();
    return current && !reading.isDer()
        ? shown.but("not DER, or a default is spelt out (RFC 5934 1.4)")
        : shown;
  }

  private static void add(TampMessage message, Shown.Builder fields, TampView view)
      throws MalformedException {
    switch (message) {
      case TampRequest request -> add(request, fields, view);
      case TampAnswer answer -> add(answer, fields, view);
    }
  }

  private static void add(TampRequest request, Shown.Builder fields, TampView view)
      throws MalformedException {
    switch (request) {
      case TampStatusQuery m ->
          fields.add("terse", view.terse(m.terse())).add("query", view.reference(m.query()));
      case TampUpdate m ->
          fields
              .add("terse", view.terse(m.terse()))
              .add("msgRef", view.reference(m.msgRef()))
              .add("updates", view.updates(m.updates()))
              .add("tampSeqNumbers", view.numbers(m.tampSeqNumbers()));
      case TampApexUpdate m -> add(m, fields, view);
      case TampCommunityUpdate m ->
          fields
              .add("terse", view.terse(m.terse()))
              .add("msgRef", view.reference(m.msgRef()))
              .add("updates", view.updates(m.updates()));
      case SequenceNumberAdjust m -> fields.add("msgRef", view.reference(m.msgRef()));
    }
  }

  private static void add(TampAnswer answer, Shown.Builder fields, TampView view)
      throws MalformedException {
    switch (answer) {
      case TampStatusResponse m ->
          fields
              .add("query", view.reference(m.query()))
              .add("response", view.response(m.response()))
              .add("usesApex", Shown.flag(m.usesApex()));
      case TampUpdateConfirm m ->
          fields
              .add("update", view.reference(m.update()))
              .add("confirm", view.confirm(m.confirm()));
      case TampApexUpdateConfirm m ->
          fields
              .add("apexReplace", view.reference(m.apexReplace()))
              .add("apexConfirm", view.confirm(m.apexConfirm()));
      case TampCommunityUpdateConfirm m ->
          fields
              .add("update", view.reference(m.update()))
              .add("commConfirm", view.confirm(m.commConfirm()));
      case SequenceNumberAdjustConfirm m ->
          fields.add("adjust", view.reference(m.adjust())).add("status", view.status(m.status()));
      case TampError m ->
          fields
              .add("msgType", view.type(m.msgType()))
              .add("status", view.status(m.status()))
              .add("msgRef", m.msgRef().map(view::reference));
    }
  }

  private static void add(TampApexUpdate message, Shown.Builder fields, TampView view)
      throws MalformedException {
    fields
        .add("terse", view.terse(message.terse()))
        .add("msgRef", view.reference(message.msgRef()))
        .add("clearTrustAnchors", Shown.flag(message.clearTrustAnchors()))
        .add("clearCommunities", Shown.flag(message.clearCommunities()))
        .add("seqNumber", message.seqNumber().map(Shown::number))
        .add("apexTA", view.anchors().of(message.apexTa()));
  }

  /** Before such a message was sent, its key is a secret. */
  private static Shown plaintextKey(byte[] encoded, Inspection in) throws MalformedException {
    return Shown.hidden(octets(encoded).length);
  }

  private static Shown apexKey(byte[] encoded, Inspection in) throws MalformedException {
    ApexContingencyKey key = ApexContingencyKey.decode(encoded);
    return key.wrapped()
        .map(wrapped ->
            Shown.fields()
                .add("wrapAlgorithm", in.algorithm(wrapped.algorithm()))
                .add("wrappedContinPubKey", wrapped.publicKey().bytes())
                .shown())
        .orElseGet(() -> Shown.fields().shown().brief("an apex without a contingency key"));
  }
}
