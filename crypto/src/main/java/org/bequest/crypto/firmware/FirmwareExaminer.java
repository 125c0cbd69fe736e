package org.bequest.crypto.firmware;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.cms.stream.SignedLayer;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.firmware.DecryptKeyName;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.FirmwarePackageIdentifier;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.TargetHardwareIdentifiers;
import org.bequest.formats.firmware.WrappedFirmwareKey;

/**
 * Holds a signed package against the profile of RFC 4108 section 2 and its signature against the
 * anchors, without a key to decrypt it: steps 1 to 11 of a loader, which a server takes before it
 * offers a package.
 */
public final class FirmwareExaminer {
  private static final SignedDataProfile PROFILE =
      new SignedDataProfile(
          Set.of(CmsOids.ENCRYPTED_DATA, CmsOids.COMPRESSED_DATA, CmsOids.FIRMWARE_PACKAGE),
          Set.of(3));

  private final FirmwareTrust trust;
  private final CmsLimits limits;

  public FirmwareExaminer(FirmwareTrust trust, CmsLimits limits) {
    this.trust = trust;
    this.limits = limits;
  }

  CmsLimits limits() {
    return limits;
  }

  public FirmwareExamination examine(Source message) throws IOException {
    return switch (Outermost.of(message, limits)) {
      case Outermost.Held(var content) -> examine(content);
      case Outermost.Broken(var why) -> new FirmwareExamination.Refused(why);
    };
  }

  /**
   * @param content of a ContentInfo
   */
  FirmwareExamination examine(StreamedContent content) throws IOException {
    if (!content.is(CmsOids.SIGNED_DATA)) {
      return refused(LoadErrorCode.BAD_CONTENT_INFO, "the package is not signed");
    }
    return switch (Profiled.of(content, PROFILE, limits)) {
      case Profiled.Misfit(var why) -> new FirmwareExamination.Refused(why);
      case Profiled.Fits fits -> examine(fits.layer(), fits.signer());
    };
  }

  private FirmwareExamination examine(SignedLayer layer, SignerInfo signer) throws IOException {
    SignedContent frame = layer.frame();
    Optional<FirmwareRefusal> bad =
        Stage.first(
            List.of(
                new Stage(LoadErrorCode.BAD_SIGNED_ATTRS, () -> attributes(frame, signer)),
                new Stage(
                    LoadErrorCode.BAD_UNSIGNED_ATTRS,
                    () -> WrappedFirmwareKey.of(signer.unsignedAttributes()))));
    if (bad.isPresent()) {
      return new FirmwareExamination.Refused(bad.get());
    }
    return switch (trust.check(layer, CmsOids.FIRMWARE_PACKAGE)) {
      case FirmwareTrust.Verdict.Refused(var why) -> new FirmwareExamination.Refused(why);
      case FirmwareTrust.Verdict.Trusted(var content, var trusted) ->
          passed(frame, content, trusted);
    };
  }

  /** RFC 4108 section 2.2: those that must be there, each once with one value. */
  private static void attributes(SignedContent frame, SignerInfo signer) throws MalformedException {
    FirmwareAttributes attributes = FirmwareAttributes.decode(signer.signedAttributes());
    Stage.must(signer.signed(CmsOids.CONTENT_TYPE).isPresent(), "content-type is missing");
    Stage.must(signer.signed(CmsOids.MESSAGE_DIGEST).isPresent(), "message-digest is missing");
    Stage.must(
        attributes.find(FirmwarePackageIdentifier.class).isPresent(),
        "firmware-package-identifier is missing");
    Stage.must(
        attributes.find(TargetHardwareIdentifiers.class).isPresent(),
        "target-hardware-module-identifiers is missing");
    Stage.must(
        !frame.contentType().equals(CmsOids.ENCRYPTED_DATA)
            || attributes.find(DecryptKeyName.class).isPresent(),
        "decrypt-key-identifier is missing");
  }

  private FirmwareExamination passed(
      SignedContent frame, StreamedContent content, TrustedSigner trusted) {
    SignerInfo signer = frame.signers().getFirst();
    try {
      FirmwareAttributes attributes = FirmwareAttributes.decode(signer.signedAttributes());
      if (!SigningCertificates.suit(attributes, trusted.signer().ownCertificate())) {
        return refused(
            LoadErrorCode.BAD_SIGNED_ATTRS, "signing-certificate has a policy of its own");
      }
      SignedFirmware signed =
          new SignedFirmware(
              attributes.find(FirmwarePackageIdentifier.class).orElseThrow(),
              attributes.find(TargetHardwareIdentifiers.class).orElseThrow(),
              attributes,
              trusted);
      return new FirmwareExamination.Passed(new ExaminedFirmware(signed, frame, content, limits));
    } catch (MalformedException e) {
      throw new IllegalStateException("what was read before", e);
    }
  }

  private static FirmwareExamination refused(LoadErrorCode code, String detail) {
    return new FirmwareExamination.Refused(new FirmwareRefusal(code, detail));
  }
}
