package org.bequest.ca.signer;

import java.util.List;
import org.bequest.ca.der.Der;
import org.bequest.crypto.Signatures;
import org.bequest.crypto.Signer;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;

/** Checks that a key and a chain make an authority, before anything is signed with them. */
final class IssuerChain {
  private IssuerChain() {}

  static void check(Signer key, List<X509CertificateHolder> chain) {
    if (chain.isEmpty() || !chain.getFirst().getSubjectPublicKeyInfo().equals(key.publicKey())) {
      throw new CaKeyException("the key of the authority does not belong to its certificate");
    }
    X509CertificateHolder own = chain.getFirst();
    if (!isAuthority(own)) {
      throw new CaKeyException(
          own.getSubject() + " is not the certificate of an authority with a key identifier");
    }
    for (int i = 0; i < chain.size(); i++) {
      X509CertificateHolder issuer = chain.get(Math.min(i + 1, chain.size() - 1));
      checkIssued(chain.get(i), issuer);
    }
  }

  private static boolean isAuthority(X509CertificateHolder certificate) {
    BasicConstraints constraints = BasicConstraints.fromExtensions(certificate.getExtensions());
    return constraints != null
        && constraints.isCA()
        && certificate.getExtension(Extension.subjectKeyIdentifier) != null;
  }

  private static void checkIssued(X509CertificateHolder subject, X509CertificateHolder issuer) {
    Signatures.Verdict verdict =
        Signatures.verify(
            issuer.getSubjectPublicKeyInfo(),
            subject.getSignatureAlgorithm(),
            Der.encode(subject.toASN1Structure().getTBSCertificate()),
            subject.getSignature());
    if (!subject.getIssuer().equals(issuer.getSubject()) || verdict != Signatures.Verdict.VALID) {
      throw new CaKeyException("the chain of the authority breaks above " + subject.getSubject());
    }
  }
}
