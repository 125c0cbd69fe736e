package org.bequest.client.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/** Certificates and revocation lists from the types of messages to those of the platform. */
public final class Holders {
  private Holders() {}

  public static List<X509Certificate> certificates(List<X509CertificateHolder> holders)
      throws MalformedException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (X509CertificateHolder holder : holders) {
      certificates.add(certificate(holder));
    }
    return certificates;
  }

  public static X509Certificate certificate(X509CertificateHolder holder)
      throws MalformedException {
    try {
      return CertificatePem.decodeDer(holder.getEncoded());
    } catch (IOException e) {
      throw new MalformedException("not a certificate", e);
    }
  }

  public static X509CertificateHolder of(X509Certificate certificate) {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (CertificateException | IOException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }

  public static List<X509CertificateHolder> of(List<X509Certificate> certificates) {
    return certificates.stream().map(Holders::of).toList();
  }

  public static List<X509CRL> crls(List<X509CRLHolder> holders) throws MalformedException {
    List<X509CRL> crls = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (X509CRLHolder holder : holders) {
        crls.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(holder.getEncoded())));
      }
      return crls;
    } catch (CertificateException | CRLException | IOException e) {
      throw new MalformedException("not a revocation list", e);
    }
  }
}
