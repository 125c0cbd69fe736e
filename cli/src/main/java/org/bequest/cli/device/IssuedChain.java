package org.bequest.cli.device;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.client.Enrollment;
import org.bequest.crypto.key.CertificatePem;

/** The certificate and its issuers, in the order in which TLS wants them. */
final class IssuedChain {
  private IssuedChain() {}

  static List<X509Certificate> of(Enrollment.Issued issued) {
    var chain = new ArrayList<X509Certificate>();
    chain.add(issued.certificate());
    chain.addAll(issued.chain());
    return chain;
  }

  static byte[] pem(Enrollment.Issued issued) {
    return CertificatePem.encode(of(issued));
  }
}
