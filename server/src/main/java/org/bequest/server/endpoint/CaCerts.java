package org.bequest.server.endpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.wire.MediaType;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.label.Label;
import org.bequest.server.label.WireOptions;
import org.bouncycastle.cert.X509CertificateHolder;

/** RFC 7030 4.1: the authority's certificates, for whoever asks. */
public final class CaCerts implements Endpoint.Open {
  private final Rendered<X509CertificateHolder> rendered =
      new Rendered<>(X509CertificateHolder::equals);

  @Override
  public Outcome serve(Label label) {
    return new Outcome.Content(
        rendered.get(label, label.authority().caCertificates(), c -> render(c, label.wire())));
  }

  private static HttpAnswer render(List<X509CertificateHolder> certificates, WireOptions wire) {
    return Base64Answer.of(
        wire.caCertsSmimeType() ? MediaType.CERTS_ONLY : MediaType.PKCS7_MIME,
        CertsOnly.encode(encoded(certificates)),
        wire);
  }

  private static List<byte[]> encoded(List<X509CertificateHolder> certificates) {
    List<byte[]> encoded = new ArrayList<>();
    try {
      for (X509CertificateHolder certificate : certificates) {
        encoded.add(certificate.getEncoded());
      }
    } catch (IOException e) {
      throw new IllegalStateException("an authority's certificate has no encoding", e);
    }
    return encoded;
  }
}
