package org.bequest.server.endpoint.cmc;

import java.util.function.Consumer;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.BatchResponses;
import org.bequest.formats.cmc.control.ConfirmCertAcceptance;
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
import org.bequest.server.endpoint.cmc.Meaning.Phase;

/** The table of controls: what each of them means in a request. There is no other one. */
final class Meanings {
  private Meanings() {}

  /** A new control does not compile until it has its line here. */
  static Meaning of(TaggedAttribute tagged) {
    return switch (tagged.control()) {
      case TransactionId _, SenderNonce _, RecipientNonce _ -> Meaning.READ;
      case Identification _, IdentityProof _, IdentityProofV2 _ -> Meaning.READ;
      case PopLinkRandom _, DecryptedPop _ -> Meaning.READ;
      case DataReturn _ -> Meaning.READ;
      case StatusInfoV1 _ -> Meaning.READ;
      case ControlProcessed _, AuthData _, BatchRequests _ -> Meaning.READ;
      case LraPopWitness _, RaIdentityWitness _ -> Meaning.READ;
      case AddExtensions _, ModCertTemplate _ -> Meaning.READ;
      case StatusInfoV2 told -> action(m -> Acceptance.status(m, tagged.id(), told));
      case ConfirmCertAcceptance id -> action(m -> Acceptance.confirm(m, tagged.id(), id));
      case GetCert asked -> action(m -> GetCertificate.answer(m, tagged.id(), asked));
      case GetCrl asked -> action(m -> GetRevocationList.answer(m, tagged.id(), asked));
      case RevokeRequest asked -> action(m -> RevokeCertificate.answer(m, tagged.id(), asked));
      case QueryPending asked -> action(m -> PendingQuery.answer(m, tagged.id(), asked));
      case RegInfo _ -> action(RegistrationInfo::answer);
      case PublicationInfo asked ->
          new Meaning.Does(Phase.AFTERWARDS, (m, _) -> Publication.answer(m, tagged.id(), asked));
      case BatchResponses _, ResponseBody _, ResponseInfo _, PublishTrustAnchors _ ->
          new Meaning.Refused("it belongs into answers");
      case PopLinkWitness _, PopLinkWitnessV2 _ ->
          new Meaning.Refused("a link witness stands inside its request (RFC 5272 6.3.1.1)");
      case EncryptedPop _ -> new Meaning.Refused("servers send challenges, and clients do not");
      case Unknown _ -> new Meaning.Unknown();
    };
  }

  private static Meaning action(Consumer<CmcMessage> act) {
    return new Meaning.Does(Phase.ACTION, (message, _) -> act.accept(message));
  }
}
