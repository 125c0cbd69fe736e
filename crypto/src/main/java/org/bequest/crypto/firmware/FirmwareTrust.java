package org.bequest.crypto.firmware;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.cms.stream.SignedLayer;
import org.bequest.crypto.cms.stream.StreamedCheck;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.constraint.Authorization;
import org.bequest.crypto.constraint.Collected;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.constraint.SignerTrace;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whose signatures count: those that lead to an anchor, directly or over certificates, which may
 * sign such content (RFC 6010). Steps 9 to 11 of a loader.
 */
public final class FirmwareTrust {
  /** What they refuse of these is their parameters. */
  private static final Set<ASN1ObjectIdentifier> KNOWN_ALGORITHMS =
      Set.of(
          PKCSObjectIdentifiers.id_RSASSA_PSS,
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          PKCSObjectIdentifiers.sha512WithRSAEncryption,
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512,
          EdECObjectIdentifiers.id_Ed25519,
          EdECObjectIdentifiers.id_Ed448);

  private final AnchorStore anchors;
  private final List<X509CertificateHolder> known;
  private final PathInputs inputs;
  private final ConstraintRules rules;

  /**
   * @param anchors of firmware: that of the server's identity is none
   * @param known certificates that may complete a path, beside those of a message
   */
  public FirmwareTrust(
      AnchorStore anchors,
      List<X509CertificateHolder> known,
      PathInputs inputs,
      ConstraintRules rules) {
    this.anchors = anchors;
    this.known = List.copyOf(known);
    this.inputs = inputs;
    this.rules = rules;
  }

  /** What came of asking. */
  sealed interface Verdict {
    record Trusted(StreamedContent content, TrustedSigner signer) implements Verdict {}

    record Refused(FirmwareRefusal why) implements Verdict {}
  }

  /**
   * @param layer with one signer, whose attributes have been looked at
   * @param leaf the type of what lies in the innermost layer: who signs is asked about that
   */
  Verdict check(SignedLayer layer, ASN1ObjectIdentifier leaf) throws IOException {
    SignedContent frame = layer.frame();
    if (!saysItsType(frame)) {
      return refused(
          LoadErrorCode.CONTENT_TYPE_MISMATCH,
          "the content-type attribute is not that of the content");
    }
    SignerKeys keys = SignerKeys.in(frame).and(known).and(anchors);
    return switch (layer.verify(keys, SignaturePolicy.STRONG)) {
      case StreamedCheck.Refused(var why) ->
          refused(code(why.fault(), frame.signers().getFirst()), why.detail());
      case StreamedCheck.Verified(var content, var signers) ->
          trusted(content, signers.getFirst(), frame, leaf);
    };
  }

  private static boolean saysItsType(SignedContent frame) {
    try {
      return frame
          .signers()
          .getFirst()
          .signed(CmsOids.CONTENT_TYPE)
          .filter(type -> type.toASN1Primitive().equals(frame.contentType()))
          .isPresent();
    } catch (MalformedException _) {
      return false;
    }
  }

  private Verdict trusted(
      StreamedContent content,
      VerifiedSigner signer,
      SignedContent frame,
      ASN1ObjectIdentifier leaf) {
    Collected attributes = Collected.of(signer.info().signedAttributes());
    SignerTrace trace = new SignerTrace(anchors, known, inputs, rules);
    SignerTrace.Traced traced =
        trace.trace(
            signer, frame.certificates(), rights -> Authorization.of(rights, leaf, attributes));
    return switch (traced) {
      case SignerTrace.Vouched vouched ->
          new Verdict.Trusted(content, new TrustedSigner(signer, vouched.anchor()));
      case SignerTrace.Lost lost -> refused(code(lost.denied()), lost.denied().detail());
    };
  }

  private static LoadErrorCode code(Authorization.Denied denied) {
    return denied.why() == Authorization.Why.NO_PATH
        ? LoadErrorCode.NO_TRUST_ANCHOR
        : LoadErrorCode.NOT_AUTHORIZED;
  }

  private static LoadErrorCode code(SignatureCheck.Fault fault, SignerInfo signer) {
    return switch (fault) {
      case NO_SIGNER -> LoadErrorCode.BAD_SIGNER_INFO;
      case MISSING_CONTENT -> LoadErrorCode.MISSING_CONTENT;
      case BAD_SIGNED_ATTRIBUTES -> LoadErrorCode.BAD_SIGNED_ATTRS;
      case REFUSED_DIGEST_ALGORITHM -> LoadErrorCode.BAD_DIGEST_ALGORITHM;
      case REFUSED_SIGNATURE_ALGORITHM ->
          KNOWN_ALGORITHMS.contains(signer.signatureAlgorithm().getAlgorithm())
              ? LoadErrorCode.UNSUPPORTED_PARAMETERS
              : LoadErrorCode.BAD_SIGNATURE_ALGORITHM;
      case UNKNOWN_SIGNER -> LoadErrorCode.NO_TRUST_ANCHOR;
      case UNUSABLE_KEY -> LoadErrorCode.UNSUPPORTED_KEY_SIZE;
      case BAD_MESSAGE_DIGEST, BAD_SIGNATURE -> LoadErrorCode.SIGNATURE_FAILURE;
    };
  }

  private static Verdict refused(LoadErrorCode code, String detail) {
    return new Verdict.Refused(new FirmwareRefusal(code, detail));
  }
}
