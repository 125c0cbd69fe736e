package org.bequest.admin.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bequest.admin.message.OperatorCertificate;
import org.bequest.admin.message.OperatorRenewal;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.ProvenCsr;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;

/**
 * Operators renew their own certificates, with a key that never leaves them: before the old one
 * ends, and before the key that signed it is retired.
 */
final class OperatorRenewals {
  private final ServiceCertificates certificates;
  private final ProofOfPossession proof = new ProofOfPossession();

  OperatorRenewals(Routes.Backend backend) {
    this.certificates = new ServiceCertificates(backend.authority());
  }

  List<Route> routes() {
    return List.of(Route.of("POST", "/v1/operators/renew", this::renew));
  }

  private Reply renew(Call call) {
    try {
      byte[] der = Base64.getDecoder().decode(call.message(OperatorRenewal.class).csr());
      return switch (proof.verify(Csr.decode(der))) {
        case ProofOfPossession.Result.Unproven unproven -> Reply.badRequest(unproven.detail());
        case ProofOfPossession.Result.Proven(ProvenCsr csr) -> renewed(call.operator(), csr);
      };
    } catch (MalformedException | IllegalArgumentException _) {
      return Reply.badRequest("csr is a PKCS#10 request in base64");
    }
  }

  private Reply renewed(String operator, ProvenCsr csr) {
    try {
      byte[] pem = CertificatePem.encode(certificates.renewedOperator(operator, csr));
      return Reply.created(new OperatorCertificate(new String(pem, StandardCharsets.US_ASCII)));
    } catch (CaKeyException e) {
      return Reply.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
