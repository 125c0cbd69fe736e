package org.bequest.ca.signer;

import org.bequest.ca.Issuer;
import org.bequest.ca.crl.TbsCertList;
import org.bequest.ca.der.SignedStructure;
import org.bequest.ca.lint.LintedCertificate;
import org.bequest.crypto.Signer;

/** Signs what an authority signs, and nothing else: linted certificates and its own CRLs. */
public final class CertificateSigner {
  private final Issuer issuer;
  private final Signer signer;

  CertificateSigner(Issuer issuer, Signer signer) {
    this.issuer = issuer;
    this.signer = signer;
  }

  public Issuer issuer() {
    return issuer;
  }

  /**
   * The DER of the Certificate.
   *
   * @throws org.bequest.crypto.SigningException when the key cannot be used now
   */
  public SignedStructure sign(LintedCertificate certificate) {
    return sign(certificate.toBeSigned());
  }

  /**
   * The DER of the CertificateList.
   *
   * @throws org.bequest.crypto.SigningException when the key cannot be used now
   */
  public SignedStructure sign(TbsCertList crl) {
    return sign(crl.toBeSigned());
  }

  private SignedStructure sign(byte[] toBeSigned) {
    return new SignedStructure(toBeSigned, issuer, signer.sign(toBeSigned));
  }
}
