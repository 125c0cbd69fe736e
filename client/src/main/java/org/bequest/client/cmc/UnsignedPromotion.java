package org.bequest.client.cmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.CmcUnsignedData;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.Attribute;

/**
 * Takes the data that nobody signed out of a message that is wrapped, for the layer around it: its
 * path then begins with the number of the wrapped message (RFC 5272 section 3.2.3).
 *
 * @param contentInfo octet for octet as it came when there is no such data
 */
record UnsignedPromotion(Encoded contentInfo, List<CmcUnsignedData> promoted) {
  UnsignedPromotion {
    promoted = List.copyOf(promoted);
  }

  /**
   * @param id that the message gets in the layer around it
   */
  static UnsignedPromotion of(Content content, BodyPartId id) throws MalformedException {
    Encoded asItCame = Encoded.known(content.encode());
    if (!content.is(CmsOids.SIGNED_DATA)) {
      return new UnsignedPromotion(asItCame, List.of());
    }
    SignedContent message = SignedContent.of(content);
    Optional<Attribute> data =
        message.signers().stream()
            .flatMap(s -> s.unsignedAttributes().attribute(CmsOids.CMC_UNSIGNED_DATA).stream())
            .findFirst();
    if (data.isEmpty()) {
      return new UnsignedPromotion(asItCame, List.of());
    }
    List<CmcUnsignedData> promoted = new ArrayList<>();
    for (ASN1Encodable value : data.get().getAttrValues()) {
      promoted.add(under(id, CmcUnsignedData.decode(Der.of(value))));
    }
    return new UnsignedPromotion(Encoded.known(without(message).encode().encode()), promoted);
  }

  private static CmcUnsignedData under(BodyPartId id, CmcUnsignedData data) {
    List<BodyPartId> path = new ArrayList<>(List.of(id));
    path.addAll(data.bodyPartPath().ids());
    return new CmcUnsignedData(new BodyPartPath(path), data.identifier(), data.content());
  }

  /** What is signed does not change by it. */
  private static SignedContent without(SignedContent message) {
    return message.with(message.signers().stream().map(UnsignedPromotion::without).toList());
  }

  private static SignerInfo without(SignerInfo signer) {
    List<Attribute> others =
        signer.unsignedAttributes().attributes().stream()
            .filter(a -> !a.getAttrType().equals(CmsOids.CMC_UNSIGNED_DATA))
            .toList();
    return new SignerInfo(
        signer.version(),
        signer.id(),
        signer.digestAlgorithm(),
        signer.signedAttributes(),
        signer.signatureAlgorithm(),
        signer.signature(),
        new Attributes(others));
  }
}
