package org.bequest.server.endpoint.cmc;

import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cmc.CnsaAlgorithms;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlType;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.control.PopLinkWitnessV2;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.label.Label;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The profile of CMC for the Commercial National Security Algorithm Suite (RFC 8756), under labels
 * that demand it: which keys, signatures, hashes and MACs may occur in any layer, and what messages
 * must hold.
 */
final class CnsaProfile implements Step {
  @Override
  public boolean take(CmcMessage message) {
    if (!demandedBy(message.label())) {
      return true;
    }
    for (TaggedAttribute tagged : message.tagged()) {
      fault(tagged.control()).ifPresent(f -> message.settle(tagged.id(), f));
    }
    for (TaggedRequest request : message.data().requests()) {
      fault(request).ifPresent(f -> message.settle(request.id(), f));
    }
    incomplete(message).ifPresent(message::fail);
    return !message.results().hasFailed();
  }

  private static boolean demandedBy(Label label) {
    return label.fullCmc().controls().cnsa();
  }

  /** Of the layers around a message, when its signatures are right. */
  static Optional<PartOutcome.Failed> fault(
      Label label, List<SignedContent> layers, Protection protection) {
    if (!demandedBy(label)) {
      return Optional.empty();
    }
    boolean signed =
        layers.stream()
            .flatMap(l -> l.signers().stream())
            .allMatch(
                s -> CnsaAlgorithms.allowsSignature(s.signatureAlgorithm(), s.digestAlgorithm()));
    return switch (protection) {
      case Protection.Signed(var signers, var _) ->
          signed
                  && signers.stream()
                      .allMatch(c -> CnsaAlgorithms.allowsKey(c.getSubjectPublicKeyInfo()))
              ? Optional.empty()
              : badAlgorithm("the message is not signed");
      case Protection.ByRequestedKey _ ->
          signed ? Optional.empty() : badAlgorithm("the message is not signed");
      case Protection.Authenticated _, Protection.None _ ->
          Optional.of(PartOutcome.failed(Reason.BAD_REQUEST, "RFC 8756 has signed messages only"));
    };
  }

  private static Optional<PartOutcome.Failed> badAlgorithm(String what) {
    return Optional.of(
        PartOutcome.failed(
            Reason.BAD_KEY, CmcFailInfo.BAD_ALG, what + " with an algorithm of RFC 8756"));
  }

  private static Optional<PartOutcome.Failed> badRequest(String detail) {
    return Optional.of(PartOutcome.failed(Reason.BAD_REQUEST, detail + " (RFC 8756)"));
  }

  private static Optional<PartOutcome.Failed> fault(Control control) {
    return switch (control) {
      case IdentityProof _ -> badAlgorithm("the identity proof is not made");
      case IdentityProofV2 proof ->
          CnsaAlgorithms.allowsHash(proof.hashAlgId()) && CnsaAlgorithms.allowsMac(proof.macAlgId())
              ? Optional.empty()
              : badAlgorithm("the identity proof is not made");
      case ModCertTemplate changed when Edit.of(changed).touchesKeyOrUsage() ->
          badRequest("publicKey and keyUsage are not modified");
      case Control _ -> Optional.empty();
    };
  }

  /** 5.2: a registration authority's message has these three controls. */
  private static Optional<PartOutcome.Failed> incomplete(CmcMessage message) {
    boolean brings = !message.data().cmsSequence().isEmpty();
    boolean whole =
        message.control(TransactionId.class).isPresent()
            && message.control(SenderNonce.class).isPresent()
            && message.control(BatchRequests.class).isPresent();
    return brings && !whole
        ? badRequest("who brings messages has transactionId, senderNonce and batchRequests")
        : Optional.empty();
  }

  private static Optional<PartOutcome.Failed> fault(TaggedRequest request) {
    try {
      return switch (request) {
        case TaggedRequest.Tcr tcr -> fault(tcr);
        case TaggedRequest.Crm crm -> fault(crm);
        case TaggedRequest.Orm _ -> Optional.empty();
      };
    } catch (MalformedException e) {
      return badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<PartOutcome.Failed> fault(TaggedRequest.Tcr tcr)
      throws MalformedException {
    Csr csr = tcr.csr();
    if (!CnsaAlgorithms.allowsSignature(csr.signatureAlgorithm())) {
      return badAlgorithm("the request is not signed");
    }
    List<PopLinkage.Witness> links = PopLinkage.witnesses(tcr);
    return key(csr.subjectPublicKeyInfo())
        .or(() -> usage(csr.requestedExtensions()))
        .or(() -> links(links));
  }

  private static Optional<PartOutcome.Failed> fault(TaggedRequest.Crm crm)
      throws MalformedException {
    Optional<AlgorithmIdentifier> signature =
        crm.message()
            .popo()
            .filter(Popo.Signature.class::isInstance)
            .map(p -> ((Popo.Signature) p).algorithm());
    if (signature.isEmpty()) {
      return badRequest("possession is proven by a signature");
    }
    if (!CnsaAlgorithms.allowsSignature(signature.get())) {
      return badAlgorithm("the request is not signed");
    }
    List<PopLinkage.Witness> links = PopLinkage.witnesses(crm);
    CertTemplate template = crm.message().certReq().certTemplate();
    return template
        .publicKey()
        .flatMap(CnsaProfile::key)
        .or(() -> usage(template.extensions()))
        .or(() -> links(links));
  }

  private static Optional<PartOutcome.Failed> key(SubjectPublicKeyInfo key) {
    return CnsaAlgorithms.allowsKey(key) ? Optional.empty() : badAlgorithm("the key is not one");
  }

  private static Optional<PartOutcome.Failed> usage(Optional<Extensions> extensions) {
    return extensions.filter(e -> e.getExtension(Extension.keyUsage) != null).isPresent()
        ? Optional.empty()
        : badRequest("a request says its keyUsage");
  }

  private static Optional<PartOutcome.Failed> links(List<PopLinkage.Witness> witnesses) {
    return witnesses.stream().allMatch(CnsaProfile::allows)
        ? Optional.empty()
        : badAlgorithm("the link witness is not made");
  }

  private static boolean allows(PopLinkage.Witness witness) {
    try {
      return witness.type() == ControlType.POP_LINK_WITNESS_V2 && allows(witness.value());
    } catch (MalformedException _) {
      return false;
    }
  }

  private static boolean allows(Encoded value) throws MalformedException {
    PopLinkWitnessV2 link = PopLinkWitnessV2.decode(value);
    return CnsaAlgorithms.allowsHash(link.keyGenAlgorithm())
        && CnsaAlgorithms.allowsMac(link.macAlgorithm());
  }
}
