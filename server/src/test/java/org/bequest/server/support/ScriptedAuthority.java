package org.bequest.server.support;

import java.util.List;
import java.util.function.Function;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * An authority that decides as a test says; what it says of itself comes from a real one.
 *
 * @param decide may throw, and may wait
 */
public record ScriptedAuthority(
    CertificateAuthority real, Function<EnrollmentRequest, Decision> decide)
    implements CertificateAuthority {
  @Override
  public Decision enroll(EnrollmentRequest request) {
    return decide.apply(request);
  }

  @Override
  public Decision reenroll(EnrollmentRequest request) {
    return decide.apply(request);
  }

  @Override
  public List<X509CertificateHolder> caCertificates() {
    return real.caCertificates();
  }

  @Override
  public byte[] csrAttributes() {
    return real.csrAttributes();
  }
}
