package org.bequest.server.endpoint.cmc;

import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.control.PopLinkWitness;
import org.bequest.formats.cmc.control.PopLinkWitnessV2;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.control.Unknown;

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
      case StatusInfoV1 _, StatusInfoV2 _ -> Meaning.READ;
      case ControlProcessed _ -> Meaning.READ;
      case AuthData _ -> new Meaning.Unknown();
      case PopLinkWitness _, PopLinkWitnessV2 _ ->
          new Meaning.Refused("a link witness stands inside its request (RFC 5272 6.3.1.1)");
      case EncryptedPop _ -> new Meaning.Refused("servers send challenges, and clients do not");
      case Unknown _ -> new Meaning.Unknown();
    };
  }
}
