package org.bequest.ca.exec;

import java.io.IOException;
import java.util.Base64;
import org.bouncycastle.cert.X509CertificateHolder;

/** Certificates as a tool prints them. */
final class Pem {
  private Pem() {}

  static String of(X509CertificateHolder certificate) throws IOException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }
}
