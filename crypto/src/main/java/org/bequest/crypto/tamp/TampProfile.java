package org.bequest.crypto.tamp;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.tamp.ContingencyDecryptKey;
import org.bequest.formats.tamp.StatusCode;
import org.bequest.formats.tamp.TampMessageType;
import org.bouncycastle.asn1.cms.Attribute;

/**
 * What a SignedData around a message must be like (RFC 5934 section 2.2), in the order of checks.
 */
final class TampProfile {
  private static final int VERSION = 3;

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              StatusCode.BAD_SIGNED_DATA,
              "the SignedData is not of version 3",
              layers -> layers.version().hasValue(VERSION)),
          new Rule(
              StatusCode.BAD_SIGNED_DATA,
              "there is not exactly one digest algorithm",
              TampLayers::hasOneDigestAlgorithm),
          new Rule(
              StatusCode.BAD_ENCAP_CONTENT,
              "the encapsulated content cannot be read",
              TampLayers::hasReadableContent),
          new Rule(
              StatusCode.MISSING_CONTENT,
              "the encapsulated content is missing",
              layers -> layers.content().isPresent()),
          new Rule(
              StatusCode.UNSUPPORTED_TAMP_MSG_TYPE,
              "the encapsulated content is no such message",
              layers -> TampMessageType.of(layers.contentType()).isPresent()),
          new Rule(
              StatusCode.BAD_CERTIFICATE,
              "a certificate cannot be read or is of another kind than X.509",
              TampLayers::hasOnlyCertificates),
          new Rule(
              StatusCode.MALFORMED,
              "there is not exactly one signer",
              layers -> layers.signerInfos().size() == 1),
          new Rule(
              StatusCode.BAD_SIGNER_INFO,
              "the SignerInfo cannot be read or is not of version 3",
              layers -> layers.signer().version().hasValue(VERSION)),
          new Rule(
              StatusCode.NO_TRUST_ANCHOR,
              "the signer is not named by its key identifier",
              layers -> layers.signer().isNamedByKeyIdentifier()),
          new Rule(
              StatusCode.MALFORMED,
              "the signer uses another digest algorithm than the SignedData",
              layers ->
                  layers
                      .signer()
                      .digestAlgorithm()
                      .getAlgorithm()
                      .equals(layers.digestAlgorithm().getAlgorithm())),
          new Rule(
              StatusCode.BAD_SIGNED_ATTRS,
              "the signed attributes are missing, broken or not in DER",
              TampProfile::signedAttributesAreDer),
          new Rule(
              StatusCode.MALFORMED,
              "a signed attribute is repeated or has not exactly one value",
              TampProfile::signedAttributesAreSingle),
          new Rule(
              StatusCode.CMS_ERROR,
              "the content-type or the message-digest attribute is missing",
              TampProfile::signedAttributesAreComplete),
          new Rule(
              StatusCode.BAD_UNSIGNED_ATTRS,
              "the unsigned attributes are broken",
              layers -> unsigned(layers).stream().noneMatch(a -> a.getAttrValues().size() == 0)),
          new Rule(
              StatusCode.MALFORMED,
              "an unsigned attribute is repeated",
              layers -> TampLayers.areAllDifferent(unsigned(layers))),
          new Rule(
              StatusCode.BAD_UNSIGNED_ATTRS,
              "the key of the contingency key is broken or in another message than an apex update",
              TampProfile::contingencyKeyFits));

  private TampProfile() {}

  @FunctionalInterface
  private interface Condition {
    /**
     * @throws MalformedException is as good as false
     */
    boolean holds(TampLayers layers) throws MalformedException;
  }

  private record Rule(StatusCode status, String detail, Condition condition) {
    boolean isBroken(TampLayers layers) {
      try {
        return !condition.holds(layers);
      } catch (MalformedException _) {
        return true;
      }
    }
  }

  /** The first rule that is broken. */
  static Optional<TampFault> fault(TampLayers layers) {
    return RULES.stream()
        .filter(rule -> rule.isBroken(layers))
        .findFirst()
        .map(rule -> new TampFault(rule.status, rule.detail));
  }

  private static List<Attribute> signed(TampLayers layers) throws MalformedException {
    return TampLayers.asAttributes(layers.signer().signedAttrs()).attributes();
  }

  private static List<Attribute> unsigned(TampLayers layers) throws MalformedException {
    return TampLayers.asAttributes(layers.signer().unsignedAttrs()).attributes();
  }

  private static boolean signedAttributesAreDer(TampLayers layers) throws MalformedException {
    List<Attribute> attributes = signed(layers);
    return !attributes.isEmpty() && TampLayers.areSorted(attributes);
  }

  private static boolean signedAttributesAreSingle(TampLayers layers) throws MalformedException {
    List<Attribute> attributes = signed(layers);
    return TampLayers.areAllDifferent(attributes)
        && attributes.stream().allMatch(a -> a.getAttrValues().size() == 1);
  }

  private static boolean signedAttributesAreComplete(TampLayers layers) throws MalformedException {
    Attributes attributes = new Attributes(signed(layers));
    return attributes.attribute(CmsOids.CONTENT_TYPE).isPresent()
        && attributes.attribute(CmsOids.MESSAGE_DIGEST).isPresent();
  }

  private static boolean contingencyKeyFits(TampLayers layers) throws MalformedException {
    return ContingencyDecryptKey.in(new Attributes(unsigned(layers))).isEmpty()
        || layers.contentType().equals(TampMessageType.APEX_UPDATE.identifier());
  }
}
