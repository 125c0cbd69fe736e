package org.bequest.server.endpoint.cmc;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.formats.cmc.control.GetCert;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Get Certificate (RFC 5272 6.9): one of the authority's own for everybody, any other for whose
 * business it is ({@link Scope}).
 */
final class GetCertificate {
  private GetCertificate() {}

  static void answer(CmcMessage message, BodyPartId part, GetCert asked) {
    if (asked.issuerName().getTagNo() != GeneralName.directoryName) {
      message.settle(
          part,
          PartOutcome.failed(
              Reason.BAD_REQUEST, CmcFailInfo.BAD_CERT_ID, "an issuer has a directoryName"));
      return;
    }
    X500Name issuer = X500Name.getInstance(asked.issuerName().getName());
    Optional<X509CertificateHolder> certificate =
        ofAuthority(message, issuer, asked.serialNumber())
            .or(() ->
                NamedCertificate.of(message, issuer, asked.serialNumber())
                    .filter(new Scope(message)::covers)
                    .map(NamedCertificate::certificate));
    certificate.ifPresentOrElse(
        c -> {
          message.reply().certificate(c);
          message.settle(part, new PartOutcome.Done(false));
        },
        () -> message.settle(part, NamedCertificate.NONE));
  }

  private static Optional<X509CertificateHolder> ofAuthority(
      CmcMessage message, X500Name issuer, BigInteger serial) {
    return message.label().authority().caCertificates().stream()
        .filter(c -> c.getIssuer().equals(issuer) && c.getSerialNumber().equals(serial))
        .findFirst();
  }
}
