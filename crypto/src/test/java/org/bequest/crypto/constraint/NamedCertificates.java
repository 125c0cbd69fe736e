package org.bequest.crypto.constraint;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bequest.formats.cms.Attributes;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/** The attribute by which a signer names his certificate. */
final class NamedCertificates {
  private NamedCertificates() {}

  static Attribute attribute(X509CertificateHolder certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return Attributes.attribute(
          PKCSObjectIdentifiers.id_aa_signingCertificateV2,
          new SigningCertificateV2(new ESSCertIDv2[] {new ESSCertIDv2(hash)}));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
