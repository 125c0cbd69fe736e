package org.bequest.formats.firmware;

import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.hardware.HardwareModuleName;

/** What a module says after it was given a package: loaded, or not. */
public sealed interface LoadReport permits LoadReceipt, LoadError {
  /** Who says so. */
  HardwareModuleName module();

  /** In DER, with its type. */
  Content encode();

  /** Reads a receipt or an error, in DER or BER. */
  static LoadReport of(Content content) throws MalformedException {
    if (content.is(CmsOids.FIRMWARE_PACKAGE_LOAD_RECEIPT)) {
      return LoadReceipt.decode(content.octets());
    }
    if (content.is(CmsOids.FIRMWARE_PACKAGE_LOAD_ERROR)) {
      return LoadError.decode(content.octets());
    }
    throw new MalformedException("neither receipt nor error at /ContentInfo/contentType");
  }
}
