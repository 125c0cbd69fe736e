package org.bequest.cli.inspect;

import java.util.List;
import java.util.Locale;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.BatchResponses;
import org.bequest.formats.cmc.control.ConfirmCertAcceptance;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.control.GetCert;
import org.bequest.formats.cmc.control.GetCrl;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.control.PopLinkWitness;
import org.bequest.formats.cmc.control.PopLinkWitnessV2;
import org.bequest.formats.cmc.control.PublicationInfo;
import org.bequest.formats.cmc.control.PublishTrustAnchors;
import org.bequest.formats.cmc.control.QueryPending;
import org.bequest.formats.cmc.control.RaIdentityWitness;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.RegInfo;
import org.bequest.formats.cmc.control.ResponseBody;
import org.bequest.formats.cmc.control.ResponseInfo;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.BodyPartReference;

/** The value of a control of CMC (RFC 5272 section 6) by the fields of its type. */
record ControlView(Inspection in) {
  Shown of(Control control) throws MalformedException {
    return switch (control) {
      case Identification _,
          IdentityProof _,
          PopLinkRandom _,
          PopLinkWitness _,
          DataReturn _,
          TransactionId _,
          SenderNonce _,
          RecipientNonce _,
          RegInfo _,
          ResponseInfo _,
          QueryPending _,
          AuthData _,
          BatchRequests _,
          BatchResponses _,
          RaIdentityWitness _,
          ResponseBody _ ->
          in.any(control.values().getFirst().value());
      case StatusInfoV1 status -> new StatusView(in).of(status.info());
      case StatusInfoV2 status -> new StatusView(in).of(status.info());
      case IdentityProofV2 proof -> proof(proof);
      case PopLinkWitnessV2 link -> link(link);
      case AddExtensions add -> extensions(add);
      case ModCertTemplate modify -> template(modify);
      case EncryptedPop pop -> encryptedPop(pop);
      case DecryptedPop pop -> decryptedPop(pop);
      case LraPopWitness witness -> lraWitness(witness);
      case GetCert get -> getCert(get);
      case GetCrl get -> getCrl(get);
      case RevokeRequest revoke -> revoke(revoke);
      case ConfirmCertAcceptance confirm -> confirm(confirm);
      case PublishTrustAnchors anchors -> anchors(anchors);
      case PublicationInfo info -> publication(info);
      case ControlProcessed processed -> references(processed.bodyList());
      case Unknown unknown -> unknown(unknown);
    };
  }

  private Shown unknown(Unknown control) throws MalformedException {
    Shown.Builder fields = Shown.fields();
    int number = 0;
    for (Encoded value : control.values()) {
      fields.add(Integer.toString(number++), in.any(value.value()));
    }
    return fields.shown();
  }

  private static Shown octets(Octets octets) {
    return Shown.octets(octets.bytes());
  }

  static Shown id(BodyPartId id) {
    return Shown.number(id.value());
  }

  static Shown ids(List<BodyPartId> ids) {
    return Shown.list(ids.stream().map(ControlView::id).toList());
  }

  static Shown reference(BodyPartReference reference) {
    return switch (reference) {
      case BodyPartId id -> id(id);
      case BodyPartPath path -> ids(path.ids());
    };
  }

  static Shown references(List<BodyPartReference> references) {
    return Shown.list(references.stream().map(ControlView::reference).toList());
  }

  private Shown proof(IdentityProofV2 proof) {
    return Shown.fields()
        .add("hashAlgID", in.algorithm(proof.hashAlgId()))
        .add("macAlgID", in.algorithm(proof.macAlgId()))
        .add("witness", octets(proof.witness()))
        .shown();
  }

  private Shown link(PopLinkWitnessV2 link) {
    return Shown.fields()
        .add("keyGenAlgorithm", in.algorithm(link.keyGenAlgorithm()))
        .add("macAlgorithm", in.algorithm(link.macAlgorithm()))
        .add("witness", octets(link.witness()))
        .shown();
  }

  private Shown extensions(AddExtensions add) throws MalformedException {
    return Shown.fields()
        .add("pkiDataReference", id(add.pkiData()))
        .add("certReferences", ids(add.requests()))
        .add("extensions", in.extensions(add.extensions()))
        .shown();
  }

  private Shown template(ModCertTemplate modify) throws MalformedException {
    return Shown.fields()
        .add("pkiDataReference", reference(modify.pkiData()))
        .add("certReferences", ids(modify.requests()))
        .add("replace", Shown.flag(modify.replace()))
        .add("certTemplate", new TemplateView(in).template(modify.template()))
        .shown();
  }

  private Shown encryptedPop(EncryptedPop pop) throws MalformedException {
    return Shown.fields()
        .add("request", new PkiDataView(in).request(pop.request().encoded()))
        .add("cms", in.enclosedContentInfo(pop.cms()))
        .add("thePOPAlgID", in.algorithm(pop.thePopAlgId()))
        .add("witnessAlgID", in.algorithm(pop.witnessAlgId()))
        .add("witness", octets(pop.witness()))
        .shown();
  }

  private Shown decryptedPop(DecryptedPop pop) {
    return Shown.fields()
        .add("bodyPartID", id(pop.part()))
        .add("thePOPAlgID", in.algorithm(pop.thePopAlgId()))
        .add("thePOP", octets(pop.thePop()))
        .shown();
  }

  private static Shown lraWitness(LraPopWitness witness) {
    return Shown.fields()
        .add("pkiDataBodyid", id(witness.pkiData()))
        .add("bodyIds", ids(witness.requests()))
        .shown();
  }

  private Shown getCert(GetCert get) {
    return Shown.fields()
        .add("issuerName", in.generalName(get.issuerName()))
        .add("serialNumber", "0x" + get.serialNumber().toString(16))
        .shown();
  }

  private Shown getCrl(GetCrl get) {
    return Shown.fields()
        .add("issuerName", in.name(get.issuerName()))
        .add("cRLName", get.crlName().map(in::generalName))
        .add("time", get.time().map(Shown::time))
        .add("reasons", get.reasons().map(in::any))
        .shown();
  }

  private Shown revoke(RevokeRequest revoke) {
    return Shown.fields()
        .add("issuerName", in.name(revoke.issuerName()))
        .add("serialNumber", "0x" + revoke.serialNumber().toString(16))
        .add("reason", Shown.number(revoke.reason().code()).brief(revoke.reason().text()))
        .add("invalidityDate", revoke.invalidityDate().map(Shown::time))
        .add("passphrase", revoke.sharedSecret().map(_ -> Shown.hidden()))
        .add("comment", revoke.comment().map(Shown::text))
        .shown();
  }

  private Shown confirm(ConfirmCertAcceptance confirm) {
    return Shown.fields()
        .add("issuer", in.name(confirm.issuer()))
        .add("serialNumber", "0x" + confirm.serialNumber().toString(16))
        .shown();
  }

  private Shown anchors(PublishTrustAnchors anchors) {
    return Shown.fields()
        .add("seqNumber", Shown.number(anchors.seqNumber()))
        .add("hashAlgorithm", in.algorithm(anchors.hashAlgorithm()))
        .add(
            "anchorHashes",
            Shown.list(anchors.anchorHashes().stream().map(ControlView::octets).toList()))
        .shown();
  }

  private Shown publication(PublicationInfo info) {
    return Shown.fields()
        .add("hashAlg", in.algorithm(info.hashAlg()))
        .add("certHashes", Shown.list(info.certHashes().stream().map(ControlView::octets).toList()))
        .add("action", info.publish() ? "pleasePublish" : "dontPublish")
        .add("pubInfos", Shown.list(info.places().stream().map(this::place).toList()))
        .shown();
  }

  private Shown place(PublicationInfo.Place place) {
    return Shown.fields()
        .add("pubMethod", place.method().name().toLowerCase(Locale.ROOT))
        .add("pubLocation", place.location().map(in::generalName))
        .shown();
  }
}
