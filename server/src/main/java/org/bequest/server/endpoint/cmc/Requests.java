package org.bequest.server.endpoint.cmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.MessagePossession;
import org.bequest.crypto.Possession;
import org.bequest.crypto.ProvenCsr;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.TemplateCsr;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Reason;

/**
 * Before step 6: what certificates are asked for, and what each request shows of its key. A request
 * in a format that nobody here knows ends the message (RFC 5272 3.2.1.1).
 */
final class Requests implements Step {
  private static final int VERSION_3 = 2;

  @Override
  public boolean take(CmcMessage message) {
    List<TaggedRequest> requests = message.data().requests();
    if (count(message) > message.label().fullCmc().maxRequests()) {
      message.fail(
          Reason.BAD_REQUEST,
          "a message may hold " + message.label().fullCmc().maxRequests() + " requests here");
      return false;
    }
    if (requests.stream().anyMatch(TaggedRequest.Orm.class::isInstance)) {
      requests.forEach(r -> unknownFormat(message, r));
      return false;
    }
    MessagePossession possession = new MessagePossession(message.label().challenges().possession());
    List<Wanted> wanted = new ArrayList<>();
    for (TaggedRequest request : requests) {
      try {
        wanted.add(wanted(request, possession));
      } catch (MalformedException e) {
        message.settle(
            request.id(), PartOutcome.failed(Reason.BAD_REQUEST, String.valueOf(e.getMessage())));
      }
    }
    message.wants(wanted);
    return !message.results().hasFailed();
  }

  /** With those of the messages around it. */
  private static int count(CmcMessage message) {
    return message.data().requests().size() + message.place().map(p -> count(p.outer())).orElse(0);
  }

  private static void unknownFormat(CmcMessage message, TaggedRequest request) {
    message.settle(
        request.id(),
        request instanceof TaggedRequest.Orm(var _, var type, var _, var _)
            ? new PartOutcome.NoSupport("requests of format " + type + " are not known here")
            : PartOutcome.failed(
                Reason.BAD_REQUEST, "not processed beside a request of an unknown format"));
  }

  private static Wanted wanted(TaggedRequest request, MessagePossession possession)
      throws MalformedException {
    Possession shown =
        switch (request) {
          case TaggedRequest.Tcr tcr -> possession.of(tcr.csr());
          case TaggedRequest.Crm crm -> possession.of(checked(crm.message()));
          case TaggedRequest.Orm _ -> throw new IllegalStateException("refused before");
        };
    return new Wanted(request, asked(request, shown), shown);
  }

  private static Csr asked(TaggedRequest request, Possession shown) throws MalformedException {
    return switch (shown) {
      case Possession.Shown(ProvenCsr csr) -> csr.csr();
      case Possession.Open(Csr csr, var _) -> csr;
      case Possession.Refuted _ ->
          request instanceof TaggedRequest.Tcr tcr
              ? tcr.csr()
              : TemplateCsr.of(((TaggedRequest.Crm) request).message().certReq());
    };
  }

  /** What RFC 4211 section 5 and RFC 5272 section 3.2.1.2.2 leave out. */
  private static CertReqMsg checked(CertReqMsg message) throws MalformedException {
    CertTemplate template = message.certReq().certTemplate();
    Optional<String> fault =
        !message.regInfo().isEmpty()
            ? Optional.of("regInfo is not used in CMC")
            : template.serialNumber().isPresent() || template.signingAlg().isPresent()
                ? Optional.of("a serial number or a signature algorithm is not for clients to say")
                : template.version().filter(v -> !v.hasValue(VERSION_3)).isPresent()
                    ? Optional.of("certificates are of version 3")
                    : Optional.empty();
    if (fault.isPresent()) {
      throw new MalformedException(fault.get() + " at /CertReqMsg (RFC 5272 3.2.1.2.2)");
    }
    return message;
  }
}
