package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What a message says about itself, or asks for besides certificates. Each known control has
 * exactly one value; two of them ({@link PopLinkWitness}, {@link PopLinkWitnessV2}) stand inside
 * the requests instead of the control sequence.
 */
public sealed interface Control
    permits AddExtensions,
        AuthData,
        BatchRequests,
        BatchResponses,
        ConfirmCertAcceptance,
        ControlProcessed,
        DataReturn,
        DecryptedPop,
        EncryptedPop,
        GetCert,
        GetCrl,
        Identification,
        IdentityProof,
        IdentityProofV2,
        LraPopWitness,
        ModCertTemplate,
        PopLinkRandom,
        PopLinkWitness,
        PopLinkWitnessV2,
        PublicationInfo,
        PublishTrustAnchors,
        QueryPending,
        RaIdentityWitness,
        RecipientNonce,
        RegInfo,
        ResponseBody,
        ResponseInfo,
        RevokeRequest,
        SenderNonce,
        StatusInfoV1,
        StatusInfoV2,
        TransactionId,
        Unknown {
  ASN1ObjectIdentifier type();

  /** The values, as they came or in DER. */
  List<Encoded> values();

  /**
   * @param values {@code SET OF AttributeValue} (RFC 5272 section 3.2.1.1)
   */
  static Control decode(ASN1ObjectIdentifier type, Encoded values) throws MalformedException {
    String path = "/controlSequence/" + type;
    List<Encoded> elements = PartReader.setElements(values, path);
    ControlType known = ControlType.of(type).orElse(null);
    if (known == null) {
      return new Unknown(type, elements);
    }
    if (elements.size() != 1) {
      throw new MalformedException("not exactly one value at " + path);
    }
    return known.decode(elements.getFirst());
  }
}
