package org.bequest.server.endpoint.cmc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.store.CertificateStore;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Certificates of signers that a message does not bring along: that of the connection, and those of
 * the label's authority that it names by issuer and number.
 */
final class KnownSigners {
  private KnownSigners() {}

  static List<X509CertificateHolder> of(Arrival arrival, SignedContent message) {
    List<X509CertificateHolder> known = new ArrayList<>();
    arrival.caller().flatMap(c -> c.requester().certificate()).ifPresent(known::add);
    CertificateStore certificates = arrival.label().fullCmc().services().store().certificates();
    for (SignerInfo signer : message.signers()) {
      if (signer.id() instanceof EntityIdentifier.IssuerAndSerial named
          && message.certificates().stream().noneMatch(named::names)) {
        arrival.label().authority().caCertificates().stream()
            .filter(ca -> ca.getSubject().equals(named.issuer()))
            .flatMap(ca -> certificates.find(id(ca), named.serial()).stream())
            .flatMap(row -> holder(row.encoded()).stream())
            .forEach(known::add);
      }
    }
    return known;
  }

  private static Optional<X509CertificateHolder> holder(byte[] encoded) {
    try {
      return Optional.of(new X509CertificateHolder(encoded));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** As the store names issuers. */
  private static String id(X509CertificateHolder ca) {
    try {
      byte[] key = ca.getSubjectPublicKeyInfo().getEncoded("DER");
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a certificate of the authority cannot be read", e);
    }
  }
}
