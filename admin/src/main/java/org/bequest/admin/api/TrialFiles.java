package org.bequest.admin.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bouncycastle.cert.X509CertificateHolder;

/** What operators send along with a trial, in the forms that files have. */
final class TrialFiles {
  private TrialFiles() {}

  static byte[] csr(String text) throws MalformedException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return Base64Body.decode(octets, BodyContent.CERTIFICATION_REQUEST).value();
  }

  static List<X509CertificateHolder> certificates(String pem) throws MalformedException {
    List<X509CertificateHolder> chain = new ArrayList<>();
    if (pem.isBlank()) {
      return chain;
    }
    try {
      for (X509Certificate certificate :
          CertificatePem.decode(pem.getBytes(StandardCharsets.UTF_8))) {
        chain.add(new X509CertificateHolder(certificate.getEncoded()));
      }
      return chain;
    } catch (CertificateEncodingException | IOException e) {
      throw new MalformedException("the certificate cannot be read", e);
    }
  }
}
