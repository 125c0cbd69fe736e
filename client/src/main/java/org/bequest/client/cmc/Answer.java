package org.bequest.client.cmc;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a server sent, opened and judged. */
public sealed interface Answer {
  /** A Simple PKI Response: nothing in it is signed, and the certificates speak for themselves. */
  record Simple(List<X509Certificate> certificates, List<X509CRL> crls) implements Answer {
    public Simple {
      certificates = List.copyOf(certificates);
      crls = List.copyOf(crls);
    }
  }

  record Full(FullResponse response) implements Answer {}

  /**
   * @param why in one clause
   */
  record Unbelievable(String why) implements Answer {}
}
