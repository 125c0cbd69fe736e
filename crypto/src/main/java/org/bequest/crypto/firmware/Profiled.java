package org.bequest.crypto.firmware;

import java.io.IOException;
import java.util.Optional;
import org.bequest.crypto.cms.stream.SignedLayer;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.cms.stream.StreamedLayer;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.firmware.LoadErrorCode;

/** A SignedData that was held against a profile, and not verified yet. */
sealed interface Profiled {
  /** With its one signer. */
  record Fits(SignedLayer layer) implements Profiled {
    SignerInfo signer() {
      return layer.frame().signers().getFirst();
    }
  }

  record Misfit(FirmwareRefusal why) implements Profiled {}

  static Profiled of(StreamedContent signedData, SignedDataProfile profile, CmsLimits limits)
      throws IOException {
    try {
      Optional<FirmwareRefusal> bad =
          profile.refusal(StreamedLayer.structure(signedData, limits).orElseThrow());
      return bad.isPresent()
          ? new Misfit(bad.get())
          : new Fits((SignedLayer) StreamedLayer.of(signedData, limits).orElseThrow());
    } catch (MalformedException e) {
      return new Misfit(
          new FirmwareRefusal(LoadErrorCode.BAD_SIGNED_DATA, String.valueOf(e.getMessage())));
    }
  }
}
