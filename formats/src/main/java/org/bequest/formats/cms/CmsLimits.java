package org.bequest.formats.cms;

import org.bequest.formats.asn1.Limits;

/** What one layer of a message may cost before anything is built from it (security rule S-50). */
final class CmsLimits {
  /** Octet strings count as one element: what lies in them is measured when it is opened. */
  static final Limits LAYER = new Limits(16 << 20, 40, 200_000);

  static final int MOST_RECIPIENTS = 64;
  static final int MOST_SIGNERS = 16;
  static final int MOST_CERTIFICATES = 1000;
  static final int MOST_ATTRIBUTES = 64;

  private CmsLimits() {}
}
