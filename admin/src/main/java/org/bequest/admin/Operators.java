package org.bequest.admin;

import java.util.List;
import java.util.Optional;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;

/** Who may use the API: holders of an operator's certificate that is good now. */
final class Operators {
  /** What became of a presented certificate. */
  sealed interface Verdict {
    /**
     * @param name common name of the certificate
     */
    record Operator(String name) implements Verdict {}

    record Refused(int status, String detail) implements Verdict {}
  }

  private final ServiceCertificates certificates;

  Operators(ServiceCertificates certificates) {
    this.certificates = certificates;
  }

  /** Looks at the end certificate only: possession of its key is proven by the handshake. */
  Verdict judge(List<X509CertificateHolder> chain) {
    if (chain.isEmpty()) {
      return new Verdict.Refused(401, "an operator's certificate is needed");
    }
    X509CertificateHolder own = chain.getFirst();
    return certificates
        .operator(own)
        .flatMap(_ -> commonName(own))
        .<Verdict>map(Verdict.Operator::new)
        .orElseGet(
            () -> new Verdict.Refused(403, "this is no operator's certificate that counts now"));
  }

  private static Optional<String> commonName(X509CertificateHolder certificate) {
    var names = certificate.getSubject().getRDNs(BCStyle.CN);
    return names.length == 1
        ? Optional.of(IETFUtils.valueToString(names[0].getFirst().getValue()))
        : Optional.empty();
  }
}
