package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.tamp.ApexUpdateConfirm;
import org.bequest.formats.tamp.CommunityConfirm;
import org.bequest.formats.tamp.CommunityIdentifierList;
import org.bequest.formats.tamp.CommunityUpdates;
import org.bequest.formats.tamp.Status;
import org.bequest.formats.tamp.StatusResponse;
import org.bequest.formats.tamp.TampMsgRef;
import org.bequest.formats.tamp.TampSequenceNumber;
import org.bequest.formats.tamp.TargetIdentifier;
import org.bequest.formats.tamp.TbsCertificateChangeInfo;
import org.bequest.formats.tamp.TerseOrVerbose;
import org.bequest.formats.tamp.TrustAnchorChangeInfo;
import org.bequest.formats.tamp.TrustAnchorUpdate;
import org.bequest.formats.tamp.UpdateConfirm;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Validity;

/** The parts of messages of trust anchor management, each under the name that RFC 5934 gives it. */
record TampView(Inspection in) {
  AnchorView anchors() {
    return new AnchorView(in);
  }

  Shown terse(TerseOrVerbose terse) {
    return Shown.text(terse == TerseOrVerbose.TERSE ? "terse" : "verbose");
  }

  Shown status(Status status) {
    Shown number = Shown.number(status.value());
    return status instanceof Status.Unregistered
        ? number.but("no status code of RFC 5934")
        : number.brief(status.word() + " (" + status.value() + ")");
  }

  Shown type(ASN1ObjectIdentifier type) {
    return in.oid(type);
  }

  Shown reference(TampMsgRef reference) {
    return Shown.fields()
        .add("target", target(reference.target()))
        .add("seqNum", reference.seqNum())
        .shown();
  }

  private Shown target(TargetIdentifier target) {
    return switch (target) {
      case TargetIdentifier.HwModules hardware ->
          choice(
              "hwModules",
              Shown.list(hardware.modules().stream().map(new HardwareView(in)::modules).toList()));
      case TargetIdentifier.Communities members -> choice("communities", list(members.list()));
      case TargetIdentifier.AllModules _ -> choice("allModules", Shown.text("").brief("all"));
      case TargetIdentifier.Uri uri -> choice("uri", Shown.text(uri.uri()));
      case TargetIdentifier.OtherName other ->
          choice(
              "otherName",
              Shown.fields()
                  .add("type-id", in.oid(other.typeId()))
                  .add("value", other.value().octets())
                  .shown());
    };
  }

  private static Shown choice(String choice, Shown value) {
    return Shown.fields().add(choice, value).shown();
  }

  private Shown list(CommunityIdentifierList list) {
    return Shown.list(list.communities().stream().map(in::oid).toList());
  }

  /** An empty list is an absent one. */
  Optional<Shown> numbers(List<TampSequenceNumber> numbers) {
    return numbers.isEmpty()
        ? Optional.empty()
        : Optional.of(Shown.list(numbers.stream().map(TampView::number).toList()));
  }

  private static Shown number(TampSequenceNumber number) {
    return Shown.fields()
        .add("keyId", number.keyId().octets())
        .add("seqNumber", number.seqNumber())
        .shown();
  }

  Shown response(StatusResponse response) throws MalformedException {
    return switch (response) {
      case StatusResponse.Terse terse ->
          choice(
              "terseResponse",
              Shown.fields()
                  .add("taKeyIds", keyIds(terse.taKeyIds()))
                  .add("communities", terse.communities().map(this::list))
                  .shown());
      case StatusResponse.Verbose verbose ->
          choice(
              "verboseResponse",
              Shown.fields()
                  .add("taInfo", anchors().all(verbose.taInfo()))
                  .add(
                      "continPubKeyDecryptAlg", verbose.continPubKeyDecryptAlg().map(in::algorithm))
                  .add("communities", verbose.communities().map(this::list))
                  .add("tampSeqNumbers", numbers(verbose.tampSeqNumbers()))
                  .shown());
    };
  }

  private static Shown keyIds(List<KeyIdentifier> ids) {
    return Shown.list(ids.stream().map(id -> Shown.octets(id.octets())).toList());
  }

  Shown updates(List<TrustAnchorUpdate> updates) throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (TrustAnchorUpdate update : updates) {
      list.add(
          switch (update) {
            case TrustAnchorUpdate.Add add -> choice("add", added(add));
            case TrustAnchorUpdate.Remove remove -> choice("remove", in.publicKey(remove.key()));
            case TrustAnchorUpdate.Change change -> choice("change", changed(change));
          });
    }
    return Shown.list(list);
  }

  private Shown added(TrustAnchorUpdate.Add add) throws MalformedException {
    Shown anchor = anchors().of(add.anchor());
    return add.claimsApex()
        ? anchor.but("an apex, which no update may add (RFC 5934 4.3)")
        : anchor;
  }

  private Shown changed(TrustAnchorUpdate.Change change) throws MalformedException {
    return switch (change.change()) {
      case TbsCertificateChangeInfo tbs -> choice("tbsCertChange", tbs(tbs));
      case TrustAnchorChangeInfo info -> choice("taChange", info(info));
    };
  }

  private Shown tbs(TbsCertificateChangeInfo tbs) throws MalformedException {
    Shown.Builder fields =
        Shown.fields()
            .add("serialNumber", tbs.serialNumber().map(n -> Shown.text("0x" + n.toString(16))))
            .add("signature", tbs.signature().map(in::algorithm))
            .add("issuer", tbs.issuer().map(in::name));
    if (tbs.validity().isPresent()) {
      fields.add("validity", validity(tbs.validity().get()));
    }
    fields
        .add("subject", tbs.subject().map(in::name))
        .add("subjectPublicKeyInfo", in.publicKey(tbs.subjectPublicKeyInfo()));
    if (tbs.exts().isPresent()) {
      fields.add("exts", in.extensions(tbs.exts().get()));
    }
    return fields.shown();
  }

  private static Shown validity(Validity validity) throws MalformedException {
    return Shown.fields()
        .add("notBefore", CertificateView.time(validity.getNotBefore()))
        .add("notAfter", CertificateView.time(validity.getNotAfter()))
        .shown();
  }

  private Shown info(TrustAnchorChangeInfo info) throws MalformedException {
    Shown.Builder fields =
        Shown.fields()
            .add("pubKey", in.publicKey(info.pubKey()))
            .add("keyId", info.keyId().map(id -> Shown.octets(id.octets())))
            .add("taTitle", info.taTitle().map(Shown::text));
    if (info.certPath().isPresent()) {
      fields.add("certPath", anchors().controls(info.certPath().get()));
    }
    if (info.exts().isPresent()) {
      fields.add("exts", in.extensions(info.exts().get()));
    }
    return fields.shown();
  }

  Shown updates(CommunityUpdates updates) {
    return Shown.fields()
        .add("remove", updates.remove().map(this::removed))
        .add("add", updates.add().map(this::list))
        .shown();
  }

  private Shown removed(CommunityIdentifierList list) {
    Shown shown = list(list);
    return list.communities().isEmpty() ? shown.brief("all") : shown;
  }

  Shown confirm(UpdateConfirm confirm) throws MalformedException {
    Shown status = Shown.list(confirm.status().stream().map(this::status).toList());
    return switch (confirm) {
      case UpdateConfirm.Terse _ -> choice("terseConfirm", status);
      case UpdateConfirm.Verbose verbose ->
          choice(
              "verboseConfirm",
              Shown.fields()
                  .add("status", status)
                  .add("taInfo", anchors().all(verbose.taInfo()))
                  .add("tampSeqNumbers", numbers(verbose.tampSeqNumbers()))
                  .add("usesApex", Shown.flag(verbose.usesApex()))
                  .shown());
    };
  }

  Shown confirm(ApexUpdateConfirm confirm) throws MalformedException {
    Shown status = status(confirm.status());
    return switch (confirm) {
      case ApexUpdateConfirm.Terse _ -> choice("terseApexConfirm", status);
      case ApexUpdateConfirm.Verbose verbose ->
          choice(
              "verboseApexConfirm",
              Shown.fields()
                  .add("status", status)
                  .add("taInfo", anchors().all(verbose.taInfo()))
                  .add("communities", verbose.communities().map(this::list))
                  .add("tampSeqNumbers", numbers(verbose.tampSeqNumbers()))
                  .shown());
    };
  }

  Shown confirm(CommunityConfirm confirm) {
    Shown status = status(confirm.status());
    return switch (confirm) {
      case CommunityConfirm.Terse _ -> choice("terseCommConfirm", status);
      case CommunityConfirm.Verbose verbose ->
          choice(
              "verboseCommConfirm",
              Shown.fields()
                  .add("status", status)
                  .add("communities", verbose.communities().map(this::list))
                  .shown());
    };
  }
}
