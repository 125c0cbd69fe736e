package org.bequest.crypto.key;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bouncycastle.util.io.pem.PemObject;

/** Certificates as PEM text (RFC 7468), in the order of the text. */
public final class CertificatePem {
  private static final String LABEL = "CERTIFICATE";

  private CertificatePem() {}

  public static byte[] encode(List<X509Certificate> certificates) {
    List<PemObject> blocks = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      blocks.add(new PemObject(LABEL, der(certificate)));
    }
    return PemText.encode(blocks);
  }

  /** Every {@code CERTIFICATE} block; other blocks are passed over. */
  public static List<X509Certificate> decode(byte[] pem) throws MalformedException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemObject block : PemText.decode(pem)) {
      if (block.getType().equals(LABEL)) {
        certificates.add(decodeDer(block.getContent()));
      }
    }
    return List.copyOf(certificates);
  }

  /** One certificate from DER, nothing behind it. */
  public static X509Certificate decodeDer(byte[] der) throws MalformedException {
    try {
      ByteArrayInputStream input = new ByteArrayInputStream(der);
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
      if (input.available() > 0) {
        throw new MalformedException("data behind the certificate");
      }
      return certificate;
    } catch (CertificateException e) {
      throw new MalformedException("not a certificate", e);
    }
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate without octets", e);
    }
  }
}
