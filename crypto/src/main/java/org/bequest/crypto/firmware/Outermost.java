package org.bequest.crypto.firmware;

import java.io.IOException;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamOpener;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.firmware.LoadErrorCode;

/** What a ContentInfo holds: steps 1 and 2 of a loader. */
sealed interface Outermost {
  record Held(StreamedContent content) implements Outermost {}

  record Broken(FirmwareRefusal why) implements Outermost {}

  static Outermost of(Source message, CmsLimits limits) throws IOException {
    try {
      return new Held(StreamOpener.contentInfo(message, limits));
    } catch (MalformedException e) {
      LoadErrorCode code =
          StreamOpener.isOneElement(message, limits)
              ? LoadErrorCode.BAD_CONTENT_INFO
              : LoadErrorCode.DECODE_FAILURE;
      return new Broken(new FirmwareRefusal(code, String.valueOf(e.getMessage())));
    }
  }
}
