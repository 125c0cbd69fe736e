package org.bequest.ca;

import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * An authority under one profile: what a label points to. Safe for concurrent use; blocks until the
 * outcome is durable.
 *
 * <p>Refusals are values. A {@link RuntimeException} means a bug or a lost resource.
 */
public interface CertificateAuthority {
  /** RFC 7030 4.2.1. */
  Decision enroll(EnrollmentRequest request);

  /** RFC 7030 4.2.2: the requester's certificate is the one being renewed or rekeyed. */
  Decision reenroll(EnrollmentRequest request);

  /**
   * What /cacerts serves: the root, every intermediate, and link certificates while a roll-over
   * runs.
   */
  List<X509CertificateHolder> caCertificates();

  /**
   * DER of the CsrAttrs that this profile demands (RFC 7030 4.5.2); empty array when it demands
   * nothing.
   */
  byte[] csrAttributes();
}
