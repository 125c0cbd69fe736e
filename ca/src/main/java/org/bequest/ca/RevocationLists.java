package org.bequest.ca;

import java.util.List;

/** What /crls serves. */
public interface RevocationLists {
  /** DER of the newest CRLs, one per issuing key; served from memory. Empty when there are none. */
  List<byte[]> crls();

  /** Whether every list that should be there is. */
  default boolean ready() {
    return !crls().isEmpty();
  }
}
